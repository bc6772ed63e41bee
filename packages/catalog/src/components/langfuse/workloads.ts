// Describes Langfuse’s own processes: the web servers, and from 3 on the workers and the migration.

import { edgeTo, gibibytes, seconds, type Edge, type Volume, type Workload } from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { redisEdges } from '../../edges.js'
import {
  apisixEndpoint,
  langfuseEndpoint,
  minioEndpoint,
  namespaces,
  postgresqlOf,
} from '../../endpoints.js'
import { buildWorkload, type WorkloadBase } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { clickhouseBackup } from './backup.js'
import { clickhouseServer } from './clickhouse.js'
import {
  authorityFolder,
  hasLogin,
  migrateVariables,
  sharedVariables,
  webVariables,
} from './environment.js'
import { authoritySecret, clickhouseWorkload } from './names.js'
import { hasClickhouse } from './versions.js'

const migrateId = 'langfuse-migrate'

export function langfuseWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const builders: {
    readonly [part: string]: (context: Context, sizes: PartSizes) => Workload | undefined
  } = {
    web: webWorkload,
    worker: workerWorkload,
    migrate: migrateWorkload,
    clickhouse: clickhouseServer,
    'clickhouse-backup': clickhouseBackup,
  }
  return Object.entries(sizes).flatMap(([part, size]) => builders[part]?.(context, size) ?? [])
}

/** Users of the images; what they write at start lies in their own folders. */
const common = {
  component: 'langfuse',
  runsOn: 'cluster',
  namespace: namespaces.system,
  role: 'application',
  spread: { nodes: 'preferred', zones: 'preferred' },
  unavailableMax: 1,
  movable: true,
  security: { user: 1001, group: 1001, volumesGroup: 1001, readOnlyRoot: false },
} satisfies Partial<WorkloadBase>

const temporary: Volume = { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) }
const authority: Volume = {
  kind: 'secret',
  name: 'authority',
  path: authorityFolder,
  secret: authoritySecret,
}

function webWorkload(context: Context, sizes: PartSizes): Workload {
  const { port } = langfuseEndpoint
  return buildWorkload(context, sizes, {
    ...common,
    id: langfuseEndpoint.workload,
    part: 'web',
    kind: 'stateless',
    environment: webVariables(context),
    ports: [{ name: port, number: 3000, scheme: 'http' }],
    volumes: [temporary, ...(hasLogin(context) ? [authority] : [])],
    probes: {
      // Migrations of the database run first, each server waiting for the one before it.
      startup: httpProbe('/api/public/health', port, { every: 5, failures: 120 }),
      ready: httpProbe('/api/public/ready', port),
      live: httpProbe('/api/public/health', port, { every: 20, failures: 6 }),
    },
    edges: [...storeEdges(context), ...loginEdges(context)],
    after: [
      postgresqlOf(context).workload,
      ...(hasClickhouse(context) ? [clickhouseWorkload, migrateId] : []),
    ],
    stopWithin: seconds(60),
    priority: 400,
  })
}

function workerWorkload(context: Context, sizes: PartSizes): Workload {
  return buildWorkload(context, sizes, {
    ...common,
    id: 'langfuse-worker',
    part: 'worker',
    kind: 'stateless',
    environment: sharedVariables(context),
    ports: [{ name: 'http', number: 3030, scheme: 'http' }],
    volumes: [temporary],
    probes: {
      startup: httpProbe('/api/health', 'http', { every: 5, failures: 60 }),
      ready: httpProbe('/api/ready', 'http'),
      live: httpProbe('/api/health', 'http', { every: 20, failures: 6 }),
    },
    edges: storeEdges(context),
    after: [migrateId],
    // A worker that is told to stop finishes the jobs that it has taken.
    stopWithin: seconds(120),
    priority: 300,
  })
}

/** The web image with nothing to serve: its start migrates both databases and then ends. */
function migrateWorkload(context: Context, sizes: PartSizes): Workload {
  const image = context.factsOf('langfuse').images['web']
  return buildWorkload(context, sizes, {
    ...common,
    id: migrateId,
    part: 'migrate',
    kind: 'job',
    ...(image === undefined ? {} : { image }),
    args: [['true']],
    environment: migrateVariables(context),
    volumes: [temporary],
    edges: storeEdges(context),
    after: [postgresqlOf(context).workload, clickhouseWorkload],
    priority: 400,
  })
}

function storeEdges(context: Context): readonly Edge[] {
  const { workload, port } = postgresqlOf(context)
  const database = edgeTo(workload, port, 'projects, people and keys')
  if (!hasClickhouse(context)) return [database]
  return [
    database,
    edgeTo(clickhouseWorkload, 'http', 'traces'),
    edgeTo(clickhouseWorkload, 'native', 'migrations of the traces’ tables'),
    edgeTo(minioEndpoint.workload, minioEndpoint.port, 'traces before they are written'),
    ...redisEdges(context, 'the queue of traces'),
  ]
}

/** It asks Keycloak by the name that people see: the gateway, inside the cluster or at its kept address. */
function loginEdges(context: Context): readonly Edge[] {
  if (!hasLogin(context)) return []
  const purpose = 'signing people in through Keycloak’s public name'
  const { workload, port } = apisixEndpoint
  const host = `auth.${context.platform.domain}`
  return [
    ...(context.enabled.has('apisix') ? [edgeTo(workload, port, purpose)] : []),
    { to: { kind: 'external', host, port: 443 }, purpose },
  ]
}
