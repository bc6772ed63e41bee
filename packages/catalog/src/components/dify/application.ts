// Describes the three workloads of Dify's application image: the API, the worker and the migration.

import {
  edgeTo,
  gibibytes,
  membersOf,
  ratio,
  seconds,
  type Edge,
  type Scaling,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import { modelEdges, redisEdges } from '../../edges.js'
import {
  difyApi,
  llmflowEndpoint,
  milvusOf,
  minioEndpoint,
  namespaces,
  pooledPostgresqlOf,
  redisEndpoint,
  redisMaster,
  redisSentinel,
  unstructuredEndpoint,
} from '../../endpoints.js'
import type { WorkloadBase } from '../../part.js'
import { queueReader, redisClientPassword } from '../redis/users.js'
import { httpProbe } from '../../probe.js'
import {
  proxyWorkload,
  queueDatabase,
  sandboxWorkload,
  settingsOf,
  startSettings,
} from './environment.js'
import { pools } from './size.js'

/** The Celery lists on which Dify puts tasks; nothing goes to `celery`, and `generation` stays empty. */
const queues = ['dataset', 'mail', 'ops_trace', 'app_deletion'] as const
/** Tasks that may wait for each worker before another is wanted (guide 6.1). */
const queueThreshold = 50

const migrateId = 'dify-migrate'

/** The image has no user of its own and belongs to root, so any other can read it. */
const shared = {
  component: 'dify',
  runsOn: 'cluster',
  namespace: namespaces.system,
  volumes: [
    { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(5) },
    // Files go to the object store; the directory is made at start all the same.
    { kind: 'scratch', name: 'storage', path: '/app/api/storage', size: gibibytes(1) },
  ],
  role: 'application',
  spread: { nodes: 'preferred', zones: 'preferred' },
  unavailableMax: 1,
  movable: true,
  security: { user: 1001, group: 1001, volumesGroup: 1001, readOnlyRoot: true },
} as const

export function apiWorkload(context: Context): WorkloadBase {
  return {
    ...shared,
    id: difyApi.workload,
    part: 'api',
    kind: 'stateless',
    environment: {
      ...settingsOf(context, pools.api),
      MODE: ['api'],
      DIFY_BIND_ADDRESS: ['0.0.0.0'],
      DIFY_PORT: ['5001'],
      SERVER_WORKER_AMOUNT: [`${pools.api.processes}`],
      SERVER_WORKER_CLASS: ['gevent'],
      GUNICORN_TIMEOUT: ['360'],
    },
    ports: [{ name: difyApi.port, number: 5001, scheme: 'http' }],
    probes: {
      startup: httpProbe('/health', difyApi.port, { every: 5, failures: 60 }),
      ready: httpProbe('/health', difyApi.port),
      live: httpProbe('/health', difyApi.port, { every: 20, timeout: 10, failures: 6 }),
    },
    scaling: {
      signals: [{ kind: 'cpu', target: ratio(0.7) }],
      growAfter: seconds(0),
      shrinkAfter: seconds(300),
    },
    edges: edgesOf(context),
    after: [migrateId],
    stopWithin: seconds(90),
    priority: 700,
  }
}

/** Has no port: whether it works shows in its lists. */
export function workerWorkload(context: Context): WorkloadBase {
  return {
    ...shared,
    id: 'dify-worker',
    part: 'worker',
    kind: 'stateless',
    environment: {
      ...settingsOf(context, pools.worker),
      MODE: ['worker'],
      // Left to itself, the entrypoint counts the node's threads, not the container's.
      CELERY_AUTO_SCALE: ['false'],
      CELERY_WORKER_AMOUNT: ['1'],
    },
    scaling: workerScaling(context),
    edges: edgesOf(context),
    after: [migrateId],
    stopWithin: seconds(300),
    priority: 600,
  }
}

function workerScaling(context: Context): Scaling {
  const isSentinel = context.topologyOf('redis') === 'sentinel'
  return {
    signals: isSentinel ? queues.map(queueSignal) : [{ kind: 'cpu', target: ratio(0.7) }],
    growAfter: seconds(15),
    shrinkAfter: seconds(300),
  }
}

const queueSignal = (list: string): Scaling['signals'][number] => ({
  kind: 'redis-list',
  sentinels: [membersOf(redisSentinel.workload, redisSentinel.port, 'host-port')],
  master: redisMaster,
  list,
  database: queueDatabase,
  threshold: queueThreshold,
  user: queueReader,
  secret: redisClientPassword(queueReader),
})

/**
 * `flask db upgrade` fails where it cannot migrate, so that the job is tried again; Dify's own `upgrade-db` logs the
 * failure, ends well and leaves the schema as it was.
 */
export function migrateWorkload(context: Context): WorkloadBase {
  const { workload } = pooledPostgresqlOf(context)
  return {
    ...shared,
    id: migrateId,
    part: 'migrate',
    kind: 'job',
    command: ['flask', 'db', 'upgrade'],
    environment: startSettings(context, pools.migrate),
    edges: [
      ...databaseEdge(context),
      ...redisEdges(context, 'the application starts for a migration too'),
      edgeTo(minioEndpoint.workload, minioEndpoint.port, 'the bucket is looked for at start'),
    ],
    after: [workload, redisEndpoint.workload, minioEndpoint.workload],
    priority: 700,
  }
}

const databaseEdge = (context: Context): readonly Edge[] => {
  const { workload, port } = pooledPostgresqlOf(context)
  return [edgeTo(workload, port, 'apps, people and conversations')]
}

function edgesOf(context: Context): readonly Edge[] {
  const milvus = milvusOf(context)
  return [
    ...databaseEdge(context),
    ...redisEdges(context, 'the task queue and cache'),
    edgeTo(milvus.workload, milvus.port, 'vectors of documents'),
    edgeTo(minioEndpoint.workload, minioEndpoint.port, 'files of documents'),
    ...(context.enabled.has('unstructured')
      ? [edgeTo(unstructuredEndpoint.workload, unstructuredEndpoint.port, 'text of documents')]
      : []),
    edgeTo(sandboxWorkload, 'http', 'code of workflows'),
    edgeTo(proxyWorkload, 'http', 'requests of workflows'),
    ...answerEdges(context),
  ]
}

/** LLMFlow is Dify's model provider; without it Dify asks the model servers themselves. */
const answerEdges = (context: Context): readonly Edge[] =>
  context.enabled.has('llmflow')
    ? [edgeTo(llmflowEndpoint.workload, llmflowEndpoint.port, 'models, with keys and limits')]
    : modelEdges(context)
