// Generates choices for the components of the catalog: topologies, parts, bounds, resources and pools.

import { components, type Component } from '@llmflow/catalog'
import type { JsonObject } from '@llmflow/spec'
import fc from 'fast-check'

import type { Machines } from './inventory.js'
import { isScalable, knownParts, withCompanions } from './parts.js'
import { seldom, whenWild, type Temper } from './temper.js'
import { amountGib, cpu } from './words.js'
import { settings } from './written.js'

/** Components with those that they need, or any few of them. */
function chosenComponents(temper: Temper): fc.Arbitrary<readonly Component[]> {
  const some = fc.subarray([...components])
  if (temper === 'wild') return some
  const closed = some.map((own) => components.filter(({ name }) => withCompanions(own).has(name)))
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(components) },
    { weight: 3, arbitrary: closed },
  )
}

const bounds = (temper: Temper): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(
      fc.integer({ min: temper === 'redundant' ? 2 : 0, max: 5 }),
      fc.integer({ min: 0, max: 12 }),
    )
    .map(([minimum, more]) => ({ minimum, maximum: minimum + more }))

const resources: fc.Arbitrary<JsonObject> = fc
  .record({
    cpu: fc.option(cpu(1, 12), { nil: undefined }),
    memory: fc.option(amountGib(1, 48), { nil: undefined }),
  })
  .map((value) => settings(value))

/** Variables that the component reads, or that hardly anything reads. */
function environment({ versions }: Component, temper: Temper): fc.Arbitrary<JsonObject> {
  const read = Object.values(versions).flatMap(({ env }) =>
    (env?.options ?? []).flatMap((option) => (option.read ? [option.name] : [])),
  )
  const names = temper === 'wild' || read.length === 0 ? ['HTTP_PROXY', 'B', 'A', 'toString'] : read
  return fc.dictionary(
    fc.constantFrom(...names),
    fc.constantFrom<string | number | boolean>('1', 2, true),
    {
      maxKeys: 3,
    },
  )
}

function choices(
  component: Component,
  part: string | undefined,
  { pools }: Machines,
  temper: Temper,
): fc.Arbitrary<JsonObject> {
  const mayScale = temper === 'wild' || isScalable(component.name, part)
  return fc
    .record({
      replicas: mayScale ? seldom(bounds(temper)) : fc.constant(undefined),
      resources: seldom(resources),
      pool: whenWild(temper, fc.constantFrom(...pools, 'nowhere')),
      env: seldom(environment(component, temper)),
      args: whenWild(temper, fc.constantFrom<readonly string[]>([], ['--verbose'])),
      nodeSelector: whenWild(temper, fc.constantFrom<JsonObject>({}, { b: 'c', a: 'd' })),
      tolerations: whenWild(
        temper,
        fc.constantFrom<readonly JsonObject[]>([], [{ key: 'dedicated' }]),
      ),
    })
    .map((value) => settings(value))
}

function choiceOf(
  component: Component,
  machines: Machines,
  temper: Temper,
): fc.Arbitrary<JsonObject> {
  const parts = knownParts(component.name)
  const names =
    temper === 'wild' || parts.length === 0 ? [...parts, 'nobody', 'constructor'] : parts
  const ofParts = fc
    .subarray(names.length === 0 ? [component.name] : [...names], {
      minLength: 1,
      maxLength: Math.min(2, Math.max(1, names.length)),
    })
    .chain((own) =>
      fc
        .tuple(...own.map((part) => choices(component, part, machines, temper)))
        .map((values) =>
          Object.fromEntries(
            own.map((part, index): [string, JsonObject] => [part, values[index] ?? {}]),
          ),
        ),
    )
  return fc
    .record({
      topology:
        temper === 'redundant'
          ? fc.constantFrom(undefined, component.topologies[0])
          : fc.option(fc.constantFrom(...component.topologies), { nil: undefined, freq: 2 }),
      version: seldom(fc.constantFrom(...Object.keys(component.versions))),
      storage: seldom(amountGib(1, 500)),
      storageClass: whenWild(temper, fc.constantFrom(...machines.storageClasses)),
      own: choices(component, undefined, machines, temper),
      parts: temper === 'wild' || parts.length > 0 ? seldom(ofParts) : fc.constant(undefined),
    })
    .map(({ own, ...rest }) => settings({ ...rest, ...own }))
}

export function componentChoices(machines: Machines, temper: Temper): fc.Arbitrary<JsonObject> {
  return chosenComponents(temper).chain((own) =>
    fc
      .tuple(...own.map((one) => choiceOf(one, machines, temper)))
      .map((values) =>
        Object.fromEntries(
          own.map(({ name }, index): [string, JsonObject] => [name, values[index] ?? {}]),
        ),
      ),
  )
}
