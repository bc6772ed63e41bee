// Knows the shapes of models, from which memory is computed.

import type { Model } from '@llmflow/spec'
import { knownModels, type ModelFacts } from './known.js'

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

export const knownWeights: readonly string[] = knownModels.flatMap(({ weights }) => weights)

/** Repositories of the chat models, those of one shape together. */
export const chatWeights: readonly (readonly string[])[] = knownModels
  .filter(({ isEncoder = false }) => !isEncoder)
  .map(({ weights }) => weights)

const findKnown = (model: Model): ModelFacts | undefined =>
  knownModels.find(({ weights }) => weights.includes(model.weights))

/** The shape of a model: what the platform declares, or what the catalog knows of its weights. */
export const shapeOf = (model: Model): ModelShape | undefined => model.shape ?? findKnown(model)

/** Where the shape was read; empty when the platform declares it. */
export const shapeSourceOf = (model: Model): string =>
  model.shape === undefined ? (findKnown(model)?.source ?? '') : ''

/** The base of the rotary position embedding; undefined for a model that has none or that the catalog does not know. */
export const ropeThetaOf = (model: Model): number | undefined => findKnown(model)?.ropeTheta

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
