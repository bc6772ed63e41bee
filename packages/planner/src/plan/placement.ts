// Step: which node each replica runs on, and which GPUs it gets.

import {
  cpuMillis,
  bytes,
  nodesOf,
  watts,
  type Inventory,
  type Placement,
  type PlannedNode,
  type PlannedPool,
  type Pool,
  type Taint,
  type Toleration,
  type Waiting,
  type Workload,
} from '@llmflow/spec'
import type { PackingReport, PoolReport } from '../input.js'
import type { Bin } from '../place/bins.js'
import { packPool, type Packing, type Tenant } from '../place/pack.js'
import { poolFor } from '../place/home.js'
import { explainPlacement, explainUse } from './placement-reasons.js'
import type { Reasons } from './step.js'

type PlacementStep = {
  readonly placement: { readonly [workload: string]: Placement }
  readonly nodes: { readonly [name: string]: PlannedNode }
  readonly pools: { readonly [name: string]: PlannedPool }
  readonly waiting: readonly Waiting[]
  readonly report: PackingReport
}

type Workloads = { readonly [id: string]: Workload }

export function planPlacement(
  workloads: Workloads,
  inventory: Inventory | undefined,
  reasons: Reasons,
): PlacementStep {
  if (inventory === undefined) {
    return { placement: {}, nodes: {}, pools: {}, waiting: [], report: { homeless: [], pools: [] } }
  }
  const homes = new Map(
    Object.values(workloads).map((workload) => [workload.id, poolFor(workload, inventory)]),
  )
  const packed = inventory.pools.map((pool, index) =>
    packInventoryPool(pool, index, workloads, homes, reasons),
  )
  const jobs = Object.values(workloads).filter((workload) => !isStanding(workload))
  const placement = Object.fromEntries([
    ...packed.flatMap(({ placement: ofPool }) => ofPool),
    ...jobs.flatMap((job): [string, Placement][] => {
      const pool = homes.get(job.id)
      return pool === undefined ? [] : [[job.id, placementIn(pool, job, [])]]
    }),
  ])
  return {
    placement: sorted(placement),
    nodes: Object.fromEntries(packed.flatMap(({ nodes }) => nodes)),
    pools: Object.fromEntries(inventory.pools.map((pool) => [pool.name, plannedPool(pool)])),
    waiting: packed.flatMap(({ report }) => waitingOf(report)),
    report: {
      homeless: Object.keys(workloads).filter((id) => homes.get(id) === undefined),
      pools: packed.map(({ report }) => report),
    },
  }
}

/** Jobs and schedules come and go; only what stands all the time is packed. */
export function isStanding({ kind }: Workload): boolean {
  return kind === 'stateless' || kind === 'stateful'
}

type PackedPool = {
  readonly placement: readonly [string, Placement][]
  readonly nodes: readonly [string, PlannedNode][]
  readonly report: PoolReport
}

function packInventoryPool(
  pool: Pool,
  index: number,
  workloads: Workloads,
  homes: ReadonlyMap<string, Pool | undefined>,
  reasons: Reasons,
): PackedPool {
  const own = Object.values(workloads).filter(
    (workload) => isStanding(workload) && homes.get(workload.id) === pool,
  )
  const bins = binsOf(pool)
  const tenants = own.map(tenantOf)
  const packing = packPool(bins, tenants)
  const gpus = assignGpus(bins, tenants, packing)
  explainPlacement(pool, index, own, reasons)
  explainUse(bins, tenants, packing, reasons)
  return {
    placement: own.map((workload): [string, Placement] => [
      workload.id,
      placementIn(pool, workload, gpus.get(workload.id) ?? []),
    ]),
    nodes: plannedNodes(pool, bins, tenants, packing),
    report: {
      pool: pool.name,
      nodes: bins.length,
      capacity: {
        cpu: total(bins, ({ cpu }) => cpu),
        memory: total(bins, ({ memory }) => memory),
        gpus: total(bins, ({ gpus: count }) => count),
      },
      asks: tenants.map(
        ({ workload, component, part, cpu, memory, gpus: count, minimum, maximum, priority }) => ({
          workload,
          component,
          part,
          cpu,
          memory,
          gpus: count,
          minimum,
          maximum,
          priority,
        }),
      ),
      unplaced: packing.unplaced,
      lost: packing.lost,
      waiting: packing.waiting,
    },
  }
}

const total = (bins: readonly Bin[], read: (bin: Bin) => number): number =>
  bins.reduce((sum, bin) => sum + read(bin), 0)

function binsOf(pool: Pool): readonly Bin[] {
  return nodesOf(pool).map(({ name, zone }) => ({
    node: name,
    zone,
    cpu: Math.max(0, pool.cpu - pool.reserved.cpu),
    memory: Math.max(0, pool.memory - pool.reserved.memory),
    gpus: pool.gpus?.count ?? 0,
  }))
}

function tenantOf(workload: Workload): Tenant {
  const { resources, replicas, spread } = workload
  return {
    workload: workload.id,
    component: workload.component,
    part: workload.part,
    cpu: resources.cpu,
    memory: resources.memory,
    gpus: resources.gpus ?? 0,
    minimum: replicas.minimum,
    maximum: Math.max(replicas.minimum, replicas.maximum),
    priority: workload.priority,
    onePerNode: spread.nodes === 'required',
    evenZones: spread.zones === 'required',
    prefersOtherNodes: spread.nodes !== 'none',
    prefersOtherZones: spread.zones !== 'none',
    movable: workload.movable,
  }
}

/** Gives each replica the lowest free GPUs of its node. */
function assignGpus(
  bins: readonly Bin[],
  tenants: readonly Tenant[],
  packing: Packing,
): ReadonlyMap<string, Placement['replicas']> {
  const next = bins.map(() => 0)
  const byNeed = tenants.toSorted(
    (left, right) => right.gpus - left.gpus || (left.workload < right.workload ? -1 : 1),
  )
  return new Map(
    byNeed.map((tenant) => [
      tenant.workload,
      (packing.nodesOf.get(tenant.workload) ?? []).map((index) => {
        const first = next[index] ?? 0
        next[index] = first + tenant.gpus
        return {
          node: bins[index]?.node ?? '',
          gpus: Array.from({ length: tenant.gpus }, (_, offset) => first + offset),
        }
      }),
    ]),
  )
}

function placementIn(pool: Pool, workload: Workload, replicas: Placement['replicas']): Placement {
  return {
    pool: pool.name,
    nodeSelector: workload.nodeSelector ?? pool.labels,
    tolerations: workload.tolerations ?? pool.taints.filter(repels).map(tolerationOf),
    ...(workload.priority === 0 ? {} : { priorityClass: priorityClassOf(workload.priority) }),
    replicas,
  }
}

export const priorityClassOf = (priority: number): string => `llmflow-${priority}`

const repels = ({ effect }: Taint): boolean => effect !== 'PreferNoSchedule'

function tolerationOf({ key, value, effect }: Taint): Toleration {
  return value === undefined
    ? { key, operator: 'Exists', effect }
    : { key, operator: 'Equal', value, effect }
}

function plannedNodes(
  pool: Pool,
  bins: readonly Bin[],
  tenants: readonly Tenant[],
  packing: Packing,
): readonly [string, PlannedNode][] {
  const used = bins.map(() => ({ cpu: 0, memory: 0, gpus: 0 }))
  for (const tenant of tenants) {
    for (const index of packing.nodesOf.get(tenant.workload) ?? []) {
      const sum = used[index]
      if (sum === undefined) continue
      sum.cpu += tenant.cpu
      sum.memory += tenant.memory
      sum.gpus += tenant.gpus
    }
  }
  return nodesOf(pool).map((node, index): [string, PlannedNode] => [
    node.name,
    {
      pool: pool.name,
      zone: node.zone,
      rack: node.rack,
      ...(node.address === undefined ? {} : { address: node.address }),
      ...(node.bmc === undefined ? {} : { bmc: node.bmc }),
      cpu: cpuMillis(bins[index]?.cpu ?? 0),
      memory: bytes(bins[index]?.memory ?? 0),
      gpus: bins[index]?.gpus ?? 0,
      used: {
        cpu: cpuMillis(used[index]?.cpu ?? 0),
        memory: bytes(used[index]?.memory ?? 0),
        gpus: used[index]?.gpus ?? 0,
      },
    },
  ])
}

function plannedPool(pool: Pool): PlannedPool {
  const nodes = nodesOf(pool).length
  return {
    kind: pool.kind,
    nodes,
    labels: pool.labels,
    taints: pool.taints,
    reserved: pool.reserved,
    ...(pool.gpus === undefined ? {} : { gpuProduct: pool.gpus.product }),
    ...(pool.power === undefined ? {} : { power: watts(pool.power * nodes) }),
  }
}

function waitingOf(report: PoolReport): readonly Waiting[] {
  return report.waiting.toReversed().map(({ workload, replicas, lacks }) => ({
    workload,
    replicas,
    priority: report.asks.find((ask) => ask.workload === workload)?.priority ?? 0,
    lacks,
  }))
}

function sorted<Value>(object: { readonly [key: string]: Value }): {
  readonly [key: string]: Value
} {
  return Object.fromEntries(
    Object.entries(object).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  )
}
