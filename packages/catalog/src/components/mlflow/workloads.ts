// Describes MLflow’s servers, which hold nothing themselves and pass files on to the bucket.

import {
  edgeTo,
  gibibytes,
  hostPortOf,
  seconds,
  secretOf,
  secretText,
  urlOf,
  type SecretText,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { minioEndpoint, mlflowEndpoint, namespaces, postgresqlOf } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { objectStoreSecret } from '../minio/buckets.js'
import { databaseSecret } from '../postgresql/databases.js'
import { startScript, tablesScript } from './files.js'

/** How a replica reaches its database: each process keeps a pool for runs and one for models. */
export const connections = { workers: 4, stores: 2, pool: 2, overflow: 1 } as const

export function mlflowWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const server = sizes['server']
  if (server === undefined) return []
  const { workload, port } = mlflowEndpoint
  const database = postgresqlOf(context)
  return [
    buildWorkload(context, server, {
      id: workload,
      component: 'mlflow',
      part: 'server',
      runsOn: 'cluster',
      namespace: namespaces.system,
      kind: 'stateless',
      command: ['/bin/sh', '/scripts/start.sh'],
      environment: environmentOf(context),
      files: [
        { path: '/scripts/start.sh', content: startScript, executable: true },
        { path: '/scripts/tables.py', content: tablesScript },
      ],
      ports: [
        {
          name: port,
          number: 5000,
          scheme: 'http',
          metrics: { path: '/metrics', interval: seconds(30) },
        },
      ],
      volumes: [{ kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(10) }],
      probes: {
        startup: httpProbe('/health', port, { every: 5, failures: 60 }),
        ready: httpProbe('/health', port),
        live: httpProbe('/health', port, { every: 20, failures: 6 }),
      },
      role: 'application',
      spread: { nodes: 'preferred', zones: 'preferred' },
      unavailableMax: 1,
      movable: true,
      security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
      edges: [
        edgeTo(database.workload, database.port, 'runs, settings and results'),
        edgeTo(minioEndpoint.workload, minioEndpoint.port, 'files of runs and models'),
      ],
      after: [database.workload],
      stopWithin: seconds(60),
      priority: 300,
    }),
  ]
}

function environmentOf(context: Context): { readonly [name: string]: SecretText } {
  const database = postgresqlOf(context)
  const store = objectStoreSecret('mlflow')
  return {
    // Without its name SQLAlchemy takes another driver from 2.1 on.
    MLFLOW_BACKEND_STORE_URI: secretText`postgresql+psycopg2://mlflow@${hostPortOf(database.workload, database.port)}/mlflow`,
    // What libpq reads: in a URL it would have to be encoded, and end in lists of processes.
    PGPASSWORD: [secretOf(databaseSecret('mlflow'), 'password')],
    MLFLOW_SQLALCHEMYSTORE_POOL_SIZE: [`${connections.pool}`],
    // Not 0, which it takes for nothing and replaces by ten.
    MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW: [`${connections.overflow}`],
    // Clients send files here and need no keys of the bucket.
    MLFLOW_SERVE_ARTIFACTS: ['true'],
    MLFLOW_ARTIFACTS_DESTINATION: ['s3://mlflow-artifacts'],
    MLFLOW_S3_ENDPOINT_URL: [urlOf(minioEndpoint.workload, minioEndpoint.port)],
    AWS_ACCESS_KEY_ID: [secretOf(store, 'access-key')],
    AWS_SECRET_ACCESS_KEY: [secretOf(store, 'secret-key')],
    AWS_DEFAULT_REGION: ['us-east-1'],
    MLFLOW_HOST: ['0.0.0.0'],
    MLFLOW_PORT: ['5000'],
    MLFLOW_WORKERS: [`${connections.workers}`],
    MLFLOW_EXPOSE_PROMETHEUS: ['/tmp/metrics'],
    HOME: ['/tmp'],
    PYTHONDONTWRITEBYTECODE: ['1'],
    ...(context.factsOf('mlflow').version.startsWith('2.') ? {} : thirdVariables(context)),
  }
}

/** From 3.5 on the server answers to names that it knows, and from 3.0 on it reports how it is used. */
function thirdVariables(context: Context): { readonly [name: string]: SecretText } {
  const name = `mlflow.${context.platform.domain}`
  const inside = hostPortOf(mlflowEndpoint.workload, mlflowEndpoint.port)
  return {
    // Prometheus and probes ask by address.
    MLFLOW_SERVER_ALLOWED_HOSTS: secretText`${name},${inside},localhost:5000,10.*,172.*,192.168.*`,
    MLFLOW_SERVER_CORS_ALLOWED_ORIGINS: [`https://${name}`],
    // Jobs would keep a queue in a file that the other replica does not see.
    MLFLOW_SERVER_ENABLE_JOB_EXECUTION: ['false'],
    MLFLOW_DISABLE_TELEMETRY: ['true'],
  }
}
