// Describes PgBouncer between the clients and PostgreSQL, and the exporter beside each of its replicas.

import { edgeTo, mebibytes, seconds, secretText, secretOf, type Workload } from '@llmflow/spec'
import { placeAmong, serverOfSamePlace } from '../../beside.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces, poolerEndpoint, postgresqlOf } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe, tcpProbe } from '../../probe.js'
import {
  configurationText,
  passwordVariables,
  startScript,
  statisticsSecret,
} from './configuration.js'

export function pgbouncerWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { pgbouncer, exporter } = sizes
  if (pgbouncer === undefined || exporter === undefined) return []
  return [poolerWorkload(context, pgbouncer), exporterWorkload(context, exporter)]
}

const id = poolerEndpoint.workload

function poolerWorkload(context: Context, sizes: PartSizes): Workload {
  const { workload, port } = postgresqlOf(context)
  return buildWorkload(context, sizes, {
    id,
    component: 'pgbouncer',
    part: 'pgbouncer',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    // With names, so that each exporter finds its own.
    kind: 'stateful',
    command: ['/bin/sh', '-c', startScript(context)],
    environment: passwordVariables(context),
    files: [{ path: '/etc/pgbouncer/platform.ini', content: configurationText(context, sizes) }],
    ports: [{ name: poolerEndpoint.port, number: 5432, scheme: 'postgresql' }],
    volumes: [{ kind: 'memory', name: 'temporary', path: '/tmp', size: mebibytes(16) }],
    probes: {
      ready: tcpProbe(poolerEndpoint.port, { every: 5 }),
      live: tcpProbe(poolerEndpoint.port, { every: 20 }),
    },
    role: 'application',
    spread: { nodes: 'required', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    security: { user: 998, group: 996, volumesGroup: 996, readOnlyRoot: true },
    edges: [edgeTo(workload, port, 'the connections that clients share')],
    after: [workload],
    stopWithin: seconds(60),
    priority: 900,
  })
}

function exporterWorkload(context: Context, sizes: PartSizes): Workload {
  return buildWorkload(context, sizes, {
    id: `${id}-exporter`,
    component: 'pgbouncer',
    part: 'exporter',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateful',
    command: ['/bin/sh', '-c', readOwnPooler],
    environment: {
      ...placeAmong(`${id}-exporter`, 'http', id, poolerEndpoint.port),
      CREDENTIALS: secretText`statistics:${secretOf(statisticsSecret, 'password')}`,
    },
    ports: [
      {
        name: 'http',
        number: 9127,
        scheme: 'http',
        metrics: { path: '/metrics', interval: seconds(30) },
      },
    ],
    probes: { ready: httpProbe('/', 'http'), live: httpProbe('/', 'http', { every: 20 }) },
    role: 'application',
    spread: { nodes: 'preferred', zones: 'preferred' },
    unavailableMax: 1,
    optional: true,
    movable: true,
    security: { user: 65534, group: 65534, readOnlyRoot: true },
    edges: [edgeTo(id, poolerEndpoint.port, 'reads statistics')],
    after: [id],
    priority: 500,
  })
}

const readOwnPooler = [
  serverOfSamePlace,
  'export PGBOUNCER_EXPORTER_CONNECTION_STRING="postgres://$CREDENTIALS@$1/pgbouncer?sslmode=disable"',
  'exec /bin/pgbouncer_exporter',
].join('\n')
