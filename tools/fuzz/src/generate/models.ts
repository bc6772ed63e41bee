// Generates models: chat, embedding and reranking, of known and of declared shapes, that fit the GPUs or do not.

import { knownWeights } from '@llmflow/catalog'
import type { JsonObject } from '@llmflow/spec'
import fc from 'fast-check'

import type { Machines } from './inventory.js'
import type { Temper } from './temper.js'
import { modelName } from './words.js'
import { settings } from './written.js'

const isReranker = (weights: string): boolean => /rerank/i.test(weights)
const isEmbedder = (weights: string): boolean =>
  /bge|e5|embed/i.test(weights) && !isReranker(weights)
const chatWeights = knownWeights.filter((weights) => !isReranker(weights) && !isEmbedder(weights))
const otherWeights = knownWeights.filter((weights) => !chatWeights.includes(weights))

function replicas(temper: Temper): fc.Arbitrary<JsonObject | undefined> {
  const bounds = fc
    .tuple(
      fc.integer({ min: temper === 'redundant' ? 2 : 0, max: 4 }),
      fc.integer({ min: 0, max: 6 }),
    )
    .map(([minimum, more]): JsonObject => ({ minimum, maximum: minimum + more }))
  return fc.option(bounds, { nil: undefined, freq: 4 })
}

const shape: JsonObject = {
  parameters: 3e9,
  layers: 28,
  attentionHeads: 24,
  keyValueHeads: 8,
  headDimension: 128,
  hiddenSize: 3072,
  contextMaximum: 131_072,
}

function chat({ gpus }: Machines, name: string, temper: Temper): fc.Arbitrary<JsonObject> {
  const gpu = gpus.length === 0 ? fc.constant(undefined) : fc.constantFrom(...gpus)
  return gpu.chain((chosen) =>
    fc
      .record({
        weights: fc.constantFrom(...chatWeights, 'in-house/model-3b'),
        tensorParallel: fc.constantFrom(
          ...[1, 2, 4, 8].filter((count) => count <= (chosen?.count ?? 1)),
        ),
        context: fc.constantFrom(4096, 8192, 16_384, 32_768),
        precision: fc.constantFrom(undefined, 'fp8', 'int8', 'int4'),
        cachePrecision: fc.constantFrom(undefined, 'fp8'),
        replicas: replicas(temper),
        priority: fc.constantFrom(undefined, 0, 1, 50, 100, 100),
      })
      .map((rest) =>
        settings({
          name,
          ...rest,
          gpu: chosen?.product,
          shape: rest.weights.startsWith('in-house/') ? shape : undefined,
        }),
      ),
  )
}

function other(name: string, temper: Temper): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      weights: fc.constantFrom(...otherWeights),
      replicas: replicas(temper),
      priority: fc.constantFrom(undefined, 0, 10),
    })
    .map((rest) =>
      settings({
        name,
        kind: isReranker(rest.weights) ? 'reranking' : 'embedding',
        precision: 'fp32',
        ...rest,
      }),
    )
}

function external(name: string): fc.Arbitrary<JsonObject> {
  return fc.constantFrom('chat', 'embedding', 'reranking').map((kind) => ({
    name,
    kind,
    weights: 'elsewhere/unknown',
    endpoint: 'https://models.example.internal/v1',
  }))
}

export function models(machines: Machines, temper: Temper): fc.Arbitrary<readonly JsonObject[]> {
  return fc
    .uniqueArray(modelName, { maxLength: 6 })
    .chain((names) =>
      fc.tuple(
        ...names.map((one) =>
          fc.oneof(
            { weight: 5, arbitrary: chat(machines, one, temper) },
            { weight: 3, arbitrary: other(one, temper) },
            { weight: 1, arbitrary: external(one) },
          ),
        ),
      ),
    )
}
