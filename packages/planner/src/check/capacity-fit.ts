// Judges whether the workloads fit onto the nodes: at their minima, with a node lost, and at their maxima.

import {
  diagnostic,
  pointer,
  ratio,
  type Advice,
  type Diagnostic,
  type SumUnit,
} from '@llmflow/spec'
import type { Ask, PoolReport, Shortage, Subject } from '../input.js'
import { boundOf } from './capacity-places.js'
import type { Rule } from './rule.js'

/** From this availability on, the platform must bear the loss of any one node. */
export const toleratesNodeLoss = ratio(0.999)

export const capacityFit: Rule = (subject) =>
  subject.draft.packing.pools.flatMap((pool) => [
    ...minima(subject, pool),
    ...nodeLosses(subject, pool),
    ...maxima(subject, pool),
  ])

function minima(subject: Subject, pool: PoolReport): readonly Diagnostic[] {
  return pool.unplaced.flatMap(({ workload, replicas, lacks }) => {
    const ask = askOf(pool, workload)
    if (ask === undefined) return []
    const params = { workload, pool: pool.pool, missing: replicas, lacks }
    const advice = [
      ...sumOf(pool, resourceOf(pool, lacks, 'minimum'), 'minimum'),
      ...elsewhere(subject, ask, pool.pool, lacks),
    ]
    return [
      diagnostic('capacity/minima-do-not-fit', boundOf(subject, ask, 'minimum'), params, {
        advice,
      }),
    ]
  })
}

/** Workloads go to the first pool that suits them; the setting that sends this one to another with free GPUs. */
function elsewhere(
  { draft }: Subject,
  { workload, component, part }: Ask,
  own: string,
  lacks: Shortage,
): readonly Advice[] {
  const { nodes, pools, workloads } = draft.plan
  const product = workloads[workload]?.resources.gpuProduct
  if (lacks !== 'gpus' || product === undefined) return []
  const hasFree = (pool: string): boolean =>
    Object.values(nodes).some((node) => node.pool === pool && node.used.gpus < node.gpus)
  const others = Object.entries(pools).flatMap(([name, { gpuProduct, kind }]) =>
    name !== own && kind === 'cluster' && gpuProduct === product && hasFree(name) ? [name] : [],
  )
  if (others.length === 0) return []
  return [
    {
      kind: 'list',
      items: others.map((name) => `components.${component}.parts.${part}.pool: ${name}`),
    },
  ]
}

/** One finding for each workload, naming the first node whose loss it does not survive. */
function nodeLosses(subject: Subject, pool: PoolReport): readonly Diagnostic[] {
  const first = new Map(pool.lost.toReversed().map((loss) => [loss.workload, loss]))
  const severity =
    subject.platform.objectives.availability >= toleratesNodeLoss ? 'error' : 'warning'
  // Who has one machine and promises less than three nines knows that all is gone when it is.
  if (pool.nodes === 1 && severity === 'warning') return []
  return [...first.values()].flatMap(({ node, workload, lacks }) => {
    const ask = askOf(pool, workload)
    if (ask === undefined) return []
    const params = { workload, pool: pool.pool, node, lacks }
    const advice = sumOf(pool, resourceOf(pool, lacks, 'minimum'), 'minimum', 1)
    const location = boundOf(subject, ask, 'minimum')
    return [diagnostic('capacity/node-loss', location, params, { severity, advice })]
  })
}

/**
 * One finding for a pool, at the workload with the largest maximum. It is an error while nobody has said who
 * goes first; with different priorities among those who compete the plan lists who waits, and it is a warning.
 */
function maxima(subject: Subject, pool: PoolReport): readonly Diagnostic[] {
  const [waiting] = pool.waiting
  if (waiting === undefined) return []
  const resource = resourceOf(pool, waiting.lacks, 'maximum')
  const growing = pool.asks.filter(({ maximum, minimum }) => maximum > minimum)
  const greediest = growing.toSorted(
    (left, right) =>
      right.maximum * amountOf(right, resource) - left.maximum * amountOf(left, resource),
  )[0]
  if (greediest === undefined) return []
  const wanted = totalOf(pool, resource, 'maximum')
  const available = pool.capacity[resource]
  const each = Math.max(1, amountOf(greediest, resource))
  const others = wanted - greediest.maximum * each
  const fits = Math.min(
    greediest.maximum - 1,
    Math.max(greediest.minimum, Math.floor((available - others) / each)),
  )
  const params = {
    workload: greediest.workload,
    pool: pool.pool,
    wanted,
    available,
    unit: resource,
    fits,
  }
  return [
    diagnostic('capacity/maxima-do-not-fit', boundOf(subject, greediest, 'maximum'), params, {
      severity: isOrdered(pool, resource) ? 'warning' : 'error',
      advice: [
        ...sumOf(pool, resource, 'maximum'),
        {
          kind: 'list',
          items: pool.waiting.map(({ workload, replicas }) => `${workload}: ${replicas}`),
        },
      ],
      related: pool.waiting.flatMap(({ workload }) => {
        const ask = askOf(pool, workload)
        return ask === undefined || workload === greediest.workload
          ? []
          : [boundOf(subject, ask, 'maximum')]
      }),
    }),
  ]
}

/** Whether the workloads that compete for the resource have priorities that say who goes first. */
function isOrdered(pool: PoolReport, resource: Resource): boolean {
  const competitors = pool.asks.filter((ask) => amountOf(ask, resource) > 0)
  const growing = competitors.filter(({ maximum, minimum }) => maximum > minimum)
  const priorities = new Set(growing.map(({ priority }) => priority))
  return growing.length === 1
    ? (growing[0]?.priority ?? 0) !== 0
    : priorities.size === growing.length
}

type Resource = 'gpus' | 'cpu' | 'memory'

const resources: readonly Resource[] = ['gpus', 'memory', 'cpu']

/** The resource to show: the one that is short, or for a shortage of nodes the one nearest to its limit. */
function resourceOf(pool: PoolReport, lacks: Shortage, bound: 'minimum' | 'maximum'): Resource {
  if (lacks !== 'nodes') return lacks
  const shares = resources.map((resource) => ({
    resource,
    share: totalOf(pool, resource, bound) / Math.max(1, pool.capacity[resource]),
  }))
  return shares.toSorted((left, right) => right.share - left.share)[0]?.resource ?? 'cpu'
}

const units: { readonly [R in Resource]: SumUnit } = {
  gpus: 'gpus',
  cpu: 'cpu-millis',
  memory: 'bytes',
}

/** The arithmetic: what each workload wants, against what the pool has. `lost` nodes count as away. */
function sumOf(
  pool: PoolReport,
  resource: Resource,
  bound: 'minimum' | 'maximum',
  lost = 0,
): readonly Advice[] {
  const terms = pool.asks
    .filter((ask) => amountOf(ask, resource) > 0 && ask[bound] > 0)
    .toSorted(
      (left, right) =>
        right[bound] * amountOf(right, resource) - left[bound] * amountOf(left, resource),
    )
    .map((ask) => ({
      label: `${ask.workload} × ${ask[bound]}`,
      value: ask[bound] * amountOf(ask, resource),
    }))
  const limit = pool.capacity[resource] * (1 - lost / Math.max(1, pool.nodes))
  return [
    { kind: 'sum', terms, total: totalOf(pool, resource, bound), limit, unit: units[resource] },
  ]
}

function totalOf(pool: PoolReport, resource: Resource, bound: 'minimum' | 'maximum'): number {
  return pool.asks.reduce((sum, ask) => sum + ask[bound] * amountOf(ask, resource), 0)
}

const amountOf = (ask: Ask, resource: Resource): number => ask[resource]

function askOf(pool: PoolReport, workload: string): Ask | undefined {
  return pool.asks.find((ask) => ask.workload === workload)
}

/** Judges bounds that no autoscaler accepts. */
export const capacityBounds: Rule = (subject) => {
  const { platform, inPlatform } = subject
  const bounds = [
    ...platform.models.map(({ name, replicas }, index) => ({
      name,
      replicas,
      path: pointer('models', index),
    })),
    ...Object.entries(platform.components).flatMap(([name, choice]) => [
      { name, replicas: choice.replicas, path: pointer('components', name) },
      ...Object.entries(choice.parts ?? {}).map(([part, { replicas }]) => ({
        name: `${name}/${part}`,
        replicas,
        path: pointer('components', name, 'parts', part),
      })),
    ]),
  ]
  return bounds.flatMap(({ name, replicas, path }) => {
    const minimum = replicas?.minimum
    const maximum = replicas?.maximum
    if (minimum === undefined || maximum === undefined || minimum <= maximum) return []
    const location = inPlatform(`${path}/replicas/minimum`)
    return [
      diagnostic(
        'capacity/bounds-contradict',
        location,
        { name, minimum, maximum },
        {
          related: [inPlatform(`${path}/replicas/maximum`)],
        },
      ),
    ]
  })
}
