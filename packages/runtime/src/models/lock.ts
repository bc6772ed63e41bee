// Lets one process at a time work on one model.

import { open, readFile, rm } from 'node:fs/promises'
import { diskError, modelError } from './failure.js'

/** Throws `busy` while another process holds it; one that has died holds nothing. */
export async function withLock<Value>(
  path: string,
  subject: string,
  run: () => Promise<Value>,
): Promise<Value> {
  if (!(await take(path))) {
    if (await isHeld(path)) throw modelError('busy', subject)
    await rm(path, { force: true })
    if (!(await take(path))) throw modelError('busy', subject)
  }
  try {
    return await run()
  } finally {
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw diskError(error, path)
  }
}

async function isHeld(path: string): Promise<boolean> {
  const holder = Number(await readFile(path, 'utf8').catch(() => ''))
  if (!Number.isInteger(holder) || holder <= 0) return false
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
