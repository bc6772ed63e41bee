// Explains where replicas went and what each node carries.

import {
  approximateBytes,
  cpuMillis,
  fromInventory,
  fromPlan,
  pointer,
  printBytes,
  printCpu,
  type Pool,
  type Workload,
} from '@llmflow/spec'
import type { Bin } from '../place/bins.js'
import type { Packing, Tenant } from '../place/pack.js'
import type { Reasons } from './step.js'

export function explainPlacement(
  pool: Pool,
  index: number,
  own: readonly Workload[],
  reasons: Reasons,
): void {
  const path = pointer('pools', index)
  for (const workload of own) {
    reasons.add('placement', pointer('placement', workload.id, 'pool'), {
      rule: workload.pool === undefined ? 'placement/first-pool-with-role' : 'declared',
      formula: `the pool for ${workload.role}`,
      terms: [fromInventory('roles', pool.roles.join(', '), `${path}/roles`)],
    })
    reasons.add('placement', pointer('placement', workload.id, 'replicas'), {
      rule: 'placement/pack',
      formula:
        'replicas spread over nodes, whole GPUs on one node, so that the loss of any node can be borne',
      terms: [
        fromPlan(
          'replicas',
          `${workload.replicas.minimum}`,
          pointer('workloads', workload.id, 'replicas', 'minimum'),
        ),
        fromInventory('threads of a node', printCpu(pool.cpu), `${path}/cpu`),
        fromInventory('memory of a node', printBytes(pool.memory), `${path}/memory`),
        ...(pool.gpus === undefined
          ? []
          : [fromInventory('GPUs of a node', `${pool.gpus.count}`, `${path}/gpus/count`)]),
      ],
    })
  }
}

/** What a node carries, workload by workload. */
export function explainUse(
  bins: readonly Bin[],
  tenants: readonly Tenant[],
  packing: Packing,
  reasons: Reasons,
): void {
  const carried = bins.map((): { tenant: Tenant; replicas: number }[] => [])
  for (const tenant of tenants) {
    for (const [index, replicas] of countOf(packing.nodesOf.get(tenant.workload) ?? [])) {
      carried[index]?.push({ tenant, replicas })
    }
  }
  for (const [index, { node }] of bins.entries()) {
    const loads = carried[index] ?? []
    if (loads.length === 0) continue
    reasons.add('placement', pointer('nodes', node, 'used'), {
      rule: 'placement/used',
      formula: 'the sum of what the replicas on the node request',
      terms: loads.map(({ tenant, replicas }) =>
        fromPlan(
          `${tenant.workload} × ${replicas}`,
          requestsOf(tenant, replicas),
          pointer('workloads', tenant.workload, 'replicas', 'minimum'),
        ),
      ),
    })
  }
}

function countOf(indexes: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const index of indexes) counts.set(index, (counts.get(index) ?? 0) + 1)
  return counts
}

function requestsOf({ cpu, memory, gpus }: Tenant, replicas: number): string {
  const parts = [
    `${printCpu(cpuMillis(cpu * replicas))} threads`,
    approximateBytes(memory * replicas),
    ...(gpus === 0 ? [] : [`${gpus * replicas} GPUs`]),
  ]
  return parts.join(', ')
}

/** The report names who waits longest first; the plan names who is served first. */
