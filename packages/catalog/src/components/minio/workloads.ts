// Describes MinIO’s workloads: the servers with their drives, and the job that makes buckets and users.

import {
  edgeTo,
  gibibytes,
  hostPortOf,
  mebibytes,
  membersOf,
  seconds,
  secretOf,
  secretText,
  type Image,
  type SecretText,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { placeOfPart } from '../../pool.js'
import { httpProbe } from '../../probe.js'
import { driveOnMachine, serverProgram } from './host.js'
import { minioBackupWorkload } from './backup.js'
import { bucketFiles, bucketVariables } from './buckets.js'

const component = 'minio'
const rootUser = secretOf('minio', 'root-user')
const rootPassword = secretOf('minio', 'root-password')

export function minioWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { minio, buckets, backup } = sizes
  if (minio === undefined || buckets === undefined) return []
  const copying = backup === undefined ? undefined : minioBackupWorkload(context, backup)
  return [
    serverWorkload(context, minio),
    bucketsWorkload(context, buckets),
    ...(copying === undefined ? [] : [copying]),
  ]
}

function serverWorkload(context: Context, sizes: PartSizes): Workload {
  const isDistributed = context.topologyOf(component) === 'distributed'
  const drives = sizes.figures['drivesEach']?.value.value ?? 1
  const parity = sizes.figures['parity']?.value.value ?? 0
  return buildWorkload(context, sizes, {
    id: 'minio',
    component,
    part: 'minio',
    runsOn: isDistributed
      ? placeOfPart(context, component, 'minio', 'storage', 'cluster')
      : 'cluster',
    namespace: namespaces.infra,
    kind: 'stateful',
    host: serverProgram(drives, everyDrive(drives, driveOnMachine)),
    args: [['server'], ['--console-address=:9001']],
    environment: {
      HOME: ['/tmp'],
      MINIO_ROOT_USER: [rootUser],
      MINIO_ROOT_PASSWORD: [rootPassword],
      MINIO_VOLUMES: isDistributed ? everyDrive(drives, driveInImage) : ['/data1'],
      ...(parity === 0 ? {} : { MINIO_STORAGE_CLASS_STANDARD: [`EC:${parity}`] }),
      // Prometheus reads without a token; network policies let nobody else in.
      MINIO_PROMETHEUS_AUTH_TYPE: ['public'],
    },
    ports: [
      {
        name: 's3',
        number: 9000,
        scheme: 'http',
        metrics: { path: '/minio/v2/metrics/cluster', interval: seconds(60) },
      },
      { name: 'console', number: 9001, scheme: 'http', internal: true },
    ],
    volumes: [
      ...Array.from({ length: drives }, (_, index) => driveOf(context, sizes, index + 1)),
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) },
    ],
    probes: {
      startup: httpProbe('/minio/health/live', 's3', { failures: 60 }),
      ready: httpProbe('/minio/health/ready', 's3'),
      live: httpProbe('/minio/health/live', 's3', { every: 20, failures: 6 }),
    },
    role: 'storage',
    spread: {
      nodes: isDistributed ? 'required' : 'none',
      zones: isDistributed ? 'preferred' : 'none',
    },
    unavailableMax: 1,
    movable: !isDistributed,
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
    edges: isDistributed
      ? [edgeTo('minio', 's3', 'reads and writes the other servers’ drives')]
      : [],
    stopWithin: seconds(60),
    priority: 950,
  })
}

const driveInImage = (number: number): string => `/data${number}`

/**
 * Every drive of every server, a first drive of each before the second ones, so that a set has drives of many servers.
 * A list without ellipses is one pool, whatever the servers are called.
 */
function everyDrive(drives: number, pathOf: (drive: number) => string): SecretText {
  return Array.from({ length: drives }, (_, index) => index + 1).flatMap((drive) => [
    ...(drive === 1 ? [] : [' ']),
    membersOf('minio', 's3', 'url', ' ', { after: pathOf(drive) }),
  ])
}

function driveOf(context: Context, sizes: PartSizes, number: number): Volume {
  const storageClass = context.platform.components[component]?.storageClass
  return {
    kind: 'persistent',
    name: `data-${number}`,
    path: driveInImage(number),
    size: sizes.storage?.value ?? gibibytes(10),
    ...(storageClass === undefined ? {} : { storageClass }),
    accessMode: 'ReadWriteOnce',
  }
}

/** The client is an image of its own, which a chosen `components.minio.image` does not replace. */
function clientImage(context: Context): { readonly image?: Image } {
  const image = context.factsOf(component).images['buckets']
  return image === undefined ? {} : { image }
}

function bucketsWorkload(context: Context, sizes: PartSizes): Workload {
  return buildWorkload(context, sizes, {
    id: 'minio-buckets',
    component,
    part: 'buckets',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'job',
    ...clientImage(context),
    command: ['/bin/bash', '/scripts/buckets.sh'],
    environment: {
      HOME: ['/tmp'],
      MC_CONFIG_DIR: ['/tmp/mc'],
      MC_HOST_store: secretText`http://${rootUser}:${rootPassword}@${hostPortOf('minio', 's3')}`,
      ...bucketVariables(context),
    },
    files: bucketFiles(context),
    volumes: [{ kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(64) }],
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: { user: 1000, group: 1000, readOnlyRoot: true },
    edges: [edgeTo('minio', 's3', 'makes buckets and users')],
    after: ['minio'],
    prepares: 'minio',
    priority: 900,
  })
}
