// Describes node_exporter on machines outside the cluster: the chart's own runs on nodes alone.

import {
  explained,
  fromInventory,
  mebibytes,
  nodesOf,
  pointer,
  printBytes,
  printCpu,
  seconds,
  text,
  threads,
  type HostProgram,
  type Pool,
  type Workload,
} from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload, byDefault, sizePart } from '../../part.js'
import { tcpProbe } from '../../probe.js'

const planning = 'planning figure of the catalog; node_exporter stays below 50 MiB'

/** Pools of machines that run programs without a cluster. */
export const machinePools = ({ inventory }: Context): readonly Pool[] =>
  (inventory?.pools ?? []).filter(({ kind }) => kind === 'hosts')

export function sizeMachines(context: Context): PartSizes {
  return sizePart(context, 'monitoring', 'machines', {
    minimum: byDefault(1, 'one on each machine'),
    cpu: byDefault(threads(0.05), planning, printCpu),
    memory: byDefault(mebibytes(64), planning, printBytes),
    memoryLimit: byDefault(mebibytes(128), planning, printBytes),
  })
}

/**
 * Debian's package (packages.debian.org/bookworm/prometheus-node-exporter) reads files of other programs, such as that
 * on certificates, from /var/lib/prometheus/node-exporter.
 */
const program: HostProgram = {
  packages: ['prometheus-node-exporter'],
  masks: ['prometheus-node-exporter.service'],
  user: 'prometheus',
  group: 'prometheus',
  command: [text`/usr/bin/prometheus-node-exporter`],
}

/** One for each pool, because a workload has one. */
export const machineWorkloads = (context: Context, sizes: PartSizes): readonly Workload[] =>
  machinePools(context).map((pool, index) => machineWorkload(context, sizes, pool, index))

function machineWorkload(context: Context, sizes: PartSizes, pool: Pool, index: number): Workload {
  const count = nodesOf(pool).length
  const path = pointer('pools', index, 'nodes')
  const each = explained(count, 'monitoring/machines', 'one on each machine', [
    fromInventory('machines', `${count}`, path),
  ])
  const replicas = { minimum: each, maximum: each }
  return {
    ...buildWorkload(
      context,
      { ...sizes, replicas },
      {
        id: `node-exporter-${pool.name}`,
        component: 'monitoring',
        part: 'machines',
        runsOn: 'hosts',
        host: program,
        tends: 'machine',
        namespace: namespaces.monitoring,
        kind: 'stateful',
        ports: [
          {
            name: 'metrics',
            number: 9100,
            scheme: 'http',
            metrics: { path: '/metrics', interval: seconds(30) },
          },
        ],
        probes: { live: tcpProbe('metrics', { every: 20 }) },
        role: pool.roles[0] ?? 'database',
        spread: { nodes: 'required', zones: 'none' },
        optional: true,
        unavailableMax: 1,
        movable: false,
        security: { user: 65534, group: 65534, readOnlyRoot: true },
        edges: [],
        stopWithin: seconds(10),
        priority: 300,
      },
    ),
    pool: pool.name,
  }
}
