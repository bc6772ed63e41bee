// Holds the sizing to its laws: more people never take less, and any number of them is sized in a moment.

import fc from 'fast-check'
import { assert, it } from 'vitest'
import { sizePlatform, type Sizing } from '@llmflow/planner'

/** A soak runs each property thousands of times. */
const soakMillisecondsMax = 3_600_000

const small = { weights: 'meta-llama/Llama-3.1-8B-Instruct', precision: 'bf16' } as const
const large = { weights: 'meta-llama/Llama-3.1-70B-Instruct', precision: 'int4' } as const
const models = fc.constantFrom([small], [large], [small, large])

/** As many small numbers as large ones: what changes does so by steps at every size. */
const people = fc.double({ min: 0, max: 4, noNaN: true }).map((power) => Math.round(10 ** power))

function numbersOf({ demand, machines }: Sizing): { readonly [name: string]: number } {
  return {
    inferenceGpus: demand.inferenceGpus.value,
    trainingGpus: demand.trainingGpus.value,
    cpu: demand.cpu.value,
    memory: demand.memory.value,
    storage: demand.storage.value,
    machines: machines.count.value,
    racks: machines.racks.value,
    watts: machines.total.value,
  }
}

it('sizes one person and a hundred thousand', () => {
  const [one, many] = [1, 100_000].map((users) =>
    sizePlatform({ users, models: [], platform: undefined, release: '2025.01' }),
  )
  assert(one !== undefined && many !== undefined)
  const grown = numbersOf(many)
  for (const [name, value] of Object.entries(numbersOf(one))) {
    assert(value > 0, `${name} of one person`)
    assert((grown[name] ?? 0) > value, `${name} of 100,000 people`)
  }
})

it(
  'gives more people never less of anything',
  () => {
    fc.assert(
      fc.property(people, people, models, (one, other, chosen) => {
        const sized = [Math.min(one, other), Math.max(one, other)].map((users) => {
          const sizing = sizePlatform({
            users,
            models: chosen,
            platform: undefined,
            release: '2025.01',
          })
          assert(sizing !== undefined, `${users} people can be sized`)
          return numbersOf(sizing)
        })
        const [fewer = {}, more = {}] = sized
        for (const [name, value] of Object.entries(fewer)) {
          assert((more[name] ?? 0) >= value, `${name} from ${one} to ${other}`)
        }
      }),
    )
  },
  soakMillisecondsMax,
)
