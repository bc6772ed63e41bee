// Tries a law on a number of generated inputs and shrinks the first that breaks it.
import fc from 'fast-check'

import type { Law } from './law.js'
import type { World } from './pipeline.js'

export type Failure = { readonly faults: readonly string[]; readonly input: string }

type Tried = {
  readonly runs: number
  /** Inputs about which the law had nothing to say. */
  readonly vacuous: number
  readonly failure: Failure | undefined
}

/** A law without the type of its inputs, so that laws fit into one list. */
export type Trial = {
  readonly name: string
  readonly statement: string
  readonly run: (world: World, seed: number, runs: number) => Tried
}

/** Shrinking ends after this time; an input that is not the smallest still shows the fault. */
const shrinkingMsMax = 60_000

export function trialOf<Input>({ name, statement, inputs, judge }: Law<Input>): Trial {
  return { name, statement, run: (world, seed, runs) => run(world, seed, runs) }

  function run(world: World, seed: number, runs: number): Tried {
    let [tried, vacuous] = [0, 0]
    /** Inputs that broke the law: shrinking makes each smaller than the one before. */
    const broken: Failure[] = []
    const property = fc.property(inputs, (input) => {
      const { faults, isVacuous } = judge(input, world)
      tried += 1
      if (isVacuous) vacuous += 1
      if (faults.length > 0) broken.push({ faults, input: JSON.stringify(input, null, 2) })
      return faults.length === 0
    })
    const limit = fc.interruptAfterTimeLimit(shrinkingMsMax, { failOnInterrupt: false })
    fc.check(property, { seed, numRuns: runs, plugins: [limit] })
    return { runs: Math.min(runs, tried), vacuous: Math.min(runs, vacuous), failure: broken.at(-1) }
  }
}
