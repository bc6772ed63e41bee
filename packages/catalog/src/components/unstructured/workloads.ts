// Describes the workload of Unstructured: alike replicas that hold nothing.

import { gibibytes, ratio, seconds, type Probe, type Workload } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { namespaces, unstructuredEndpoint } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe } from '../../probe.js'

export function unstructuredWorkloads(
  context: Context,
  sizes: ComponentSizes,
): readonly Workload[] {
  const part = sizes['unstructured']
  if (part === undefined) return []
  return [
    buildWorkload(context, part, {
      id: unstructuredEndpoint.workload,
      component: 'unstructured',
      part: 'unstructured',
      runsOn: 'cluster',
      namespace: namespaces.system,
      kind: 'stateless',
      environment: {
        PORT: ['8000'],
        // On, it would send every PDF of two or more pages to a URL that has to be given too.
        UNSTRUCTURED_PARALLEL_MODE_ENABLED: ['false'],
        HF_HUB_OFFLINE: ['1'],
        SCARF_NO_ANALYTICS: ['true'],
      },
      ports: [{ name: unstructuredEndpoint.port, number: 8000, scheme: 'http' }],
      volumes: [{ kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(10) }],
      // A thread pool full of OCR answers late: only a long silence means that the server is gone.
      probes: { startup: health(5, 60), ready: health(10, 6), live: health(30, 10) },
      scaling: {
        signals: [
          { kind: 'cpu', target: ratio(0.7) },
          { kind: 'memory', target: ratio(0.8) },
        ],
        growAfter: seconds(30),
        shrinkAfter: seconds(300),
      },
      role: 'application',
      spread: { nodes: 'preferred', zones: 'preferred' },
      unavailableMax: 1,
      movable: true,
      // The models lie in the home of user 1000, and LibreOffice writes its profile there.
      security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: false },
      edges: [],
      stopWithin: seconds(120),
      priority: 0,
    }),
  ]
}

const health = (every: number, failures: number): Probe =>
  httpProbe('/healthcheck', unstructuredEndpoint.port, { every, timeout: 10, failures })
