// Describes Redis’ workloads: the servers, the Sentinels that choose their master, and the exporters.

import {
  edgeTo,
  fieldOf,
  gibibytes,
  hostOf,
  mebibytes,
  membersOf,
  seconds,
  secretText,
  type Image,
  type SecretText,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload, type WorkloadBase } from '../../part.js'
import { placeOfPart } from '../../pool.js'
import { commandProbe, httpProbe, tcpProbe } from '../../probe.js'
import { placeAmong } from '../../beside.js'
import { redisBackupWorkload } from './backup.js'
import { redisFile, redisStart, sentinelStart } from './files.js'
import { exporterProgram, readOwnServer, sentinelProgram, serverProgram } from './host.js'
import {
  adminUser,
  monitoringUser,
  passwordVariable,
  redisPassword,
  sentinelVariables,
  userVariables,
} from './users.js'

const component = 'redis'
type Place = 'cluster' | 'hosts'

export function redisWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { redis, sentinel, exporter, backup } = sizes
  const sentinelExporter = sizes['sentinel-exporter']
  if (redis === undefined || exporter === undefined) return []
  const copying = backup === undefined ? undefined : redisBackupWorkload(context, backup)
  const copies = copying === undefined ? [] : [copying]
  if (sentinel === undefined || sentinelExporter === undefined) {
    return [
      serverWorkload(context, redis, 'cluster'),
      exporterWorkload(context, exporter, 'cluster'),
      ...copies,
    ]
  }
  const place = placeOfPart(context, component, 'redis', 'cache', 'hosts')
  return [
    serverWorkload(context, redis, place),
    sentinelWorkload(context, sentinel, place),
    exporterWorkload(context, exporter, place),
    sentinelExporterWorkload(context, sentinelExporter),
    ...copies,
  ]
}

/** The exporter is an image of its own, which a chosen `components.redis.image` does not replace. */
function exporterImage(context: Context): { readonly image?: Image } {
  const image = context.factsOf(component).images['exporter']
  return image === undefined ? {} : { image }
}

function volumesOf(context: Context, sizes: PartSizes): readonly Volume[] {
  const storageClass = context.platform.components[component]?.storageClass
  return [
    {
      kind: 'persistent',
      name: 'data',
      path: '/data',
      size: sizes.storage?.value ?? gibibytes(1),
      ...(storageClass === undefined ? {} : { storageClass }),
      accessMode: 'ReadWriteOnce',
    },
    { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(64) },
  ]
}

function serverWorkload(context: Context, sizes: PartSizes, place: Place): Workload {
  const replicas = sizes.replicas.maximum.value
  const hasSentinels = replicas > 1
  const ping = ['/bin/sh', '-c', pingAsMonitor]
  return buildWorkload(context, sizes, {
    id: 'redis',
    component,
    part: 'redis',
    runsOn: place,
    namespace: namespaces.infra,
    kind: 'stateful',
    host: serverProgram,
    command: ['/bin/sh', '/scripts/start.sh'],
    environment: {
      ...userVariables(context),
      // For people: `redis-cli --user admin`.
      REDISCLI_AUTH: [redisPassword(adminUser)],
      ...(hasSentinels
        ? {
            REDIS_HOST: [fieldOf('member-host')],
            FIRST_MEMBERS: firstMembers,
            SENTINELS: [membersOf('redis-sentinel', 'sentinel', 'host-port', ' ')],
          }
        : {}),
    },
    files: [
      {
        path: '/etc/redis/redis.conf',
        content: redisFile(
          sizes.figures['maxMemory']?.value.value ?? 2 ** 30,
          replicas,
          context.platform.components[component]?.config,
        ),
      },
      { path: '/scripts/start.sh', content: redisStart(context), executable: true },
    ],
    ports: [{ name: 'redis', number: 6379, scheme: 'redis' }],
    volumes: volumesOf(context, sizes),
    probes: {
      startup: commandProbe(ping, { failures: 60 }),
      ready: commandProbe(ping),
      live: tcpProbe('redis', { every: 20, failures: 6 }),
    },
    role: 'cache',
    spread: {
      nodes: hasSentinels ? 'required' : 'none',
      zones: hasSentinels ? 'preferred' : 'none',
    },
    unavailableMax: 1,
    movable: !hasSentinels,
    security: { user: 999, group: 999, volumesGroup: 999, readOnlyRoot: true },
    edges: hasSentinels
      ? [
          edgeTo('redis', 'redis', 'replication'),
          edgeTo('redis-sentinel', 'sentinel', 'asks who is the master'),
        ]
      : [],
    stopWithin: seconds(60),
    priority: 950,
  })
}

/** Whoever asks as nobody is told to sign in, even by a server that still reads its data. */
const pingAsMonitor = `REDISCLI_AUTH="$${passwordVariable(monitoringUser)}" redis-cli --user ${monitoringUser} ping 2>/dev/null | grep -q PONG`

const firstMembers: SecretText = [membersOf('redis', 'redis', 'host', ' ')]

function sentinelWorkload(context: Context, sizes: PartSizes, place: Place): Workload {
  const ping = ['/bin/sh', '-c', 'redis-cli -p 26379 ping | grep -q PONG']
  return buildWorkload(context, sizes, {
    id: 'redis-sentinel',
    component,
    part: 'sentinel',
    runsOn: place,
    namespace: namespaces.infra,
    kind: 'stateful',
    host: sentinelProgram,
    command: ['/bin/sh', '/scripts/start.sh'],
    environment: {
      ...sentinelVariables,
      SENTINEL_HOST: [fieldOf('member-host')],
      FIRST_MEMBERS: firstMembers,
    },
    files: [{ path: '/scripts/start.sh', content: sentinelStart, executable: true }],
    ports: [{ name: 'sentinel', number: 26379, scheme: 'redis' }],
    volumes: volumesOf(context, sizes),
    probes: { ready: commandProbe(ping), live: tcpProbe('sentinel', { every: 20, failures: 6 }) },
    role: 'cache',
    spread: { nodes: 'required', zones: 'preferred' },
    unavailableMax: 1,
    movable: false,
    security: { user: 999, group: 999, volumesGroup: 999, readOnlyRoot: true },
    edges: [
      edgeTo('redis', 'redis', 'watches the servers and makes one the master'),
      edgeTo('redis-sentinel', 'sentinel', 'agrees on a failover'),
    ],
    stopWithin: seconds(30),
    priority: 950,
  })
}

const exporterBase = {
  component,
  namespace: namespaces.infra,
  ports: [
    {
      name: 'http',
      number: 9121,
      scheme: 'http',
      metrics: { path: '/metrics', interval: seconds(30) },
    },
  ],
  probes: {
    ready: httpProbe('/health', 'http'),
    live: httpProbe('/health', 'http', { every: 20 }),
  },
  unavailableMax: 1,
  security: { user: 59000, group: 59000, readOnlyRoot: true },
  priority: 500,
} as const satisfies Partial<WorkloadBase>

/** Reads one server each, because memory and replication are figures of the instance that is asked. */
function exporterWorkload(context: Context, sizes: PartSizes, place: Place): Workload {
  const isSingle = sizes.replicas.maximum.value === 1
  return buildWorkload(context, sizes, {
    ...exporterBase,
    id: 'redis-exporter',
    part: 'exporter',
    runsOn: place,
    kind: 'stateful',
    host: exporterProgram,
    ...exporterImage(context),
    command: ['/bin/sh', '-c', readOwnServer],
    environment: {
      ...placeAmong('redis-exporter', 'http', 'redis', 'redis'),
      REDIS_USER: [monitoringUser],
      REDIS_PASSWORD: [redisPassword(monitoringUser)],
    },
    role: 'cache',
    spread: { nodes: isSingle ? 'none' : 'required', zones: 'preferred' },
    movable: place === 'cluster',
    edges: [edgeTo('redis', 'redis', 'reads statistics')],
    after: ['redis'],
  })
}

/** Any Sentinel tells what all of them have agreed on. */
function sentinelExporterWorkload(context: Context, sizes: PartSizes): Workload {
  return buildWorkload(context, sizes, {
    ...exporterBase,
    id: 'redis-sentinel-exporter',
    part: 'sentinel-exporter',
    runsOn: 'cluster',
    kind: 'stateless',
    ...exporterImage(context),
    environment: { REDIS_ADDR: secretText`redis://${hostOf('redis-sentinel', 'sentinel')}:26379` },
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    optional: true,
    movable: true,
    edges: [edgeTo('redis-sentinel', 'sentinel', 'reads the state of the Sentinels')],
    after: ['redis-sentinel'],
  })
}
