// Judges embedding and reranking models: replicas for the demand, and the time that one call takes.

import { engineOf } from '@llmflow/catalog'
import {
  diagnostic,
  milliseconds,
  pointer,
  printDuration,
  type Diagnostic,
  type Milliseconds,
  type Model,
  type PlannedSizes,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const capacityEncoders: Rule = (subject) =>
  subject.platform.models.flatMap((model, index) => {
    const sizes = subject.draft.plan.sizes[engineOf(model)]?.[model.name]
    if (model.kind === 'chat' || model.endpoint !== undefined || sizes === undefined) return []
    return [...slowCalls(subject, model, index, sizes), ...tooFew(subject, model, index, sizes)]
  })

function slowCalls(
  { platform, inPlatform }: Subject,
  model: Model,
  index: number,
  { figures }: PlannedSizes,
): readonly Diagnostic[] {
  const { retrieval } = platform.objectives
  const takes = figures['callTime']?.value ?? 0
  if (takes <= retrieval) return []
  const at = inPlatform(pointer('models', index, model.gpu === undefined ? 'name' : 'gpu'))
  return [
    diagnostic('capacity/latency-missed', at, {
      model: model.name,
      takes: printDuration(roughly(takes)),
      objective: printDuration(retrieval),
      on: model.gpu === undefined ? 'cpu' : 'gpu',
    }),
  ]
}

/** Tenths of a second, and whole seconds from ten on: the figure is an estimate. */
function roughly(takes: number): Milliseconds {
  const step = takes < 10_000 ? 100 : 1000
  return milliseconds(Math.max(100, Math.round(takes / step) * step))
}

function tooFew(
  { inPlatform }: Subject,
  model: Model,
  index: number,
  { figures, replicas }: PlannedSizes,
): readonly Diagnostic[] {
  const needed = figures['replicasNeeded']?.value ?? 0
  if (model.replicas.maximum === undefined || needed <= replicas.maximum) return []
  const at = inPlatform(pointer('models', index, 'replicas', 'maximum'))
  const { minimum, maximum } = replicas
  return [
    diagnostic('capacity/replicas-below-demand', at, {
      model: model.name,
      minimum,
      maximum,
      needed,
    }),
  ]
}
