// An exclusive lock on a file, held by the system: it ends with the process that holds it, however that ends.

import { spawn } from 'node:child_process'
import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { RuntimeError } from '../error.js'

export type Lock = { release(): void }

/** How soon it is tried again. */
const pauseMs = 50

/** Waits for at most that long; undefined when another process still holds it then. The file stays, and means nothing. */
export async function acquireLock(path: string, waitMs: number): Promise<Lock | undefined> {
  for (const endMs = Date.now() + waitMs; ;) {
    const lock = await tryLock(path)
    if (lock !== undefined || Date.now() >= endMs) return lock
    await pause(pauseMs)
  }
}

/** The records' own process ends after its parent; what it still has to write takes it seconds. */
const recordsWaitMs = 30_000

/** For whoever writes in the folder of the records. Throws `data-directory` when another one does not come to its end. */
export async function lockRecords(records: string): Promise<Lock> {
  const lock = await acquireLock(`${records}.lock`, recordsWaitMs)
  if (lock !== undefined) return lock
  throw new RuntimeError('data-directory', `another process still writes in ${records}`)
}

function tryLock(path: string): Promise<Lock | undefined> {
  if (process.platform === 'linux') return lockOnLinux(path)
  if (process.platform === 'darwin') return Promise.resolve(lockOnDarwin(path))
  throw new RuntimeError('data-directory', `data cannot be locked on ${process.platform}`)
}

/** BSD's `open` takes the lock itself. Node has no name for the flag. */
const exclusiveLock = 0x20

function lockOnDarwin(path: string): Lock | undefined {
  const { O_RDWR, O_CREAT, O_NONBLOCK } = constants
  try {
    const file = openSync(path, O_RDWR | O_CREAT | O_NONBLOCK | exclusiveLock, 0o600)
    return { release: () => closeSync(file) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined
    throw error
  }
}

/**
 * Such a lock belongs to the open file, which a child shares with us: `flock` of util-linux or busybox takes it for us
 * and goes. Where there is no such program, a name in the kernel's own space does, though only within one container.
 */
async function lockOnLinux(path: string): Promise<Lock | undefined> {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  const code = await runFlock(file)
  if (code === 0) return { release: () => closeSync(file) }
  const { dev, ino } = fstatSync(file)
  closeSync(file)
  if (code !== undefined) return undefined
  return holdName(`llmflow-${dev}-${ino}`)
}

/** The exit code, or undefined when there is no such program. */
function runFlock(file: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const flock = spawn('flock', ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] })
    flock.once('error', () => resolve(undefined))
    flock.once('exit', (code) => resolve(code ?? 1))
  })
}

/** An abstract socket: the kernel gives its name to one process, and takes it back when that ends. */
function holdName(name: string): Promise<Lock | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(undefined))
    server.listen(`\0${name}`, () => {
      server.unref()
      resolve({ release: () => void server.close() })
    })
  })
}
