// Owns a data directory: one process at a time, of a version that understands it.

import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import { migrations } from '../schema/migrations.js'
import { backUp } from './backup.js'
import { fileName, readFormat, writeFormat } from './format.js'
import { acquireLock, lockRecords, type Lock } from './lock.js'
import { makeSocketFolder, removeLink } from './sockets.js'

export type DataDirectory = {
  readonly path: string
  /** Its own for as long as it is there, wherever it is moved. */
  readonly id: string
  /** Folders; each belongs to one part of the program, and all have the mode 0700. */
  readonly records: string
  readonly index: string
  readonly objects: string
  readonly models: string
  /** Short enough that a socket of up to 23 bytes can be made in it. */
  readonly sockets: string
  /** To be called when the records are at the newest step: only then the next version backs them up first. */
  markMigrated(): Promise<void>
  /** Lets others own it. Call it last. */
  close(): Promise<void>
}

type Options = {
  /** How many steps of the tables the program knows. */
  readonly step?: number
}

/** The one who was killed a moment ago may still be ending. */
const ownerWaitMs = 300

/**
 * Takes the directory, made if it is not there; the records are copied aside when the program is newer than they are.
 * Throws `data-directory`, and says what to do, when another process owns it, a newer version wrote it, or it is
 * somebody else's folder.
 */
export async function openDataDirectory(
  path: string,
  options: Options = {},
): Promise<DataDirectory> {
  const { step = migrations.length } = options
  const directory = resolve(path)
  await makeFolder(directory)
  await refuseForeign(directory)
  const lock = await acquireLock(join(directory, lockName), ownerWaitMs)
  if (lock === undefined) throw owned(directory)
  try {
    return await prepare(directory, step, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

const lockName = 'lock'

async function prepare(path: string, step: number, lock: Lock): Promise<DataDirectory> {
  const format = await readFormat(path, step)
  const { id = makeId(), step: stepBefore = 0 } = format ?? {}
  // First of all that we write: a folder that has it is ours, even when we are killed in the next line.
  if (format?.id === undefined) await writeFormat(path, id, stepBefore)
  const folders = {
    records: join(path, 'records'),
    index: join(path, 'index'),
    objects: join(path, 'objects'),
    models: join(path, 'models'),
  }
  const { index, objects, models } = folders
  for (const folder of [index, objects, models]) await makeFolder(folder)
  if (stepBefore < step && existsSync(folders.records)) {
    await backUpIdle(folders.records, join(path, 'backups'), stepBefore)
  }
  const sockets = await makeSocketFolder(path)
  return {
    path,
    id,
    ...folders,
    sockets,
    markMigrated: () => (stepBefore < step ? writeFormat(path, id, step) : Promise.resolve()),
    async close() {
      await removeLink(join(path, 'sockets'))
      lock.release()
    },
  }
}

async function backUpIdle(records: string, backups: string, step: number): Promise<void> {
  const lock = await lockRecords(records)
  try {
    await backUp(records, backups, step)
  } finally {
    lock.release()
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await makePath(path)
    const { mode } = await stat(path)
    // A mounted volume may belong to somebody else, who lets us write: what we make in it is still ours alone.
    if ((mode & 0o077) !== 0) await chmod(path, 0o700).catch(() => undefined)
  } catch (error) {
    const message = `${path} cannot be made: choose a directory that you may write in`
    throw new RuntimeError('data-directory', message, {
      cause: error,
      detail: { fault: 'not-writable' },
    })
  }
}

/** As `recursive`, which in Node never ends below a folder that is there and takes nobody, such as `/proc`. */
async function makePath(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (existsSync(path) && (await stat(path)).isDirectory()) return
    const parent = dirname(path)
    if (existsSync(parent) || parent === path) throw error
    await makePath(parent)
    await makePath(path)
  }
}

async function refuseForeign(path: string): Promise<void> {
  const names = await readdir(path)
  if (names.includes(fileName) || names.every((name) => ignored.includes(name))) return
  throw new RuntimeError(
    'data-directory',
    `${path} holds other files: choose an empty or a new directory`,
    { detail: { fault: 'foreign-files' } },
  )
}

/** What a start leaves that is killed at once, what a file system puts into an empty volume, and models pulled before. */
const ignored = [lockName, `${fileName}.new`, 'lost+found', 'models']

const owned = (path: string): RuntimeError =>
  new RuntimeError(
    'data-directory',
    `another process owns ${path}: stop it, or choose another directory with --data`,
    { detail: { fault: 'owned' } },
  )
