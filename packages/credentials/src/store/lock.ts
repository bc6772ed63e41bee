// Lets one process at a time change a folder; what a killed one left behind is taken over.

import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isObject } from '@llmflow/spec'
import type { PrivateDisk } from '../disk/private-disk.js'

export const lockName = '.lock'
const takeoverName = '.lock.takeover'

/** A change takes a second with a passphrase; a person who waits longer wants to know why. */
const waitMsMax = 15_000
const pollMs = 40

/** Runs a change alone; undefined when somebody else does not end. */
export async function alone<Value>(
  disk: PrivateDisk,
  folder: string,
  run: () => Promise<Value>,
): Promise<Value | undefined> {
  const path = join(folder, lockName)
  if (!(await take(disk, folder, path))) return undefined
  try {
    return await run()
  } finally {
    await disk.remove(path)
  }
}

async function take(disk: PrivateDisk, folder: string, path: string): Promise<boolean> {
  const mine = JSON.stringify({ process: process.pid, machine: hostname() })
  for (let waited = 0; waited <= waitMsMax; waited += pollMs) {
    if (await disk.create(path, mine)) return true
    await takeOver(disk, folder, path)
    await wait(pollMs)
  }
  return false
}

/**
 * Removes a lock whose process is gone, behind a lock of its own: of two who find the same dead owner, the slower one
 * would otherwise remove the lock that the faster has taken.
 */
async function takeOver(disk: PrivateDisk, folder: string, path: string): Promise<void> {
  if (!isAbandoned(await disk.read(path))) return
  const takeover = join(folder, takeoverName)
  if (!(await disk.create(takeover, ''))) return
  try {
    if (isAbandoned(await disk.read(path))) await disk.remove(path)
  } finally {
    await disk.remove(takeover)
  }
}

/** Of another machine nothing is known, so its lock holds. */
function isAbandoned(bytes: Uint8Array | undefined): boolean {
  if (bytes === undefined) return false
  const owner = ownerIn(new TextDecoder().decode(bytes))
  return owner !== undefined && owner.machine === hostname() && !isRunning(owner.process)
}

type Owner = { readonly process: number; readonly machine: string }

function ownerIn(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isObject(value)) return undefined
    const { process: id, machine } = value
    return typeof id === 'number' && typeof machine === 'string'
      ? { process: id, machine }
      : undefined
  } catch {
    return undefined
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
