// Describes the two servers of Presidio: one finds what is personal, the other replaces it.

import { mebibytes, ratio, seconds, type Volume, type Workload } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import {
  namespaces,
  presidioAnalyzerEndpoint,
  presidioAnonymizerEndpoint,
  type Endpoint,
} from '../../endpoints.js'
import { buildWorkload, type WorkloadBase } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { analyzerFiles, fileVariables } from './files.js'
import { analyzerImage } from './versions.js'

export function presidioWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { analyzer, anonymizer } = sizes
  if (analyzer === undefined || anonymizer === undefined) return []
  const image = analyzerImage(context)
  return [
    buildWorkload(context, analyzer, {
      ...serverAt(presidioAnalyzerEndpoint),
      part: 'analyzer',
      ...(image === undefined ? {} : { image }),
      environment: {
        ...variables,
        ...fileVariables,
        // E-mail addresses are judged by a list of domains that it would fetch first; a copy comes with it.
        TLDEXTRACT_CACHE_TIMEOUT: ['1'],
      },
      files: analyzerFiles(context),
      scaling: {
        signals: [{ kind: 'cpu', target: ratio(0.7) }],
        growAfter: seconds(60),
        shrinkAfter: seconds(300),
      },
    }),
    buildWorkload(context, anonymizer, {
      ...serverAt(presidioAnonymizerEndpoint),
      part: 'anonymizer',
      environment: variables,
    }),
  ]
}

/** One process each: a second would load the models a second time. */
const variables = { PORT: ['3000'], WORKERS: ['1'], HOME: ['/tmp'] } as const

const temporary: Volume = {
  kind: 'scratch',
  name: 'temporary',
  path: '/tmp',
  size: mebibytes(256),
}

const serverAt = ({ workload, port }: Endpoint): Omit<WorkloadBase, 'part'> => ({
  id: workload,
  component: 'presidio',
  runsOn: 'cluster',
  namespace: namespaces.system,
  kind: 'stateless',
  ports: [{ name: port, number: 3000, scheme: 'http' }],
  volumes: [temporary],
  probes: {
    // The models are read before the port opens.
    startup: httpProbe('/health', port, { every: 5, failures: 60 }),
    ready: httpProbe('/health', port),
    live: httpProbe('/health', port, { every: 20, failures: 6 }),
  },
  role: 'application',
  spread: { nodes: 'preferred', zones: 'preferred' },
  unavailableMax: 1,
  movable: true,
  // Poetry, which starts the server, writes beside its own files.
  security: { user: 1001, group: 1001, volumesGroup: 1001, readOnlyRoot: false },
  edges: [],
  stopWithin: seconds(30),
  priority: 600,
})
