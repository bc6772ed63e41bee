// Runs a program to its end, bounded in time, and answers with what it said.

import { spawn } from 'node:child_process'

import { DrillError } from '../error.js'

export type Outcome = { readonly code: number; readonly out: string; readonly error: string }

export type RunOptions = {
  readonly input?: string | Buffer
  readonly timeoutMs?: number
}

const timeoutMsDefault = 60_000

export function run(
  command: string,
  args: readonly string[],
  { input, timeoutMs = timeoutMsDefault }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args)
    const out: Buffer[] = []
    const error: Buffer[] = []
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const end = (code: number): void => {
      clearTimeout(timer)
      resolve({ code, out: textOf(out), error: textOf(error) })
    }
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
