// Judges each chat model against its GPUs: heads, weights, cache, context, and replicas for the demand.

import {
  bytesPerParameterOf,
  contextMaximumOf,
  engineOf,
  findGpu,
  knownWeights,
  shapeOf,
  type GpuFacts,
  type ModelShape,
} from '@llmflow/catalog'
import {
  diagnostic,
  nearest,
  pointer,
  printRatio,
  ratio,
  type Diagnostic,
  type Model,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choiceFor } from './choices.js'
import type { Rule } from './rule.js'

export const capacityModels: Rule = (subject) => [
  ...shares(subject),
  ...subject.platform.models.flatMap((model, index) =>
    model.endpoint === undefined &&
    engineOf(model) === 'vllm' &&
    subject.context.enabled.has('vllm')
      ? judge(subject, model, index)
      : [],
  ),
]

/** Shares that all models declare leave nothing for another: less than all is demand that nobody answers. */
function shares({ platform, inPlatform }: Subject): readonly Diagnostic[] {
  const declared = platform.models.flatMap(({ kind, demandShare }, index) =>
    kind === 'chat' ? [{ share: demandShare, index }] : [],
  )
  const last = declared.at(-1)
  if (last === undefined || declared.some(({ share }) => share === undefined)) return []
  const sum = declared.reduce((total, { share = 0 }) => total + share, 0)
  if (Math.abs(sum - 1) < roundedShares) return []
  const at = inPlatform(pointer('models', last.index, 'demandShare'))
  const params = {
    value: declared.map(({ share = ratio(0) }) => printRatio(share)).join(' + '),
    expected: 'shares that come to 100%',
  }
  return [diagnostic('spec/invalid-value', at, params)]
}

/** Three thirds of 33.3% are all. */
const roundedShares = 0.005

function judge(subject: Subject, model: Model, index: number): readonly Diagnostic[] {
  const { inPlatform } = subject
  const at = (...keys: readonly string[]) => inPlatform(pointer('models', index, ...keys))
  const { name, weights } = model
  const shape = shapeOf(model)
  if (shape === undefined) {
    const suggestion = nearest(weights, knownWeights)
    return [diagnostic('plan/unknown-shape', at('weights'), { model: name, weights, suggestion })]
  }
  if (model.gpu === undefined) return [diagnostic('plan/no-gpu', at('name'), { model: name })]
  const gpu = findGpu(model.gpu)
  if (gpu === undefined) return []
  return [
    ...tensorParallel(subject, model, index, shape),
    ...gpus(subject, model),
    ...context(subject, model, index, shape),
    ...memory(subject, model, index, shape, gpu),
    ...demand(subject, model, index),
  ]
}

function tensorParallel(
  { inPlatform, inventory }: Subject,
  model: Model,
  index: number,
  shape: ModelShape,
): readonly Diagnostic[] {
  const parallel = model.tensorParallel ?? 1
  const nodeGpus = Math.max(
    0,
    ...(inventory?.pools ?? []).map(({ gpus }) =>
      gpus !== undefined && gpus.product === model.gpu ? gpus.count : 0,
    ),
  )
  const limit = inventory === undefined || nodeGpus === 0 ? 64 : nodeGpus
  const splits = (count: number): boolean => count > 0 && shape.attentionHeads % count === 0
  if (splits(parallel) && parallel <= limit) return []
  const allowed = [1, 2, 4, 8, 16, 32, 64].filter((count) => splits(count) && count <= limit)
  return [
    diagnostic('capacity/tensor-parallel', inPlatform(pointer('models', index, 'tensorParallel')), {
      model: model.name,
      tensorParallel: parallel,
      heads: shape.attentionHeads,
      allowed: allowed.join(', '),
    }),
  ]
}

/** Tensor parallel needs a GPU for each rank, whatever was chosen for the part. */
function gpus({ platform, inPlatform }: Subject, model: Model): readonly Diagnostic[] {
  const parallel = model.tensorParallel ?? 1
  const { vllm } = platform.components
  const chosen = vllm?.parts?.[model.name]?.resources?.gpus ?? vllm?.resources?.gpus
  if (chosen === undefined || chosen === parallel) return []
  const part = { component: 'vllm', part: model.name }
  const at = choiceFor(platform, part, ({ resources }) => resources?.gpus !== undefined)
  const params = { value: `${chosen}`, expected: `tensorParallel: ${parallel}` }
  return [diagnostic('spec/invalid-value', inPlatform(`${at ?? ''}/resources/gpus`), params)]
}

function context(
  { inPlatform }: Subject,
  model: Model,
  index: number,
  shape: ModelShape,
): readonly Diagnostic[] {
  const limit = contextMaximumOf(model, shape)
  if (model.context === undefined || model.context <= limit) return []
  const factor = Math.ceil(model.context / shape.contextMaximum)
  return [
    diagnostic('capacity/context-exceeds-model', inPlatform(pointer('models', index, 'context')), {
      model: model.name,
      context: model.context,
      limit,
      factor: factor <= 8 ? factor : 0,
    }),
  ]
}

/** Judges what sizing computed: a cache of nothing, or one that does not hold a single longest sequence. */
function memory(
  { inPlatform, context: { sizes } }: Subject,
  model: Model,
  index: number,
  shape: ModelShape,
  gpu: GpuFacts,
): readonly Diagnostic[] {
  const figures = sizes['vllm']?.[model.name]?.figures
  const tokens = figures?.['cacheTokens']?.value.value
  if (tokens === undefined) return []
  const parallel = model.tensorParallel ?? 1
  if (tokens === 0) {
    return [
      diagnostic(
        'capacity/weights-exceed-gpus',
        inPlatform(pointer('models', index, 'tensorParallel')),
        {
          model: model.name,
          tensorParallel: parallel,
          gpu: gpu.product,
          fits: parallelThatFits(model, shape, gpu),
        },
        { advice: [memorySum(model, shape, gpu, parallel)] },
      ),
    ]
  }
  const wanted = Math.min(
    model.context ?? contextMaximumOf(model, shape),
    contextMaximumOf(model, shape),
  )
  if (wanted <= tokens) return []
  return [
    diagnostic('capacity/context-exceeds-cache', inPlatform(pointer('models', index, 'context')), {
      model: model.name,
      context: wanted,
      tokens,
    }),
  ]
}

/** The fewest GPUs, in powers of two, that hold the weights with a fifth of the memory left for the cache. */
function parallelThatFits(model: Model, shape: ModelShape, gpu: GpuFacts): number {
  const weights = shape.parameters * bytesPerParameterOf(model)
  const usable = gpu.memory * model.memoryUtilization * 0.8
  return (
    [1, 2, 4, 8].find((count) => shape.attentionHeads % count === 0 && weights / count <= usable) ??
    0
  )
}

function memorySum(model: Model, shape: ModelShape, gpu: GpuFacts, parallel: number) {
  const weights = Math.ceil((shape.parameters * bytesPerParameterOf(model)) / parallel)
  const limit = Math.floor(gpu.memory * model.memoryUtilization)
  return {
    kind: 'sum',
    terms: [{ label: `${model.name} weights ÷ ${parallel}`, value: weights }],
    total: weights,
    limit,
    unit: 'bytes',
  } as const
}

function demand(
  { inPlatform, draft }: Subject,
  model: Model,
  index: number,
): readonly Diagnostic[] {
  const sizes = draft.plan.sizes['vllm']?.[model.name]
  const needed = sizes?.figures['replicasNeeded']?.value
  if (sizes === undefined || needed === undefined) return []
  const { minimum, maximum } = sizes.replicas
  const isParked = maximum === 0 && model.demandShare === 0
  if (needed <= maximum || model.replicas.maximum === undefined || isParked) return []
  return [
    diagnostic(
      'capacity/replicas-below-demand',
      inPlatform(pointer('models', index, 'replicas', 'maximum')),
      { model: model.name, minimum, maximum, needed },
    ),
  ]
}
