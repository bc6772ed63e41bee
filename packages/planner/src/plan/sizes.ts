// Step: the sizes of every part of every component, those that use a store before the store.

import type { Component, ComponentSizes, Context, PartSizes } from '@llmflow/catalog'
import { pointer, type PlannedSizes, type Pointer } from '@llmflow/spec'
import type { Reasons } from './step.js'

export type Sizes = { readonly [component: string]: ComponentSizes }

/** Sizes the components in order; each sees the sizes of those before it. */
export function sizeComponents(
  components: readonly Component[],
  context: Omit<Context, 'sizes'>,
): Sizes {
  return components.reduce<Sizes>(
    (sizes, component) => ({ ...sizes, [component.name]: component.size({ ...context, sizes }) }),
    {},
  )
}

export function planSizes(
  sizes: Sizes,
  reasons: Reasons,
): { readonly [component: string]: { readonly [part: string]: PlannedSizes } } {
  return mapValues(sizes, (parts, component) =>
    mapValues(parts, (part, name) => plainSizes(part, pointer('sizes', component, name), reasons)),
  )
}

function plainSizes(part: PartSizes, path: Pointer, reasons: Reasons): PlannedSizes {
  const take = <Value>(
    at: string,
    value: { value: Value; because: PartSizes['cpu']['because'] },
  ): Value => reasons.take('sizes', `${path}${at}`, value)
  return {
    replicas: {
      minimum: take('/replicas/minimum', part.replicas.minimum),
      maximum: take('/replicas/maximum', part.replicas.maximum),
    },
    resources: {
      cpu: take('/resources/cpu', part.cpu),
      memory: take('/resources/memory', part.memory),
      ...(part.cpuLimit === undefined
        ? {}
        : { cpuLimit: take('/resources/cpuLimit', part.cpuLimit) }),
      memoryLimit: take('/resources/memoryLimit', part.memoryLimit),
      ...(part.gpus === undefined ? {} : { gpus: take('/resources/gpus', part.gpus) }),
    },
    ...(part.storage === undefined ? {} : { storage: take('/storage', part.storage) }),
    figures: mapValues(part.figures, (figure, name) => take(`/figures${pointer(name)}`, figure)),
  }
}

/** The same keys with other values. */
function mapValues<Value, Result>(
  object: { readonly [key: string]: Value },
  change: (value: Value, key: string) => Result,
): { readonly [key: string]: Result } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}
