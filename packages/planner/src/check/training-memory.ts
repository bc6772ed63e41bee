// Judges fine-tuning against its GPUs: a model that the platform has, and memory to train it.

import { trainedModelOf, trainingMisfit } from '@llmflow/catalog'
import { diagnostic, nearest, pointer, type Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

const component = 'llama-factory'

export const trainingMemory: Rule = (subject) =>
  subject.context.enabled.has(component) ? [...model(subject), ...memory(subject)] : []

const optionAt = (name: string): string => pointer('components', component, 'options', name)

function model({ platform, context, inPlatform }: Subject): readonly Diagnostic[] {
  const name = platform.components[component]?.options?.['model']
  if (typeof name !== 'string' || trainedModelOf(context) !== undefined) return []
  const suggestion = nearest(
    name,
    platform.models.map((known) => known.name),
  )
  const params = { kind: 'model', name, suggestion } as const
  return [diagnostic('spec/unknown-name', inPlatform(optionAt('model')), params)]
}

/** At the option that says most about it, or at the component where it has none. */
function memory({ platform, context, inPlatform }: Subject): readonly Diagnostic[] {
  const misfit = trainingMisfit(context)
  if (misfit === undefined) return []
  const options = platform.components[component]?.options
  const written = ['gpus', 'method', 'model'].find((name) => options?.[name] !== undefined)
  const at =
    written === undefined
      ? inPlatform(pointer('components', component), 'key')
      : inPlatform(optionAt(written))
  return [diagnostic('capacity/training-memory', at, misfit)]
}
