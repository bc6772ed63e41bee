// Finds what can be turned without writing YAML, and how far.

import { chatWeights, contextMaximumOf, shapeOf } from '@llmflow/catalog'
import type { Model, Platform } from '@llmflow/spec'
import type { Dials, ModelDial } from './messages.ts'

/** People active at the busiest time when nobody says: a fifth of the users (guide 9.1). */
const activeShare = 5

export function dialsOf({ demand, models }: Platform): Dials {
  return {
    users: demand.users,
    concurrentUsers: demand.concurrentUsers ?? Math.ceil(demand.users / activeShare),
    chatModels: models.flatMap((model, index) =>
      model.kind === 'chat' ? [modelDial(model, index)] : [],
    ),
    weights: chatWeights.flat(),
  }
}

function modelDial(model: Model, index: number): ModelDial {
  const { name, weights, context } = model
  const shape = shapeOf(model)
  const contextMax = shape === undefined ? undefined : contextMaximumOf(model, shape)
  return { index, name, weights, context, contextMax }
}
