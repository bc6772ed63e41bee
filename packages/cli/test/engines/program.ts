// Runs programs of Debian that tools/engines.mjs found or unpacked.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { assert } from 'vitest'

type Outcome = { readonly code: number | null; readonly output: string }

export const isHere = (program: string): boolean =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((directory) => existsSync(join(directory, program)))

export function run(
  program: string,
  args: readonly string[],
  given: { readonly cwd?: string; readonly input?: string } = {},
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...given,
  })
  assert(error === undefined, `${program} runs: ${String(error)}`)
  return { code: status, output: `${stdout}${stderr}` }
}

/** Whether a network of one's own can be had: rules of a firewall are for root in it. */
export const hasNamespaces = (): boolean =>
  isHere('unshare') && run('unshare', ['--net', 'true']).code === 0

/** Whether a test cannot run here. */
export const lacks = (...programs: readonly string[]): boolean =>
  programs.some((program) => !isHere(program))

/** The name of a test that needs programs, with the reason where it is skipped. */
export function needing(programs: readonly string[], name: string): string {
  const missing = programs.filter((program) => !isHere(program))
  return missing.length === 0 ? name : `${name} (skipped: no ${missing.join(', ')} here)`
}
