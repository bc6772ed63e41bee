// Runs the laws in turn, a few inputs at a time, until all have had theirs or the time is up.

import { lawsToSoak, type LawToSoak } from '../laws.js'
import { realWorld } from '../pipeline.js'
import { readCommit } from './commit.js'
import type { SoakOptions } from './options.js'
import { readProgress, writeProgress, type LawProgress, type Progress } from './progress.js'

/** A law gets a part of its inputs at a time, so that all are equally far when the time is up. */
const turns = 40
/** A law that failed so often has said enough. */
const failuresMax = 5

export function soak(options: SoakOptions, say: (text: string) => void): Progress {
  const laws = lawsToSoak.filter(({ trial }) => trial.name.includes(options.law))
  const before = options.resumes ? readProgress() : undefined
  const seed = before?.seed ?? options.seed
  const commit = before?.commit ?? readCommit()
  const started = performance.now()
  const progressOf = new Map(laws.map(({ trial }) => [trial.name, startOf(trial.name, before)]))
  const current = (): Progress => ({
    commit,
    seed,
    wallMs: (before?.wallMs ?? 0) + performance.now() - started,
    laws: [...progressOf.values()],
  })
  for (let turn = 0; ; turn += 1) {
    const open = laws.filter((law) => isOpen(law, progressOf.get(law.trial.name)))
    if (open.length === 0) return current()
    for (const law of open) {
      if (performance.now() - started > options.minutes * 60_000) return current()
      const done = progressOf.get(law.trial.name) ?? startOf(law.trial.name, undefined)
      progressOf.set(law.trial.name, advance(law, done, seed))
    }
    writeProgress(current())
    if (turn % 4 === 0) say(summaryOf(current()))
  }
}

const startOf = (name: string, before: Progress | undefined): LawProgress =>
  before?.laws.find((law) => law.name === name) ?? {
    name,
    runs: 0,
    vacuous: 0,
    cpuMs: 0,
    failures: [],
  }

const isOpen = ({ runs }: LawToSoak, done: LawProgress | undefined): boolean =>
  (done?.runs ?? 0) < runs && (done?.failures.length ?? 0) < failuresMax

function advance({ trial, runs }: LawToSoak, done: LawProgress, seed: string): LawProgress {
  const ownSeed = seedOf(`${seed}/${trial.name}/${done.runs}`)
  const before = process.cpuUsage()
  const tried = trial.run(realWorld, ownSeed, Math.min(Math.ceil(runs / turns), runs - done.runs))
  const { user, system } = process.cpuUsage(before)
  return {
    name: done.name,
    runs: done.runs + tried.runs,
    vacuous: done.vacuous + tried.vacuous,
    cpuMs: done.cpuMs + (user + system) / 1000,
    failures:
      tried.failure === undefined
        ? done.failures
        : [...done.failures, { ...tried.failure, seed: ownSeed }],
  }
}

/** A seed of 32 bits from text (FNV-1a). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash | 0
}

const summaryOf = ({ laws }: Progress): string =>
  laws
    .map(
      ({ name, runs, failures }) =>
        `${name}: ${runs}${failures.length === 0 ? '' : ` (${failures.length} failed)`}`,
    )
    .join(', ')
