// Describes PgBouncer between the clients and PostgreSQL, and the exporter beside each of its replicas.

import {
  edgeTo,
  mebibytes,
  seconds,
  secretText,
  secretOf,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import { placeAmong } from '../../beside.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import {
  namespaces,
  placeOfPooler,
  poolerEndpoint,
  poolerPort,
  postgresqlOf,
} from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe, tcpProbe } from '../../probe.js'
import { authorityVolume, certificateVolume, isSecured } from '../postgresql/certificates.js'
import {
  certificateFolder,
  configurationText,
  passwordVariables,
  startScript,
  statisticsSecret,
} from './configuration.js'
import {
  configurationPath,
  exporterProgram,
  machineEndpoint,
  poolerProgram,
  readOwnPooler,
} from './machine.js'

export function pgbouncerWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { pgbouncer, exporter } = sizes
  if (pgbouncer === undefined || exporter === undefined) return []
  return [poolerWorkload(context, pgbouncer), exporterWorkload(context, exporter)]
}

const id = poolerEndpoint.workload

function poolerWorkload(context: Context, sizes: PartSizes): Workload {
  const { workload, port } = postgresqlOf(context)
  const place = placeOfPooler(context)
  return buildWorkload(context, sizes, {
    id,
    component: 'pgbouncer',
    part: 'pgbouncer',
    runsOn: place,
    namespace: namespaces.infra,
    // With names, so that each exporter finds its own.
    kind: 'stateful',
    command: ['/bin/sh', '-c', startScript(context)],
    environment: passwordVariables(context),
    host: poolerProgram(context, sizes),
    files: [
      {
        path: configurationPath,
        content: configurationText(context, sizes, postgresqlOf(context)),
      },
    ],
    ports: [{ name: poolerEndpoint.port, number: poolerPort(context), scheme: 'postgresql' }],
    volumes: [
      { kind: 'memory', name: 'temporary', path: '/tmp', size: mebibytes(16) },
      ...(isSecured(context) ? [certificatesOf(context)] : []),
    ],
    probes: {
      ready: tcpProbe(poolerEndpoint.port, { every: 5 }),
      live: tcpProbe(poolerEndpoint.port, { every: 20 }),
    },
    role: 'application',
    spread: { nodes: 'required', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    security: { user: 998, group: 996, volumesGroup: 996, readOnlyRoot: true },
    edges: [
      edgeTo(workload, port, 'the connections that clients share'),
      ...(place === 'hosts' && context.enabled.has('haproxy')
        ? [edgeTo(machineEndpoint.workload, machineEndpoint.port, 'the same, from machines')]
        : []),
    ],
    after: [workload],
    stopWithin: seconds(60),
    priority: 900,
  })
}

/** On a machine it is a server with a certificate itself; in the cluster it only knows the servers by theirs. */
const certificatesOf = (context: Context): Volume =>
  placeOfPooler(context) === 'hosts'
    ? certificateVolume(certificateFolder)
    : authorityVolume(certificateFolder)

function exporterWorkload(context: Context, sizes: PartSizes): Workload {
  return buildWorkload(context, sizes, {
    id: `${id}-exporter`,
    component: 'pgbouncer',
    part: 'exporter',
    runsOn: placeOfPooler(context),
    host: exporterProgram,
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
