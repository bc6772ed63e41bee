// Knows the shapes of models, from which memory is computed.

import type { Model } from '@llmflow/spec'

export type ModelShape = {
  readonly parameters: number
  readonly layers: number
  readonly attentionHeads: number
  readonly keyValueHeads: number
  readonly headDimension: number
  readonly hiddenSize: number
  /** Longest context without rope scaling, in tokens. */
  readonly contextMaximum: number
  /** Dimensions of the vectors of an embedding model. */
  readonly dimensions?: number | undefined
}

type ModelFacts = ModelShape & {
  readonly weights: readonly string[]
  /** Base of the rotary position embedding, which a current vLLM wants repeated when the context is stretched. */
  readonly ropeTheta?: number
  readonly source: string
}

const llama70 = {
  parameters: 70_553_706_496,
  layers: 80,
  attentionHeads: 64,
  keyValueHeads: 8,
  headDimension: 128,
  hiddenSize: 8192,
} as const

const known: readonly ModelFacts[] = [
  {
    weights: [
      'meta-llama/Llama-3.1-8B',
      'meta-llama/Llama-3.1-8B-Instruct',
      'meta-llama/Meta-Llama-3.1-8B-Instruct',
    ],
    parameters: 8_030_261_248,
    layers: 32,
    attentionHeads: 32,
    keyValueHeads: 8,
    headDimension: 128,
    hiddenSize: 4096,
    contextMaximum: 131_072,
    ropeTheta: 500_000,
    source: 'oumi configs/recipes/llama3_1/README.md; parameters computed from the config',
  },
  {
    weights: [
      'meta-llama/Llama-3.1-70B',
      'meta-llama/Llama-3.1-70B-Instruct',
      'meta-llama/Meta-Llama-3.1-70B-Instruct',
    ],
    ...llama70,
    contextMaximum: 131_072,
    ropeTheta: 500_000,
    source: 'oumi configs/recipes/llama3_1/README.md; parameters computed from the config',
  },
  {
    weights: ['Qwen/Qwen2.5-72B-Instruct'],
    parameters: 72_706_203_648,
    layers: 80,
    attentionHeads: 64,
    keyValueHeads: 8,
    headDimension: 128,
    hiddenSize: 8192,
    contextMaximum: 32_768,
    ropeTheta: 1_000_000,
    source: 'config.json of Qwen2.5-72B-Instruct; Qwen2.5 README: 131,072 needs YaRN',
  },
  {
    weights: ['Qwen/Qwen2.5-72B'],
    parameters: 72_706_203_648,
    layers: 80,
    attentionHeads: 64,
    keyValueHeads: 8,
    headDimension: 128,
    hiddenSize: 8192,
    contextMaximum: 131_072,
    ropeTheta: 1_000_000,
    source: 'config.json of Qwen2.5-72B',
  },
  {
    weights: ['BAAI/bge-m3'],
    parameters: 567_754_752,
    layers: 24,
    attentionHeads: 16,
    keyValueHeads: 16,
    headDimension: 64,
    hiddenSize: 1024,
    contextMaximum: 8192,
    dimensions: 1024,
    source: 'config.json of BAAI/bge-m3 (XLM-RoBERTa large)',
  },
  {
    weights: ['BAAI/bge-reranker-v2-m3'],
    parameters: 567_755_777,
    layers: 24,
    attentionHeads: 16,
    keyValueHeads: 16,
    headDimension: 64,
    hiddenSize: 1024,
    contextMaximum: 8192,
    source: 'config.json of BAAI/bge-reranker-v2-m3, max_position_embeddings 8194',
  },
]

export const knownWeights: readonly string[] = known.flatMap(({ weights }) => weights)

/** The shape of a model: what the platform declares, or what the catalog knows of its weights. */
export function shapeOf(model: Model): ModelShape | undefined {
  return model.shape ?? known.find(({ weights }) => weights.includes(model.weights))
}

/** Where the shape was read; empty when the platform declares it. */
export function shapeSourceOf(model: Model): string {
  if (model.shape !== undefined) return ''
  return known.find(({ weights }) => weights.includes(model.weights))?.source ?? ''
}

/** The base of the rotary position embedding; undefined for a model that has none or that the catalog does not know. */
export function ropeThetaOf(model: Model): number | undefined {
  return known.find(({ weights }) => weights.includes(model.weights))?.ropeTheta
}

/** Longest context, with rope scaling where the model asks for it. */
export function contextMaximumOf(model: Model, shape: ModelShape): number {
  return Math.floor(shape.contextMaximum * (model.ropeScaling?.factor ?? 1))
}

const bytesPerParameter: { readonly [P in Model['precision']]: number } = {
  fp32: 4,
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  int4: 0.5,
}

/** Bytes of one parameter. Quantised checkpoints keep some layers whole, so real files are 5 to 15 % larger. */
export function bytesPerParameterOf(model: Model): number {
  return bytesPerParameter[model.precision]
}
