// Finds models whose names differ in dots alone: their servers would be one workload, and one model would be lost.

import { engineOf, modelEndpoint } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const collidingModels: Rule = ({ platform, inPlatform }) => {
  const first = new Map<string, { readonly name: string; readonly index: number }>()
  return platform.models.flatMap((model, index): readonly Diagnostic[] => {
    const { workload } = modelEndpoint(engineOf(model), model.name)
    const before = first.get(workload)
    if (before === undefined) first.set(workload, { name: model.name, index })
    // Two entries of the very same name are told where the platform is read.
    if (before === undefined || before.name === model.name) return []
    return [
      diagnostic(
        'spec/duplicate-name',
        inPlatform(pointer('models', index, 'name')),
        { name: workload },
        { related: [inPlatform(pointer('models', before.index, 'name'))] },
      ),
    ]
  })
}
