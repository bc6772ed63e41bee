// Keeps what a soak has done so far, so that one that was cut off goes on where it stopped.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { root } from '../mutate/examples.js'
import type { Mistake } from '../audit/catch.js'
import type { Failure } from '../trial.js'

export type LawProgress = {
  readonly name: string
  readonly runs: number
  readonly vacuous: number
  readonly cpuMs: number
  readonly failures: readonly (Failure & { readonly seed: number })[]
}

export type Progress = {
  /** The commit at the start; what ran is what was built then. */
  readonly commit: string
  readonly seed: string
  readonly wallMs: number
  readonly laws: readonly LawProgress[]
  readonly mistakes?: readonly Mistake[]
}

const file = join(root, 'build', 'soak.json')

export function readProgress(): Progress | undefined {
  if (!existsSync(file)) return undefined
  const progress: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return isProgress(progress) ? progress : undefined
}

/** Nobody but `writeProgress` writes the file. */
const isProgress = (value: unknown): value is Progress =>
  typeof value === 'object' && value !== null && 'seed' in value && 'laws' in value

export function writeProgress(progress: Progress): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(progress, null, 2))
}
