// Generates choices for the components of the catalog: topologies, parts, bounds, resources and pools.

import { acceptances, components, type Component, type ComponentOption } from '@llmflow/catalog'
import type { Json, JsonObject } from '@llmflow/spec'
import fc from 'fast-check'

import type { Machines } from './inventory.js'
import { isScalable, knownParts, withCompanions } from './parts.js'
import { seldom, whenWild, type Temper } from './temper.js'
import { amountGib, cpu } from './words.js'
import { settings } from './written.js'

/** Components with those that they need and without rivals, or any few of them. */
function chosenComponents(
  temper: Temper,
  engines: readonly string[],
): fc.Arbitrary<readonly Component[]> {
  if (temper === 'wild') return fc.subarray([...components])
  const few = fc.subarray([...components], { maxLength: 8 })
  const wanted = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(components, components.toReversed()) },
    { weight: 4, arbitrary: few },
  )
  return wanted.map((own) => {
    const serving = components.filter(({ name }) => engines.includes(name))
    const names = withCompanions(withoutRivals([...serving, ...own]))
    return withoutRivals(components.filter(({ name }) => names.has(name)))
  })
}

/** Those that stand beside the ones before them, whatever may reconcile two rivals. */
const withoutRivals = (own: readonly Component[]): readonly Component[] =>
  own.reduce<readonly Component[]>(
    (kept, one) => (kept.some((other) => areRivals(one, other)) ? kept : [...kept, one]),
    [],
  )

const areRivals = (one: Component, other: Component): boolean =>
  (one.rivals ?? []).some(({ component }) => component === other.name) ||
  (other.rivals ?? []).some(({ component }) => component === one.name)

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

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 1 })

const images = ['r.example.com/own:1', 'own', 'r.example.com:5000/a/b@sha256:0', 'a:latest']

/** Values of each type that an option may have: what people write, and what nobody should. */
const valuesOf: { readonly [T in ComponentOption['type']]: readonly Json[] } = {
  string: ['30d', '', 'https://hooks.example.internal/a?b=c', 'x'.repeat(300), '-1', 'é'],
  number: [0, 1, -1, 1.5, 1e21],
  boolean: [true, false],
  object: [
    {},
    { url: 'ldaps://l.example.internal:636', vendor: 'ad', usersDn: 'OU=U' },
    { url: 1, vendor: [] },
  ],
  list: [[], ['10.0.0.0/8'], ['', 'not a range'], [1, null, {}], [['a']]],
}

function valuesFor(
  { type, values, default: usual }: ComponentOption,
  temper: Temper,
): readonly (Json | undefined)[] {
  if (temper === 'wild') return [...valuesOf.list, ...valuesOf[type]]
  if (type === 'string' && values !== undefined) return values
  return type === 'boolean' ? valuesOf.boolean : [usual]
}

/** What must be said before the component may run at all. */
const consentTo = ({ options: known = [] }: Component): JsonObject =>
  known.some(({ name }) => name === 'acceptLicense') ? { acceptLicense: acceptances[0] } : {}

/** The component's own options, as declared; in a wild platform of any type, value and name. */
function options(component: Component, temper: Temper): fc.Arbitrary<JsonObject> {
  const known = component.options ?? []
  const own = known.map((option) =>
    maybe(fc.constantFrom(...valuesFor(option, temper))).map((value): JsonObject =>
      value === undefined ? {} : { [option.name]: value },
    ),
  )
  const stray = fc.constantFrom<JsonObject>({}, { nobody: 1, constructor: {} })
  return fc
    .tuple(temper === 'wild' ? stray : fc.constant<JsonObject>({}), ...own)
    .map((parts) => Object.fromEntries(parts.flatMap((part) => Object.entries(part))))
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
      image: whenWild(temper, fc.constantFrom(...images)),
      options: seldom(options(component, temper)),
      config: whenWild(
        temper,
        fc.dictionary(fc.constantFrom('a.b', 'C', 'constructor'), fc.boolean()),
      ),
      storageClass: whenWild(temper, fc.constantFrom(...machines.storageClasses)),
      own: choices(component, undefined, machines, temper),
      parts: temper === 'wild' || parts.length > 0 ? seldom(ofParts) : fc.constant(undefined),
    })
    .map(({ own, options: chosen = {}, ...rest }) =>
      settings({
        ...rest,
        ...own,
        options: temper === 'wild' ? chosen : { ...chosen, ...consentTo(component) },
      }),
    )
}

export function componentChoices(
  machines: Machines,
  temper: Temper,
  engines: readonly string[],
): fc.Arbitrary<JsonObject> {
  return chosenComponents(temper, engines).chain((own) =>
    fc
      .tuple(...own.map((one) => choiceOf(one, machines, temper)))
      .map((values) =>
        Object.fromEntries(
          own.map(({ name }, index): [string, JsonObject] => [name, values[index] ?? {}]),
        ),
      ),
  )
}
