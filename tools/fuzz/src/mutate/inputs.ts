// Generates any input: damaged examples, damaged generated platforms, noise, and texts that are too large.

import fc from 'fast-check'

import { texts } from '../generate/texts.js'
import type { Texts } from '../pipeline.js'
import { readExamples } from './examples.js'
import { mutate, mutation } from './mutations.js'

const damaged = (base: fc.Arbitrary<Texts>): fc.Arbitrary<Texts> =>
  fc
    .record({
      base,
      onPlatform: fc.array(mutation, { maxLength: 4 }),
      onInventory: fc.array(mutation, { maxLength: 3 }),
    })
    .map(({ base: { platform, inventory }, onPlatform, onInventory }) => ({
      platform: mutate(platform, onPlatform),
      inventory: inventory === undefined ? undefined : mutate(inventory, onInventory),
    }))

/** Text of no meaning, from plain letters to half surrogate pairs. */
const noise: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('{}[]:,&*!|>%@`"\'#?- \n\tab1~<')),
    maxLength: 200,
  }),
  fc.json({ maxDepth: 6 }),
  fc.uint8Array({ maxLength: 300 }).map((octets) => new TextDecoder().decode(octets)),
)

/** Texts near and beyond the size that is read. */
const large: fc.Arbitrary<string> = fc
  .record({
    piece: fc.constantFrom(
      'a: b\n',
      'x',
      '- 1\n',
      '[',
      '{a: ',
      ' ',
      '\n',
      '# c\n',
      '"',
      '&a ',
      'k: [1, 2]\n',
      '  ',
    ),
    times: fc.constantFrom(10, 1000, 30_000, 90_000),
  })
  .map(({ piece, times }) => piece.repeat(times))

/** Noise of any size. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 15, arbitrary: noise },
  { weight: 1, arbitrary: large },
)

export function anyTexts(): fc.Arbitrary<Texts> {
  const examples = readExamples()
  return fc.oneof(
    { weight: 8, arbitrary: damaged(fc.constantFrom(...examples)) },
    { weight: 5, arbitrary: damaged(texts) },
    { weight: 3, arbitrary: texts },
    {
      weight: 3,
      arbitrary: fc.record({
        platform: anyText,
        inventory: fc.option(anyText, { nil: undefined }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...examples), anyText)
        .map(([{ platform }, inventory]) => ({ platform, inventory })),
    },
  )
}
