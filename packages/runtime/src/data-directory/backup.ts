// A copy of the records aside, before a new version of the program changes them.

import { constants } from 'node:fs'
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { RuntimeError } from '../error.js'
import { syncPath, syncTree } from './durable.js'

/** The last two: one to go back to, and one in case that it was made of something broken already. */
const kept = 2

const partial = '.partial'

/**
 * Copies a folder to `backups` under a name of the time and the step that wrote it. Nobody may be writing in it. Throws
 * `data-directory` when it can't be copied whole.
 */
export async function backUp(records: string, backups: string, step: number): Promise<void> {
  await mkdir(backups, { recursive: true, mode: 0o700 })
  await sweep(backups)
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const target = join(backups, `${time}-step-${step}`)
  try {
    await cp(records, target + partial, { recursive: true, mode: constants.COPYFILE_FICLONE })
    await syncTree(target + partial)
    await rename(target + partial, target)
    await syncPath(backups)
  } catch (error) {
    await rm(target + partial, { recursive: true, force: true })
    const message = `the records cannot be backed up to ${backups} before they are changed: is the disk full?`
    throw new RuntimeError('data-directory', `${message} Nothing was changed`, { cause: error })
  }
  const all = (await readdir(backups)).filter((name) => /^\d{8}T\d{6}Z-step-/.test(name)).toSorted()
  for (const name of all.slice(0, -kept)) await rm(join(backups, name), { recursive: true })
}

/** What a backup left that was killed. */
async function sweep(backups: string): Promise<void> {
  for (const name of await readdir(backups)) {
    if (name.endsWith(partial)) await rm(join(backups, name), { recursive: true, force: true })
  }
}
