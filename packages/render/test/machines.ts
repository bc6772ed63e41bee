// Makes plans with machines: a pool of each kind, one network that holds them, and a program on some.

import { gibibytes, threads, type HostProgram, type Plan, type Workload } from '@llmflow/spec'
import { planOf, workloadOf } from './plans.js'

const noUse = { cpu: threads(0), memory: gibibytes(0), gpus: 0 }

const node = (pool: string, address: string, gpus = 0): Plan['nodes'][string] => ({
  pool,
  zone: 'a',
  rack: 'a',
  address,
  cpu: threads(8),
  memory: gibibytes(64),
  gpus,
  used: noUse,
})

const pool = (kind: Plan['pools'][string]['kind']): Plan['pools'][string] => ({
  kind,
  nodes: 1,
  labels: {},
  taints: [],
  reserved: { cpu: threads(1), memory: gibibytes(4) },
})

export const program: HostProgram = {
  packages: ['program'],
  user: 'program',
  group: 'program',
  command: [['/usr/bin/program']],
}

/** A workload on machines, one replica on each of `nodes`. */
export const hostWorkload = (id: string, wanted: Partial<Workload> = {}): Workload =>
  workloadOf(id, { runsOn: 'hosts', kind: 'stateful', host: program, ...wanted })

/** Two machines for themselves, two nodes and a machine of the control plane. */
export const nodes = {
  'db-1': node('db', '10.40.0.11'),
  'db-2': node('db', '10.40.0.12'),
  'node-1': node('nodes', '10.60.0.21'),
  'node-2': node('nodes', '10.60.0.22', 8),
  'master-1': node('masters', '10.60.0.11'),
}

export function machinePlan(
  workloads: readonly Workload[],
  places: { readonly [id: string]: readonly string[] },
  wanted: Partial<Plan> = {},
): Plan {
  const small = planOf(workloads)
  return {
    ...small,
    kubernetesVersion: '1.29.15',
    nodes,
    pools: { db: pool('hosts'), nodes: pool('cluster'), masters: pool('control-plane') },
    placement: Object.fromEntries(
      workloads.map(({ id, runsOn }) => [
        id,
        {
          pool: runsOn === 'hosts' ? 'db' : 'nodes',
          nodeSelector: {},
          tolerations: [],
          replicas: (places[id] ?? []).map((name) => ({ node: name, gpus: [] })),
        },
      ]),
    ),
    addresses: Object.fromEntries(
      workloads.map(({ id, runsOn, namespace }) => {
        const host = `${id}.${namespace}.svc.cluster.local`
        const on = runsOn === 'hosts' ? (places[id] ?? []) : []
        return [
          id,
          {
            host,
            members: on.map((name) => ({ name, host: `${name}.${host}` })),
            machines: on.flatMap((name) => addressOf(name)),
          },
        ]
      }),
    ),
    ...wanted,
  }
}

export const addressOf = (name: string): readonly string[] =>
  Object.entries(nodes).flatMap(([one, { address }]) =>
    one === name && address !== undefined ? [address] : [],
  )
