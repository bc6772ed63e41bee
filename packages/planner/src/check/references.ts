// Finds names in a platform that refer to nothing: models, engines, pools, GPUs, parts and stores.

import { components, engineOf, findComponent, gpuProducts, type Context } from '@llmflow/catalog'
import {
  diagnostic,
  nearest,
  pointer,
  type Diagnostic,
  type Inventory,
  type Model,
  type Pointer,
  type ReferenceKind,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choicesIn } from './choices.js'
import type { Rule } from './rule.js'
import { makerOf, storesOf } from './stores.js'

export const references: Rule = (subject) => [
  ...tenantModels(subject),
  ...subject.platform.models.flatMap((model, index) => [
    ...engine(subject, model, index),
    ...gpu(subject, model, index),
  ]),
  ...pools(subject),
  ...parts(subject),
  ...stores(subject),
]

/** A finding when `name` is not among `known`. */
function unknown(
  { inPlatform }: Subject,
  kind: ReferenceKind,
  name: string,
  known: readonly string[],
  at: Pointer,
  on: 'key' | 'value' = 'value',
): readonly Diagnostic[] {
  if (known.includes(name)) return []
  const params = { kind, name, suggestion: nearest(name, known) }
  return [diagnostic('spec/unknown-name', inPlatform(at, on), params)]
}

function tenantModels(subject: Subject): readonly Diagnostic[] {
  const { models, tenants } = subject.platform
  const known = models.map(({ name }) => name)
  return tenants.flatMap((tenant, index) =>
    (tenant.models ?? []).flatMap((name, position) =>
      unknown(subject, 'model', name, known, pointer('tenants', index, 'models', position)),
    ),
  )
}

function engine(subject: Subject, model: Model, index: number): readonly Diagnostic[] {
  if (model.endpoint !== undefined || model.engine === undefined) return []
  const at = pointer('models', index, 'engine')
  const engines = enginesFor(subject.context, model)
  if (engines.includes(model.engine)) return []
  if (findComponent(model.engine) === undefined) {
    return unknown(subject, 'component', model.engine, engines, at)
  }
  const params = { value: model.engine, expected: engines.join(', ') }
  return [diagnostic('spec/invalid-value', subject.inPlatform(at), params)]
}

/** The components that would serve the model if it named them as its engine. */
function enginesFor(context: Context, model: Model): readonly string[] {
  return components
    .filter((component) => {
      const platform = { ...context.platform, models: [{ ...model, engine: component.name }] }
      return component.parts({ ...context, platform }).includes(model.name)
    })
    .map(({ name }) => name)
}

/** A GPU must be known to the catalog, for its memory, and exist in a pool where there is an inventory. */
function gpu(subject: Subject, model: Model, index: number): readonly Diagnostic[] {
  if (model.gpu === undefined) return []
  const present = gpusIn(subject.inventory)
  const known = gpuProducts.filter((product) => present === undefined || present.has(product))
  return unknown(subject, 'gpu', model.gpu, known, pointer('models', index, 'gpu'))
}

export function gpusIn(inventory: Inventory | undefined): ReadonlySet<string> | undefined {
  if (inventory === undefined) return undefined
  return new Set(inventory.pools.flatMap(({ gpus }) => (gpus === undefined ? [] : [gpus.product])))
}

function pools(subject: Subject): readonly Diagnostic[] {
  const { inventory, platform } = subject
  if (inventory === undefined) return []
  const known = inventory.pools.map(({ name }) => name)
  return choicesIn(platform).flatMap(({ choice, at }) =>
    choice.pool === undefined ? [] : unknown(subject, 'pool', choice.pool, known, `${at}/pool`),
  )
}

function parts(subject: Subject): readonly Diagnostic[] {
  return choicesIn(subject.platform).flatMap(({ component, part, at }) =>
    part === undefined
      ? []
      : unknown(subject, 'component-part', part, component.parts(subject.context), at, 'key'),
  )
}

/** A store whose component is not enabled exists all the same: that nobody copies it is told elsewhere. */
function stores(subject: Subject): readonly Diagnostic[] {
  const known = storesOf(subject)
  const asked = Object.keys(subject.platform.backup.stores)
  const strange = asked.filter((store) => makerOf(store) === undefined)
  return strange.flatMap((store) =>
    unknown(subject, 'store', store, known, pointer('backup', 'stores', store), 'key'),
  )
}

/** Whether a component of this name serves the model. */
export const isServedBy = (model: Model, component: string): boolean =>
  model.endpoint === undefined && engineOf(model) === component
