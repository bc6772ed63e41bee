// Finds the parts and the companions of every component of the catalog, by planning platforms with them.

import { components, gpuProducts, releases, type Component } from '@llmflow/catalog'
import { isObject, type JsonObject } from '@llmflow/spec'

import { planTexts, realWorld, type Outcome } from '../pipeline.js'

/** A model of each kind, because what a component needs depends on them. */
const referenceModels: readonly JsonObject[] = [
  {
    name: 'chat',
    weights: 'meta-llama/Llama-3.1-8B-Instruct',
    gpu: gpuProducts[0] ?? '',
    replicas: { minimum: 2, maximum: 4 },
  },
  { name: 'embed', kind: 'embedding', weights: 'BAAI/bge-m3' },
  { name: 'rerank', kind: 'reranking', weights: 'BAAI/bge-reranker-v2-m3' },
]

function planWith(own: readonly Component[], topologyAt: number, isServing: boolean): Outcome {
  const platform: JsonObject = {
    apiVersion: 'llmflow.io/v1',
    kind: 'Platform',
    metadata: { name: 'reference' },
    release: releases[0]?.name ?? '',
    domain: 'reference.internal',
    demand: { users: 100 },
    models: isServing ? referenceModels : [],
    components: Object.fromEntries(
      own.map(({ name, topologies }): [string, JsonObject] => [
        name,
        { topology: topologies[topologyAt % topologies.length] ?? '' },
      ]),
    ),
  }
  return planTexts({ platform: JSON.stringify(platform), inventory: undefined }, realWorld)
}

/** Components and parts of which replicas can be added freely; those of a store know each other. */
function findScalable(): ReadonlySet<string> {
  const workloads = [0, 1].flatMap((topologyAt) =>
    Object.values(planWith(components, topologyAt, true).plan?.workloads ?? {}),
  )
  const fixed = workloads.filter(({ kind }) => kind === 'stateful')
  return new Set(
    workloads
      .flatMap(({ component, part }) => [component, `${component}/${part}`])
      .filter(
        (name) =>
          !fixed.some(
            ({ component, part }) => name === component || name === `${component}/${part}`,
          ),
      ),
  )
}

/** Parts that are there with every first, or every second topology. Those named by models are not known here. */
function findParts(): ReadonlyMap<string, ReadonlySet<string>> {
  const parts = new Map(components.map(({ name }) => [name, new Set<string>()]))
  for (const topologyAt of [0, 1]) {
    for (const [component, sizes] of Object.entries(
      planWith(components, topologyAt, false).plan?.sizes ?? {},
    )) {
      for (const part of Object.keys(sizes)) parts.get(component)?.add(part)
    }
  }
  return parts
}

function findCompanions(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    components.map((one) => [
      one.name,
      one.topologies.flatMap((_, topologyAt) => missingIn(planWith([one], topologyAt, true))),
    ]),
  )
}

function missingIn({ diagnostics }: Outcome): readonly string[] {
  return diagnostics.flatMap(({ code, params }) => {
    const facts: unknown = params
    return code === 'wiring/missing-companion' && isObject(facts)
      ? String(facts['needs']).split(' / ').slice(0, 1)
      : []
  })
}

let parts: ReturnType<typeof findParts> | undefined
let scalable: ReturnType<typeof findScalable> | undefined
let companions: ReturnType<typeof findCompanions> | undefined

/** Whether a component, or a part of it, takes any number of replicas. */
export function isScalable(component: string, part?: string): boolean {
  scalable ??= findScalable()
  return scalable.has(part === undefined ? component : `${component}/${part}`)
}

export function knownParts(component: string): readonly string[] {
  parts ??= findParts()
  return [...(parts.get(component) ?? [])]
}

/** Names of some components and of all that they need. */
export function withCompanions(own: readonly Component[]): ReadonlySet<string> {
  companions ??= findCompanions()
  const names = new Set<string>()
  const waiting = own.map(({ name }) => name)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (names.has(name)) continue
    names.add(name)
    waiting.push(...(companions.get(name) ?? []))
  }
  return names
}
