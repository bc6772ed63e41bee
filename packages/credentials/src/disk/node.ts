// Writes private files through Node's file system: aside, onto the disk, and only then in place.

import { randomBytes } from 'node:crypto'
import { chmod, link, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { asideSuffix, PrivateDiskError, type Entry, type PrivateDisk } from './private-disk.js'

const missing = new Set(['ENOENT', 'ENOTDIR'])

export const nodePrivateDisk: PrivateDisk = {
  read: (path) => orNothing(path, undefined, () => readFile(path)),
  entryAt: (path) => orNothing(path, undefined, () => entryAt(path)),
  list: (path) =>
    orNothing<readonly string[]>(path, [], async () => (await readdir(path)).toSorted()),
  makeDirectory: (path, mode) =>
    writing(path, async () => {
      await mkdir(path, { recursive: true, mode })
      await chmod(path, mode)
    }),
  replace: (path, bytes, mode) => writing(path, () => replace(path, bytes, mode)),
  create: (path, text) => writing(path, () => create(path, text)),
  remove: (path) => writing(path, () => rm(path, { force: true })),
}

/** The permission bits that `chmod` sets. */
const modeMask = 0o777

async function entryAt(path: string): Promise<Entry> {
  const entry = await lstat(path)
  const kind = entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'directory' : 'file'
  return { kind, mode: process.platform === 'win32' ? undefined : entry.mode & modeMask }
}

async function replace(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  await aside(path, bytes, mode, (whole) => rename(whole, path))
  await settle(dirname(path))
}

/** Writes a file under another name first; only when it is whole does `put` give it its own. */
async function aside(
  path: string,
  bytes: Uint8Array,
  mode: number,
  put: (whole: string) => Promise<void>,
): Promise<void> {
  const mark = randomBytes(6).toString('hex')
  const whole = join(dirname(path), `.${basename(path)}.${mark}${asideSuffix}`)
  try {
    await writeThrough(whole, bytes, mode)
    await put(whole)
  } finally {
    await rm(whole, { force: true })
  }
}

/** `wx`: whoever put a link there first does not get what is written. */
async function writeThrough(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode)
  try {
    await file.chmod(mode)
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A name is on the disk only when its directory is. Systems that cannot do this for a directory do it anyway. */
async function settle(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A link appears with all that it names: a process that dies in between leaves nothing half written at the path. */
async function create(path: string, text: string): Promise<boolean> {
  try {
    await aside(path, Buffer.from(text), 0o600, (whole) => link(whole, path))
    return true
  } catch (error) {
    if (notNow.has(codeOf(error))) return false
    throw error
  }
}

/** Somebody else was first, or swept away what was not in place yet. */
const notNow = new Set(['EEXIST', 'ENOENT'])

async function orNothing<Value>(
  path: string,
  nothing: Value,
  run: () => Promise<Value>,
): Promise<Value> {
  try {
    return await run()
  } catch (error) {
    if (missing.has(codeOf(error))) return nothing
    throw new PrivateDiskError('read', path, codeOf(error), { cause: error })
  }
}

async function writing<Value>(path: string, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run()
  } catch (error) {
    throw new PrivateDiskError('write', path, codeOf(error), { cause: error })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
