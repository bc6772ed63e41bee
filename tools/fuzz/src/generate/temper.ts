// Says how wild a generated platform is: a tame one asks for what exists, a wild one for anything.
import fc from 'fast-check'

/** `redundant` platforms promise three nines and are laid out for it; `plain` ones promise less. */
export type Temper = 'redundant' | 'plain' | 'wild'

/** Most are tame, because a plan that is refused at once proves little. */
export const temper: fc.Arbitrary<Temper> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Temper>('redundant') },
  { weight: 1, arbitrary: fc.constant<Temper>('plain') },
  { weight: 1, arbitrary: fc.constant<Temper>('wild') },
)

/** A choice that seldom stands in a platform; a tame one has it only where it cannot be wrong. */
export const seldom = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

export const whenWild = <Value>(
  own: Temper,
  arbitrary: fc.Arbitrary<Value>,
): fc.Arbitrary<Value | undefined> => (own === 'wild' ? seldom(arbitrary) : fc.constant(undefined))
