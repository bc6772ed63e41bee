// Law 3: one more node of an existing pool and zone never makes placing the same workloads infeasible.

import { isJsonArray, isJsonObject, isObject, type Json, type JsonObject } from '@llmflow/spec'
import fc from 'fast-check'

import { writtenPlatform } from '../generate/platform.js'
import { textsOf } from '../generate/texts.js'
import type { Written } from '../generate/written.js'
import { judged, vacuous, type Law } from '../law.js'
import { planTexts, type Outcome, type World } from '../pipeline.js'

type Input = { readonly written: Written; readonly pool: number }

/** Sizes at which a pool is tried, from one node on. */
const nodesTried = 4

export const moreNodes: Law<Input> = {
  name: '3-more-nodes',
  statement: 'One more node of an existing pool and zone never makes the same minima infeasible.',
  inputs: fc.record({ written: writtenPlatform, pool: fc.nat(100) }),
  judge: ({ written, pool: at }, world) => {
    const pools = poolsOf(written)
    const index = at % Math.max(1, pools.length)
    const pool = pools[index]
    if (pool === undefined) return vacuous
    const sizes = Array.from({ length: nodesTried }, (_, more) => more + fewestNodes(pool))
    const outcomes = sizes.map((nodes) => missingWith(written, index, resized(pool, nodes), world))
    return judged(
      outcomes.flatMap((missing, step) => {
        const before = outcomes[step - 1]
        return before === undefined || before.workloads !== missing.workloads
          ? []
          : missing.names
              .filter((name) => !before.names.includes(name))
              .map(
                (name) =>
                  `${name} fits on ${sizes[step - 1]} nodes of pool ${nameOf(pool)} and not on ${sizes[step]}`,
              )
      }),
    )
  },
}

function poolsOf({ inventory }: Written): readonly JsonObject[] {
  const pools = inventory?.['pools']
  return isJsonArray(pools) ? pools.filter(isJsonObject) : []
}

/** From so many nodes on, every zone of the pool has a node already. */
function fewestNodes({ nodes }: JsonObject): number {
  if (isJsonArray(nodes)) return Math.max(1, new Set(nodes.map(zoneOf)).size)
  const zones = isJsonObject(nodes) ? nodes['zones'] : undefined
  return Math.max(1, isJsonArray(zones) ? zones.length : 1)
}

const textAt = (value: Json, key: string): string => {
  const text = isJsonObject(value) ? value[key] : undefined
  return typeof text === 'string' ? text : ''
}

const zoneOf = (node: Json): string => textAt(node, 'zone')
const nameOf = (pool: JsonObject): string => textAt(pool, 'name')

/** The pool with another number of nodes; the first ones stay as they are. */
function resized(pool: JsonObject, count: number): JsonObject {
  const { nodes } = pool
  if (!isJsonArray(nodes))
    return { ...pool, nodes: { ...(isJsonObject(nodes) ? nodes : {}), count } }
  const zones = [...new Set(nodes.map(zoneOf))]
  return {
    ...pool,
    nodes: Array.from({ length: count }, (_, index): JsonObject => {
      const zone = zones[index % zones.length] ?? ''
      return { name: `${nameOf(pool)}-r${index}`, ...(zone === '' ? {} : { zone }) }
    }),
  }
}

type Missing = {
  /** What is to be placed, as text. */
  readonly workloads: string
  /** Workloads whose minima find no room. */
  readonly names: readonly string[]
}

function missingWith(written: Written, index: number, pool: JsonObject, world: World): Missing {
  const pools = poolsOf(written).map((one, at) => (at === index ? pool : one))
  const outcome = planTexts(
    textsOf({ ...written, inventory: { ...written.inventory, pools } }),
    world,
  )
  return { workloads: demandsOf(outcome), names: unplacedIn(outcome) }
}

/** What each workload asks of the nodes; when more nodes change it, they are not the same workloads. */
function demandsOf({ plan }: Outcome): string {
  return JSON.stringify(
    Object.values(plan?.workloads ?? {}).map(({ id, replicas, resources, spread, runsOn }) => [
      id,
      replicas,
      resources,
      spread,
      runsOn,
    ]),
  )
}

function unplacedIn({ diagnostics }: Outcome): readonly string[] {
  return diagnostics.flatMap(({ code, params }) => {
    const facts: unknown = params
    return code === 'capacity/minima-do-not-fit' && isObject(facts)
      ? [String(facts['workload'])]
      : []
  })
}
