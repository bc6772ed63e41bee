// Models and GPUs: shapes that agree with published figures.

import { assert, describe, expect, it } from 'vitest'
import { findGpu, gpuProducts } from '../src/hardware/gpu.js'
import { knownModels } from '../src/models/known.js'
import { contextMaximumOf, shapeOf } from '../src/models/models.js'
import { contextOf } from './contexts.js'

/** Weights in GiB at two bytes a parameter, and KiB of KV cache for a token at two bytes a value. */
const published = [
  ['meta-llama/Llama-3.1-8B-Instruct', 14.96, 128],
  ['meta-llama/Llama-3.3-70B-Instruct', 131.42, 320],
  ['Qwen/Qwen2.5-7B-Instruct', 14.18, 56],
  ['Qwen/Qwen2.5-14B-Instruct', 27.51, 192],
  ['Qwen/Qwen2.5-32B-Instruct', 61.03, 256],
  ['Qwen/Qwen2.5-72B-Instruct', 135.43, 320],
  ['Qwen/Qwen3-8B', 15.26, 144],
  ['Qwen/Qwen3-14B', 27.51, 160],
  ['Qwen/Qwen3-32B', 61.02, 256],
  ['LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct', 14.56, 128],
  ['LGAI-EXAONE/EXAONE-3.5-32B-Instruct', 59.61, 256],
  ['mistralai/Mistral-Small-24B-Instruct-2501', 43.91, 160],
] as const

describe('the shape of a known model', () => {
  it.each(published)(
    '%s weighs %f GiB and caches %i KiB a token',
    (weights, gibibytes, kibibytes) => {
      const model = contextOf({ models: [{ name: 'm', weights }] }).platform.models[0]
      assert(model !== undefined)
      const shape = shapeOf(model)
      assert(shape !== undefined)
      expect((shape.parameters * 2) / 2 ** 30).toBeCloseTo(gibibytes, 1)
      expect((2 * shape.layers * shape.keyValueHeads * shape.headDimension * 2) / 1024).toBe(
        kibibytes,
      )
    },
  )

  it('is found under one name alone', () => {
    const names = knownModels.flatMap(({ weights }) => weights)
    expect(new Set(names).size).toBe(names.length)
  })

  it('has heads that share its keys and values evenly', () => {
    const uneven = knownModels.filter(
      ({ attentionHeads, keyValueHeads }) => attentionHeads % keyValueHeads !== 0,
    )
    expect(uneven).toEqual([])
  })
})

describe('the context of a model', () => {
  it('stretches with YaRN', () => {
    const stretched = {
      name: 'm',
      weights: 'Qwen/Qwen2.5-72B-Instruct',
      ropeScaling: { type: 'yarn', factor: 4 },
    }
    const model = contextOf({ models: [stretched] }).platform.models[0]
    assert(model !== undefined)
    const shape = shapeOf(model)
    assert(shape !== undefined)
    expect(contextMaximumOf(model, shape)).toBe(131_072)
  })
})

describe('a GPU', () => {
  it.each(gpuProducts)('%s has less memory than its name says', (product) => {
    const gpu = findGpu(product)
    assert(gpu !== undefined)
    const named = Number(/(\d+)GB$/.exec(product)?.[1]) * 2 ** 30
    expect(gpu.memory).toBeLessThan(named)
    expect(gpu.memory).toBeGreaterThan(named * 0.9)
  })
})
