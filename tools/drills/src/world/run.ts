// Runs a program to its end, bounded in time, and answers with what it said.

import { spawn } from 'node:child_process'

import { DrillError } from '../error.js'
import { waitingFor } from '../wait.js'

export type Outcome = { readonly code: number; readonly out: string; readonly error: string }

export type RunOptions = {
  readonly input?: string | Buffer
  readonly timeoutMs?: number
}

const timeoutMsDefault = 60_000

export const run = (
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> => waitingFor([command, ...args].join(' '), toItsEnd(command, args, options))

function toItsEnd(
  command: string,
  args: readonly string[],
  { input, timeoutMs = timeoutMsDefault }: RunOptions,
): Promise<Outcome> {
  return new Promise((resolve) => {
    // A group of its own: what nsenter starts outlives nsenter, and keeps our end of its output open.
    const child = spawn(command, args, { detached: true })
    const out: Buffer[] = []
    const error: Buffer[] = []
    const end = (code: number): void => {
      clearTimeout(timer)
      resolve({ code, out: textOf(out), error: textOf(error) })
    }
    const timer = setTimeout(() => {
      killGroup(child.pid)
      error.push(Buffer.from(`ended by us after ${timeoutMs / 1000} s; `))
      // One that has left the group is not waited for.
      child.stdout.destroy()
      child.stderr.destroy()
      end(137)
    }, timeoutMs)
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk))
    child.on('error', (failure) => {
      error.push(Buffer.from(failure.message))
      end(127)
    })
    child.on('close', (code) => {
      end(code ?? 137)
    })
    // A program that ends early closes its input.
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? '')
  })
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // All of it ended by itself.
  }
}

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString()

/** For programs that must succeed. */
export async function must(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  return outOf([command, ...args].join(' '), await run(command, args, options))
}

export function outOf(what: string, { code, out, error }: Outcome): string {
  if (code === 0) return out
  throw new DrillError('program', `${what.slice(0, 400)} ended with ${code}: ${error}${out}`)
}
