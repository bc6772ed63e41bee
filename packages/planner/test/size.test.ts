// Tests the sizing against the guide's own models and machines, and what may be named.

import { assert, describe, expect, it } from 'vitest'
import {
  chosenModel,
  guideDemand,
  guideModels,
  sizePlatform,
  type ChosenModel,
  type Sizing,
} from '@llmflow/planner'

const release = '2025.01'

function sizingOf(users: number, models: readonly ChosenModel[] = []): Sizing {
  const sizing = sizePlatform({ users, models, platform: undefined, release })
  assert(sizing !== undefined, `${users} people can be sized`)
  return sizing
}

describe('models', () => {
  const { models } = sizingOf(1)
  const rowOf = ({ weights, precision }: ChosenModel) =>
    models.find((row) => row.weights === weights && row.precision === precision)

  it.each(guideModels)('$size takes the GPUs of the guide', (model) => {
    expect(rowOf(model)?.gpus.value).toBe(model.gpus)
  })

  it('share one formula a column, because it is printed once', () => {
    expect(new Set(models.map(({ gpus }) => gpus.value)).size).toBeGreaterThan(1)
    for (const column of ['weightBytes', 'cacheBytes', 'cacheTokens'] as const) {
      expect(new Set(models.map((row) => row[column].formula)).size).toBe(1)
    }
  })

  it('hold fewer requests the longer they are, and none beyond their context', () => {
    for (const { requests } of models) {
      const counts = [4096, 8192, 32_768].flatMap((length) => requests[length]?.value ?? [])
      expect(counts).toEqual(counts.toSorted((left, right) => right - left))
    }
    const short = rowOf({ weights: 'meta-llama/Llama-2-13b-chat-hf', precision: 'bf16' })
    expect(Object.keys(short?.requests ?? {})).toEqual(['4096'])
  })

  it('hold more of 4k whole on four GPUs than quantised on one, against the guide', () => {
    const weights = 'meta-llama/Llama-3.1-70B-Instruct'
    const whole = rowOf({ weights, precision: 'bf16' })?.requests[4096]?.value ?? 0
    const quantised = rowOf({ weights, precision: 'int4' })?.requests[4096]?.value ?? 0
    expect(whole).toBeGreaterThan(quantised)
  })
})

describe('names of models', () => {
  it.each([
    ['llama-3.1-8b-instruct', 'meta-llama/Llama-3.1-8B-Instruct', 'bf16'],
    ['Qwen/Qwen2.5-72B-Instruct', 'Qwen/Qwen2.5-72B-Instruct', 'bf16'],
    ['llama-3.1-70b-instruct:int4', 'meta-llama/Llama-3.1-70B-Instruct', 'int4'],
    ['llama-2-13b', 'meta-llama/Llama-2-13b-hf', 'bf16'],
  ])('%s is %s', (name, weights, precision) => {
    expect(chosenModel(name)).toEqual({ weights, precision })
  })

  it('that nobody knows come back with the nearest', () => {
    expect(chosenModel('llama-3.1-8c')).toEqual({
      unknown: 'llama-3.1-8c',
      suggestion: 'llama-3.1-8b',
    })
    expect(chosenModel('bge-m3')).toMatchObject({ unknown: 'bge-m3' })
    expect(chosenModel('llama-3.1-8b:int3')).toMatchObject({ suggestion: 'llama-3.1-8b:int8' })
  })
})

describe('machines', () => {
  const rows = (sizing: Sizing) =>
    Object.fromEntries(sizing.machines.rows.map(({ pool, count }) => [pool, count.value]))

  it('for 500 people need the guide’s four of inference', () => {
    expect(rows(sizingOf(500))).toMatchObject({ inference: 4, management: 3, redis: 3 })
  })

  it('say what the meter shows: what they draw and what cools them', () => {
    const { power, total } = sizingOf(500).machines
    expect(total.value).toBe(power.value * 1.5)
  })

  it('of four GPUs do for 100 people with the small model, as the guide has it', () => {
    const small = chosenModel('llama-3.1-8b-instruct')
    assert(!('unknown' in small))
    const [{ inferenceGpus }] = guideDemand
    expect(sizingOf(100, [small]).demand.inferenceGpus.value).toBe(inferenceGpus)
  })
})

it('gives every number a formula, and the sums their terms', () => {
  const { demand, models, machines } = sizingOf(500)
  const sums = [demand.inferenceGpus, demand.cpu, demand.memory, demand.storage]
  const cells = [
    ...sums,
    demand.concurrentUsers,
    demand.trainingGpus,
    ...models.flatMap((row) => [row.gpus, row.weightBytes, row.cacheBytes, row.cacheTokens]),
    ...machines.rows.flatMap(({ count, racks, power }) => [count, racks, power]),
    machines.total,
  ]
  expect(cells.filter(({ formula }) => formula === '')).toEqual([])
  expect(sums.filter(({ terms }) => terms.length === 0)).toEqual([])
})
