// Lists what monitoring runs itself: the exporter that asks what has no metrics, and those of machines.

import { edgeTo, seconds, type Workload } from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { machineWorkloads } from './machines.js'
import { blackboxConfiguration, blackboxEndpoint, probedOf } from './probes.js'

export function monitoringWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { blackbox, machines } = sizes
  return [
    ...(blackbox === undefined ? [] : blackboxWorkloads(context, blackbox)),
    ...(machines === undefined ? [] : machineWorkloads(context, machines)),
  ]
}

function blackboxWorkloads(context: Context, blackbox: PartSizes): readonly Workload[] {
  const probed = probedOf(context)
  if (probed.length === 0) return []
  return [
    buildWorkload(context, blackbox, {
      id: blackboxEndpoint.workload,
      component: 'monitoring',
      part: 'blackbox',
      runsOn: 'cluster',
      namespace: namespaces.monitoring,
      kind: 'stateless',
      args: [['--config.file=/etc/blackbox_exporter/config.yml']],
      files: [{ path: '/etc/blackbox_exporter/config.yml', content: [blackboxConfiguration] }],
      ports: [
        {
          name: blackboxEndpoint.port,
          number: 9115,
          scheme: 'http',
          metrics: { path: '/metrics', interval: seconds(30) },
        },
      ],
      probes: {
        ready: httpProbe('/-/healthy', 'http'),
        live: httpProbe('/-/healthy', 'http', { every: 20, failures: 6 }),
      },
      role: 'application',
      spread: { nodes: 'preferred', zones: 'preferred' },
      unavailableMax: 1,
      movable: true,
      security: { user: 65534, group: 65534, readOnlyRoot: true },
      edges: probed.map((endpoint) =>
        edgeTo(endpoint.workload, endpoint.port, 'asking whether it is well'),
      ),
      stopWithin: seconds(10),
      priority: 300,
    }),
  ]
}
