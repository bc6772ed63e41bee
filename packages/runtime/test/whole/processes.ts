// Which processes there are, and how a whole group of them ends at once.

import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

type Entry = { readonly pid: number; readonly parent: number; readonly isOver: boolean }

/** A zombie has ended: it only waits for somebody to ask how. */
function readEntry(pid: number): Entry | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { pid, parent: Number(parent), isOver: state === 'Z' || state === 'X' }
  } catch {
    return undefined
  }
}

const allEntries = (): readonly Entry[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readEntry(Number(name)))
    .filter((entry) => entry !== undefined)

/** The process, its children, their children and so on. */
export function treeOf(root: number): readonly number[] {
  const entries = allEntries()
  const pids = [root]
  for (let at = 0; at < pids.length; at += 1) {
    const of = pids[at]
    pids.push(...entries.filter(({ parent }) => parent === of).map(({ pid }) => pid))
  }
  return pids
}

const isAlive = (pid: number): boolean => readEntry(pid)?.isOver === false

/** Those that are still there after a while. */
export async function survivorsOf(
  pids: readonly number[],
  withinMs = 3000,
): Promise<readonly number[]> {
  for (const endMs = Date.now() + withinMs; ;) {
    const alive = pids.filter(isAlive)
    if (alive.length === 0 || Date.now() >= endMs) return alive
    await pause(5)
  }
}

/** Whether somebody listens there. */
export function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const settle = (isThere: boolean): void => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
  })
}

/** Memory that is really used, of all of them together, in mebibytes. */
export function residentMebibytes(pids: readonly number[]): number {
  const kibibytes = pids.map((pid) => {
    try {
      return Number(
        /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0,
      )
    } catch {
      return 0
    }
  })
  return kibibytes.reduce((sum, size) => sum + size, 0) / 1024
}
