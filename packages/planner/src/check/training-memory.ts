// Judges fine-tuning against its GPUs: a method that exists, and memory for the model that it trains.

import { methodOf, trainingMethods, trainingMisfit } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

const component = 'llama-factory'

export const trainingMemory: Rule = (subject) =>
  subject.context.enabled.has(component) ? [...method(subject), ...memory(subject)] : []

const optionAt = (name: string): string => pointer('components', component, 'options', name)

function method({ platform, context, inPlatform }: Subject): readonly Diagnostic[] {
  if (methodOf(context) !== undefined) return []
  const value = JSON.stringify(platform.components[component]?.options?.['method'])
  const params = { value, expected: trainingMethods.join(', ') }
  return [diagnostic('spec/invalid-value', inPlatform(optionAt('method')), params)]
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
