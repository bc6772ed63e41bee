// Defines a law: what must hold for every input, and how an input that breaks it is told.

import type fc from 'fast-check'

import type { World } from './pipeline.js'

/** Faults that one input shows; none when the law holds for it. `isVacuous` when the law had nothing to say. */
type Judgement = { readonly faults: readonly string[]; readonly isVacuous: boolean }

export type Law<Input> = {
  /** The number in the list of laws, and a word: `1-determinism`. */
  readonly name: string
  readonly statement: string
  readonly inputs: fc.Arbitrary<Input>
  readonly judge: (input: Input, world: World) => Judgement
}

export const vacuous: Judgement = { faults: [], isVacuous: true }

export const judged = (...faults: readonly (readonly string[])[]): Judgement => ({
  faults: faults.flat(),
  isVacuous: false,
})
