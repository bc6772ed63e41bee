// Finds how many machines of each kind carry a platform, with one to spare: the guide’s table 9.3.

import {
  approximateBytes,
  approximateCpu,
  fromFact,
  fromPlan,
  inventorySchema,
  nodesOf,
  type Inventory,
  type Platform,
  type Pool,
  type Term,
  type Workload,
} from '@llmflow/spec'
import type { Draft, PoolReport } from '../input.js'
import { planHardware } from '../plan/hardware.js'
import { planPlacement } from '../plan/placement.js'
import { Reasons } from '../plan/step.js'
import { cellOf, type Cell } from './cell.js'
import { trainingGpus } from './demand.js'
import { draftOf } from './draft.js'
import { machineKindsFor, rackOf, type MachineKind } from './kinds.js'

export type MachineRow = {
  readonly pool: string
  readonly node: {
    readonly cpu: number
    readonly memory: number
    readonly gpus: number
    readonly gpuProduct: string
    readonly disks: string
    readonly power: number
  }
  readonly count: Cell
  readonly racks: Cell
  readonly power: Cell
}

export type Machines = {
  readonly rows: readonly MachineRow[]
  readonly count: Cell
  readonly racks: Cell
  /** What the machines draw, and what the meter shows with cooling. */
  readonly power: Cell
  readonly total: Cell
}

type Counts = { readonly [pool: string]: number }

/** Fragments cost a machine or two beyond the sum; a search that needs more would never end. */
const searchedMax = 100

export function machinesFor(platform: Platform): Machines | undefined {
  const bought = machineKindsFor(platform)
  const smallest = inventoryOf(bought, {}, 0)
  const draft = smallest === undefined ? undefined : draftOf(platform, smallest)
  if (smallest === undefined || draft === undefined) return undefined
  const kinds = bought.map((kind, index) => grownFor(kind, smallest.pools[index], draft))
  const first = inventoryOf(kinds, {}, 0)
  if (first === undefined) return undefined
  const cells = new Map(
    first.pools.flatMap((pool, index) => {
      const count = countOf(pool, kinds[index]?.fewest ?? 1, platform, draft)
      return count.value === 0 ? [] : [[pool.name, count] as const]
    }),
  )
  const counts = Object.fromEntries([...cells].map(([name, { value }]) => [name, value]))
  const kept = kinds.filter(({ name }) => cells.has(name))
  const inventory = inventoryOf(kept, counts, databaseBytes(draft))
  if (inventory === undefined) return undefined
  const rows = inventory.pools.flatMap((pool) => {
    const count = cells.get(pool.name)
    return count === undefined ? [] : [rowOf(pool, count)]
  })
  return totalled(rows, inventory)
}

/** Memory is doubled until the largest replica of the pool fits; hosts are filled by what runs on them anyway. */
function grownFor(kind: MachineKind, pool: Pool | undefined, { plan }: Draft): MachineKind {
  if (pool === undefined || kind.kind !== 'cluster') return kind
  const largest = Object.values(plan.workloads)
    .filter(({ id }) => plan.placement[id]?.pool === kind.name)
    .reduce((most, { resources }) => Math.max(most, resources.memory), 0)
  const doublings = Math.ceil(Math.log2((largest + pool.reserved.memory) / pool.memory))
  return doublings <= 0 ? kind : { ...kind, memory: kind.memory * 2 ** doublings }
}

/** Databases copy themselves to every machine of theirs, so disks grow where machines do not. */
function databaseBytes({ plan }: Draft): number {
  return Object.values(plan.workloads)
    .filter(({ role, runsOn }) => role === 'database' && runsOn === 'hosts')
    .flatMap(({ volumes }) => volumes ?? [])
    .reduce((total, volume) => total + (volume.kind === 'persistent' ? volume.size : 0), 0)
}

function inventoryOf(
  kinds: readonly MachineKind[],
  counts: Counts,
  databaseSize: number,
): Inventory | undefined {
  const { data } = inventorySchema.safeParse({
    apiVersion: 'llmflow.io/v1',
    kind: 'Inventory',
    metadata: { name: 'sized' },
    pools: kinds.map((kind, index) => poolOf(kind, index, counts, databaseSize)),
    site: {},
  })
  return data
}

function poolOf(
  { name, fewest, disk, roles, ...rest }: MachineKind,
  index: number,
  counts: Counts,
  databaseSize: number,
) {
  // Mirrored in pairs: two disks for what one holds.
  const pairs = roles.includes('database') ? Math.ceil(databaseSize / disk.size) : 0
  const count = Math.max(disk.count, 2 * pairs)
  return {
    ...rest,
    name,
    roles,
    nodes: {
      count: counts[name] ?? fewest,
      prefix: name,
      firstAddress: `10.${index}.0.1`,
      zones: ['zone-a', 'zone-b', 'zone-c'],
    },
    disks: [{ ...disk, count }],
  }
}

/** Nothing where nothing runs; the control plane stands whatever runs. */
function countOf(pool: Pool, fewest: number, platform: Platform, draft: Draft): Cell {
  const workloads = Object.fromEntries(
    Object.entries(draft.plan.workloads).filter(
      ([id]) => draft.plan.placement[id]?.pool === pool.name,
    ),
  )
  if (pool.roles.includes('training')) return trainingCount(pool, platform, workloads)
  if (pool.kind !== 'control-plane' && Object.keys(workloads).length === 0) {
    return cellOf(0, 'count', undefined)
  }
  if (pool.roles.includes('storage')) return storageCount(pool, draft, fewest)
  return searchedCount(pool, workloads, fewest)
}

/** The jobs’ GPUs, and those of models that are served beside them. */
function trainingCount(pool: Pool, platform: Platform, workloads: Workloads): Cell {
  const each = pool.gpus?.count ?? 1
  const standing = Object.values(workloads)
  const jobs = trainingGpus(platform, standing)
  const beside = standing
    .filter(({ role }) => role !== 'training')
    .reduce(
      (sum, { resources, replicas }) =>
        sum + (resources.gpus ?? 0) * Math.max(replicas.minimum, replicas.maximum),
      0,
    )
  const gpus = jobs.value + beside
  return cellOf(gpus === 0 ? 0 : Math.ceil(gpus / each) + 1, 'count', {
    formula: '⌈GPUs of the training jobs and of models beside them ÷ GPUs of a machine⌉ + 1',
    terms: [...jobs.terms, fromFact('GPUs of a machine', `${each}`, guideMachines)],
  })
}

const guideMachines = 'the guide’s node specification, 2.2'

/** Machines join in groups of equal size, so that every set of drives is spread over as many machines as before. */
function storageCount(pool: Pool, { plan }: Draft, group: number): Cell {
  const figures = plan.sizes['minio']?.['minio']?.figures
  const need = figures?.['need']?.value ?? 0
  const usable = figures?.['usable']?.value ?? 0
  const each = usable / Math.max(1, nodesOf(pool).length)
  const machines = each === 0 ? 0 : Math.ceil(need / each / group) * group
  return cellOf(Math.max(group, machines), 'count', {
    formula: `⌈need ÷ usable bytes of a machine⌉, in groups of ${group}`,
    terms: [
      fromPlan('need', approximateBytes(need), '/sizes/minio/minio/figures/need'),
      fromPlan('usable', approximateBytes(usable), '/sizes/minio/minio/figures/usable'),
    ],
  })
}

type Workloads = { readonly [id: string]: Workload }

function searchedCount(pool: Pool, workloads: Workloads, fewest: number): Cell {
  const asks = reportOf(pool, workloads, fewest)?.asks ?? []
  const bound = Math.max(fewest, lowerBound(pool, asks))
  let count = bound
  while (count < bound + searchedMax && !isEnough(reportOf(pool, workloads, count))) count += 1
  return cellOf(count, 'count', {
    formula:
      'the fewest machines on which the replicas that always run find room with any one machine lost, and no other replica waits',
    terms: termsOf(pool, asks),
  })
}

function reportOf(pool: Pool, workloads: Workloads, count: number): PoolReport | undefined {
  if (Array.isArray(pool.nodes)) return undefined
  const { data } = inventorySchema.safeParse({
    apiVersion: 'llmflow.io/v1',
    kind: 'Inventory',
    metadata: { name: 'sized' },
    pools: [{ ...pool, nodes: { ...pool.nodes, count }, cpu: `${pool.cpu}m`, reserved: {} }],
  })
  if (data === undefined) return undefined
  return planPlacement(workloads, data, new Reasons()).report.pools[0]
}

const isEnough = (report: PoolReport | undefined): boolean =>
  report === undefined || report.unplaced.length + report.lost.length + report.waiting.length === 0

/** What the larger of minima and maxima takes; whether a machine may be lost is for the search. */
function lowerBound(pool: Pool, asks: PoolReport['asks']): number {
  const room = {
    cpu: pool.cpu - pool.reserved.cpu,
    memory: pool.memory - pool.reserved.memory,
    gpus: pool.gpus?.count ?? 0,
  }
  const take = (of: keyof typeof room): number => {
    const total = asks.reduce((sum, ask) => sum + ask[of] * Math.max(ask.minimum, ask.maximum), 0)
    return total === 0 ? 0 : Math.ceil(total / Math.max(1, room[of]))
  }
  return Math.max(take('cpu'), take('memory'), take('gpus'))
}

function termsOf(pool: Pool, asks: readonly PoolReport['asks'][number][]): readonly Term[] {
  const sum = (of: 'cpu' | 'memory' | 'gpus'): number =>
    asks.reduce((total, ask) => total + ask[of] * ask.maximum, 0)
  const gpus = sum('gpus')
  return [
    fromPlan('threads asked for', approximateCpu(sum('cpu')), '/workloads'),
    fromPlan('memory asked for', approximateBytes(sum('memory')), '/workloads'),
    ...(gpus === 0 ? [] : [fromPlan('GPUs asked for', `${gpus}`, '/workloads')]),
    fromFact('threads of a machine', approximateCpu(pool.cpu), guideMachines),
    fromFact('memory of a machine', approximateBytes(pool.memory), guideMachines),
  ]
}

function rowOf(pool: Pool, count: Cell): MachineRow {
  const watts = pool.power ?? 0
  const rack = rackOf(pool)
  const share = Math.max(watts / rack.power, (pool.units ?? 1) / rack.units)
  return {
    pool: pool.name,
    node: {
      cpu: pool.cpu,
      memory: pool.memory,
      gpus: pool.gpus?.count ?? 0,
      gpuProduct: pool.gpus?.product ?? '',
      disks: pool.disks.map((disk) => `${disk.count} × ${disk.size / 1e12} TB`).join(', '),
      power: watts,
    },
    count,
    racks: cellOf(Math.ceil(count.value * share - 1e-9), 'count', {
      formula: '⌈machines × the larger of watts ÷ watts of a rack and units ÷ units of a rack⌉',
      terms: [
        fromFact('watts of a rack', `${rack.power}`, rack.source),
        fromFact('units of a rack', `${rack.units}`, rack.source),
      ],
    }),
    power: cellOf(count.value * watts, 'watts', {
      formula: 'machines × watts of one under load',
      terms: [fromFact('watts', `${watts}`, 'LLMFlow’s own default')],
    }),
  }
}

function totalled(rows: readonly MachineRow[], inventory: Inventory): Machines {
  const { power } = planHardware(inventory, new Reasons())
  const sum = (key: 'count' | 'racks'): Cell =>
    cellOf(
      rows.reduce((total, row) => total + row[key].value, 0),
      'count',
      {
        formula: 'the sum of the rows',
        terms: [],
      },
    )
  return {
    rows,
    count: sum('count'),
    racks: sum('racks'),
    power: cellOf(
      rows.reduce((total, row) => total + row.power.value, 0),
      'watts',
      {
        formula: 'the sum of the rows, without switches',
        terms: [],
      },
    ),
    total: cellOf(power.total, 'watts', {
      formula: 'watts of the machines × cooling',
      terms: [fromFact('cooling (PUE)', `${power.cooling}`, 'LLMFlow’s own default')],
    }),
  }
}
