// Chooses other values for the settings of a chart, and changes the plan by hand to what they say.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { assert } from 'vitest'
import {
  gibibytes,
  isObject,
  printCpu,
  printKubernetesBytes,
  segmentsOf,
  threads,
  type Parameter,
  type Plan,
} from '@llmflow/spec'

/** What a value is in the chart, and what it is in the plan. */
type Change = { readonly inValues: unknown; readonly inPlan: unknown }

/** Places in the values, but for those that other settings follow from: the domain and the tenants. */
export function settableIn(plan: Plan, chart: string): readonly string[] {
  const values: unknown = parse(readFileSync(join(chart, 'values.yaml'), 'utf8'))
  const places = new Set(plan.parameters.map(({ valuesPath }) => valuesPath))
  return [...places].filter(
    (place) =>
      place !== 'global.domain' &&
      place !== 'global.tenants' &&
      at(values, place.split('.')) !== undefined,
  )
}

export function overridesOf(
  plan: Plan,
  chosen: readonly string[],
  seed: number,
): { readonly overrides: unknown; readonly plan: Plan } {
  let overrides: unknown = {}
  let changed: unknown = plan
  for (const [index, place] of withPartners(plan, chosen).entries()) {
    const parameters = plan.parameters.filter(({ valuesPath }) => valuesPath === place)
    const [first] = parameters
    assert(first !== undefined)
    const { inValues, inPlan } = changeOf(plan, first, seed + index)
    overrides = withValue(overrides, place.split('.'), inValues)
    for (const { path } of parameters) changed = withValue(changed, segmentsOf(path), inPlan)
  }
  assert(isPlan(changed))
  return { overrides, plan: withImages(changed) }
}

const isPlan = (value: unknown): value is Plan => isObject(value) && value['kind'] === 'Plan'

/** Of two bounds, one alone could pass the other. */
function withPartners(plan: Plan, chosen: readonly string[]): readonly string[] {
  const places = new Set(plan.parameters.map(({ valuesPath }) => valuesPath))
  const partners = chosen.flatMap((place) => {
    const partner = place.endsWith('.maximum') ? place.replace(/maximum$/, 'minimum') : place
    return places.has(partner) ? [partner] : []
  })
  return [...new Set([...chosen, ...partners])]
}

/** Small bounds stay below large ones, and replicas that nobody scales are many enough to stay so. */
function changeOf(plan: Plan, { path }: Parameter, seed: number): Change {
  const segments = segmentsOf(path)
  const same = (value: unknown): Change => ({ inValues: value, inPlan: value })
  const last = segments.at(-1)
  switch (last) {
    case 'minimum': {
      const replicas = plan.workloads[segments[1] ?? '']?.replicas
      assert(replicas !== undefined)
      const isScaled = replicas.minimum < replicas.maximum
      return same(isScaled ? 1 + (seed % (replicas.maximum - 1)) : replicas.maximum + (seed % 9))
    }
    case 'maximum':
      return same(100 + (seed % 100))
    case 'cpu':
    case 'cpuLimit':
      return { inValues: printCpu(threads(1 + seed)), inPlan: threads(1 + seed) }
    case 'memory':
    case 'memoryLimit':
    case 'size':
      return { inValues: printKubernetesBytes(gibibytes(1 + seed)), inPlan: gibibytes(1 + seed) }
    case 'quota':
    case 'nodeSelector':
      return mapChange(at(plan, segments), `${1 + seed}`)
    case 'digest':
      return same(`sha256:${`${seed}`.padStart(64, '0')}`)
    default:
      return same(`other-${seed}`)
  }
}

/** One entry more, one less, and the others changed. */
function mapChange(before: unknown, value: string): Change {
  assert(isObject(before))
  const [first = '', ...others] = Object.keys(before)
  const entries = [...others, 'new'].map((key) => [key, value] as const)
  return {
    inValues: { [first]: null, ...Object.fromEntries(entries) },
    inPlan: Object.fromEntries(entries),
  }
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)]
    return isObject(inner) ? inner[key] : undefined
  }, value)
}

function withValue(value: unknown, path: readonly string[], wanted: unknown): unknown {
  const [key, ...below] = path
  if (key === undefined) return wanted
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      index === Number(key) ? withValue(item, below, wanted) : item,
    )
  }
  const fields = isObject(value) ? value : {}
  return { ...fields, [key]: withValue(fields[key], below, wanted) }
}

/** References follow from registry, repository and tag. */
function withImages(plan: Plan): Plan {
  const images = Object.values(plan.workloads).map(({ id, image }) => {
    const { repository, tag, digest } = image
    const upstream = `${repository}${tag === '' ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
    const reference = plan.registry === null ? upstream : `${plan.registry.host}/${upstream}`
    return [id, { reference, workloads: [id] }] as const
  })
  return { ...plan, images: Object.fromEntries(images) }
}
