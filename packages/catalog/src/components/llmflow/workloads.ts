// Describes the runtime's workload: replicas that hold nothing, or one with its data.

import {
  edgeTo,
  gibibytes,
  ratio,
  seconds,
  type Edge,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { modelEdges, redisEdges } from '../../edges.js'
import {
  keycloakEndpoint,
  langfuseEndpoint,
  llmflowEndpoint,
  milvusOf,
  minioEndpoint,
  namespaces,
  neo4jEndpoint,
  opensearchEndpoint,
  presidioAnalyzerEndpoint,
  presidioAnonymizerEndpoint,
  pooledPostgresqlOf,
  unstructuredEndpoint,
  type Endpoint,
} from '../../endpoints.js'
import { buildWorkload, type WorkloadBase } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { isTextIndex } from '../opensearch/options.js'
import { dataDirectory, environmentOf, textCertificatePath } from './environment.js'

/** The service file is not among the files: its content is the plan's `service`, which only the planner knows. */
export function llmflowWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const part = sizes['llmflow']
  if (part === undefined) return []
  const isCluster = context.topologyOf('llmflow') === 'cluster'
  return [
    buildWorkload(context, part, {
      id: llmflowEndpoint.workload,
      component: 'llmflow',
      part: 'llmflow',
      runsOn: 'cluster',
      namespace: namespaces.system,
      ...(isCluster ? replicated(context) : single(context, part)),
      environment: environmentOf(context),
      ports: [
        {
          name: llmflowEndpoint.port,
          number: 8080,
          scheme: 'http',
          metrics: { path: '/metrics', interval: seconds(15) },
        },
      ],
      probes: {
        startup: httpProbe('/health', llmflowEndpoint.port, { every: 5, failures: 60 }),
        ready: httpProbe('/ready', llmflowEndpoint.port),
        live: httpProbe('/health', llmflowEndpoint.port, { every: 20 }),
      },
      role: 'application',
      spread: { nodes: 'preferred', zones: 'preferred' },
      unavailableMax: 1,
      security: { user: 10_001, group: 10_001, volumesGroup: 10_001, readOnlyRoot: true },
      edges: edgesOf(context, isCluster),
      ...(isCluster && context.enabled.has('postgresql')
        ? { after: [pooledPostgresqlOf(context).workload] }
        : {}),
      // As long as a whole answer may take, so that none is cut when a replica is replaced.
      stopWithin: seconds(Math.ceil(context.platform.objectives.answer / 1000) + 30),
      priority: 900,
    }),
  ]
}

type Layout = Pick<WorkloadBase, 'kind' | 'volumes' | 'movable' | 'scaling'>

const temporary: Volume = { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(5) }

const certificates: Volume = {
  kind: 'secret',
  name: 'certificates',
  path: textCertificatePath,
  secret: 'llmflow-tls',
}

const replicated = (context: Context): Layout => ({
  kind: 'stateless',
  volumes: isTextIndex(context) ? [temporary, certificates] : [temporary],
  movable: true,
  scaling: {
    signals: [{ kind: 'cpu', target: ratio(0.7) }],
    growAfter: seconds(30),
    shrinkAfter: seconds(300),
  },
})

function single(context: Context, part: PartSizes): Layout {
  const storageClass = context.platform.components['llmflow']?.storageClass
  return {
    kind: 'stateful',
    volumes: [
      temporary,
      {
        kind: 'persistent',
        name: 'data',
        path: dataDirectory,
        size: part.storage?.value ?? gibibytes(10),
        ...(storageClass === undefined ? {} : { storageClass }),
        accessMode: 'ReadWriteOnce',
      },
    ],
    movable: false,
  }
}

function edgesOf(context: Context, isCluster: boolean): readonly Edge[] {
  return [
    ...modelEdges(context),
    ...helperEdges(context),
    ...(isCluster ? storeEdges(context) : []),
  ]
}

/** What even a runtime that keeps everything itself may hand on: personal data to find, and traces. */
function helperEdges({ enabled }: Context): readonly Edge[] {
  const { workload, port } = langfuseEndpoint
  return [
    ...(enabled.has('presidio')
      ? [presidioAnalyzerEndpoint, presidioAnonymizerEndpoint].map((server) =>
          edgeTo(server.workload, server.port, 'personal data in texts'),
        )
      : []),
    ...(enabled.has('langfuse') ? [edgeTo(workload, port, 'traces of answers')] : []),
  ]
}

function storeEdges(context: Context): readonly Edge[] {
  const to = (component: string, endpoint: Endpoint, purpose: string): readonly Edge[] =>
    context.enabled.has(component) ? [edgeTo(endpoint.workload, endpoint.port, purpose)] : []
  return [
    ...to('postgresql', pooledPostgresqlOf(context), 'keys, documents and the queue'),
    ...to('milvus', milvusOf(context), 'the vector index'),
    ...to('neo4j', neo4jEndpoint, 'the graph of what documents say'),
    ...(isTextIndex(context)
      ? [edgeTo(opensearchEndpoint.workload, opensearchEndpoint.port, 'the text index')]
      : []),
    ...to('minio', minioEndpoint, 'the files of documents'),
    ...to('unstructured', unstructuredEndpoint, 'text of documents'),
    ...to('keycloak', keycloakEndpoint, 'the keys that sign people’s tokens'),
    ...(context.enabled.has('redis') ? redisEdges(context, 'limits across replicas') : []),
  ]
}
