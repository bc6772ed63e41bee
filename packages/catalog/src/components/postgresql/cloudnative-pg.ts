// CloudNativePG: PostgreSQL inside the cluster, kept by an operator: the alternative to Patroni on machines of its own.

import {
  days,
  gibibytes,
  mebibytes,
  printDuration,
  printKubernetesBytes,
  secretOf,
  seconds,
  type Addon,
  type Edge,
  type JsonObject,
  type Milliseconds,
  type SecretKey,
} from '@llmflow/spec'
import { foundationsOf, pullSecretsOf, registryFor, resourcesOf } from '../../addon.js'
import { backupScheduleOf, cronOf } from '../../backup-job.js'
import { backupTargetOf } from '../../backup.js'
import type { ComponentSizes, Context, PartSizes, SecretDeclaration } from '../../component.js'
import { byDefault } from '../../part.js'
import { monitoringAddon } from '../monitoring/chart.js'
import { archiveInterval, figureBytes } from './figures.js'
import { chosenParameters } from './parameters.js'
import { standaloneWorkload } from './standalone.js'

export const clusterName = 'llmflow-postgresql'
export const clusterNamespace = 'postgresql'
const operatorAddon = 'cloudnative-pg'
export const clusterAddon = 'postgresql-cluster'

export const superuserSecret = 'postgresql-superuser'
const bucketSecret = 'postgresql-object-store'

export const isCloudNative = (context: Context): boolean =>
  context.topologyOf('postgresql') === 'cloudnative-pg'

/** The Service of the operator that always leads to the primary. */
export const primaryHost = ({ platform }: Context): string =>
  `${clusterName}-rw.${clusterNamespace}.svc.${platform.network.clusterDomain}`

export const primaryEdge: Edge = {
  to: { kind: 'addon', addon: clusterAddon, endpoint: 'postgresql' },
  purpose: 'reads and writes of the primary',
}

export function cloudNativeAddons(context: Context, sizes: ComponentSizes): readonly Addon[] {
  const server = sizes['postgresql']
  return isCloudNative(context) && server !== undefined
    ? [operator(context), cluster(context, server)]
    : []
}

export function cloudNativeSecrets(context: Context): {
  readonly [name: string]: SecretDeclaration
} {
  const given = (purpose: string): SecretKey => ({ format: 'given', length: 0, purpose })
  const server: SecretDeclaration = {
    keys: {
      username: given('always postgres'),
      password: { format: 'alphanumeric', length: 32, purpose: 'the role postgres' },
    },
    purpose: 'superuser of PostgreSQL, of type kubernetes.io/basic-auth',
  }
  if (backupTargetOf(context) === undefined) return { [superuserSecret]: server }
  return {
    [superuserSecret]: server,
    [bucketSecret]: {
      keys: {
        ACCESS_KEY_ID: given('user of the backup bucket'),
        ACCESS_SECRET_KEY: given('its password'),
      },
      purpose: 'the object store outside the cluster that takes PostgreSQL’s archive',
    },
  }
}

const chartRepository = 'https://cloudnative-pg.github.io/charts'
const serverImage = 'ghcr.io/cloudnative-pg/postgresql:16.6'

function operator(context: Context): Addon {
  return {
    name: operatorAddon,
    chart: 'cloudnative-pg',
    repository: chartRepository,
    version: '0.23.0',
    namespace: 'cnpg-system',
    podSecurity: 'restricted',
    values: {
      image: { repository: registryFor(context, 'ghcr.io/cloudnative-pg/cloudnative-pg') },
      imagePullSecrets: pullSecretsOf(context),
      crds: { create: true },
    },
    images: ['ghcr.io/cloudnative-pg/cloudnative-pg:1.25.0'],
    customResources: [
      'backups',
      'clusterimagecatalogs',
      'clusters',
      'databases',
      'imagecatalogs',
      'poolers',
      'publications',
      'scheduledbackups',
      'subscriptions',
    ].map((name) => `${name}.postgresql.cnpg.io`),
    endpoints: {},
    after: foundationsOf(context),
    purpose: 'keeps PostgreSQL inside the cluster',
  }
}

function cluster(context: Context, server: PartSizes): Addon {
  const target = backupTargetOf(context)
  return {
    name: clusterAddon,
    chart: 'cluster',
    repository: chartRepository,
    version: '0.2.0',
    namespace: clusterNamespace,
    podSecurity: 'restricted',
    values: {
      fullnameOverride: clusterName,
      type: 'postgresql',
      cluster: clusterValues(context, server),
      backups: backupValues(context),
      ...recoveryValues(context),
    },
    images: [serverImage],
    customResources: [],
    endpoints: {
      postgresql: {
        labels: { 'cnpg.io/cluster': clusterName },
        port: 5432,
        service: `${clusterName}-rw`,
      },
    },
    secrets: [superuserSecret, ...(target === undefined ? [] : [bucketSecret])],
    // Where there is no cluster, one server does.
    standIns: [
      {
        endpoint: 'postgresql',
        workload: standaloneWorkload(context, alone(server), secretOf(superuserSecret, 'password')),
      },
    ],
    after: [
      operatorAddon,
      ...foundationsOf(context),
      ...(context.enabled.has('monitoring') ? [monitoringAddon] : []),
    ],
    purpose: 'PostgreSQL: one primary and its replicas',
  }
}

const one = byDefault(1, 'a server that stands for the cluster')

const alone = (server: PartSizes): PartSizes => ({
  ...server,
  replicas: { minimum: one, maximum: one },
})

function clusterValues(context: Context, server: PartSizes): JsonObject {
  const { registry, components } = context.platform
  const storageClass = components['postgresql']?.storageClass
  const memory = printKubernetesBytes(server.memory.value)
  const replicas = server.figures['synchronousReplicas']?.value.value ?? 0
  return {
    instances: server.replicas.minimum.value,
    imageName: registry === undefined ? serverImage : `${registry.host}/${serverImage}`,
    imagePullSecrets: pullSecretsOf(context),
    storage: {
      size: printKubernetesBytes(server.storage?.value ?? gibibytes(20)),
      ...(storageClass === undefined ? {} : { storageClass }),
    },
    // Equal requests and limits, so that the kernel ends another process before the database.
    resources: { ...resourcesOf(server), limits: { memory } },
    affinity: { topologyKey: 'kubernetes.io/hostname', podAntiAffinityType: 'required' },
    enableSuperuserAccess: true,
    superuserSecret,
    monitoring: {
      enabled: context.enabled.has('monitoring'),
      podMonitor: { enabled: true },
      prometheusRule: { enabled: false },
    },
    postgresql: {
      parameters: parametersOf(context, server),
      ...(replicas > 0 ? { synchronous: { method: 'any', number: replicas } } : {}),
    },
  }
}

/** The same figures as Patroni's members have; the operator keeps those of replication and of the archive itself. */
function parametersOf(context: Context, { figures }: PartSizes): JsonObject {
  const amount = (name: string): string =>
    `${Math.floor(figureBytes(figures, name) / mebibytes(1))}MB`
  const computed = {
    max_connections: figures['maxConnections']?.value.value ?? 100,
    shared_buffers: amount('sharedBuffers'),
    effective_cache_size: amount('effectiveCache'),
    work_mem: amount('workMemory'),
    maintenance_work_mem: amount('maintenanceMemory'),
    random_page_cost: '1.1',
    archive_timeout: `${Math.max(1, Math.floor(archiveInterval(context) / seconds(1)))}s`,
    log_min_duration_statement: '1s',
  }
  // Its resource takes texts alone.
  return Object.fromEntries(
    Object.entries({ ...computed, ...chosenParameters(context, 'all') }).map(([name, value]) => [
      name,
      `${value}`,
    ]),
  )
}

function backupValues(context: Context): JsonObject {
  const target = backupTargetOf(context)
  const schedule = backupScheduleOf(context, 'postgresql')
  if (target === undefined || schedule === undefined) return { enabled: false }
  const plain = { compression: 'gzip', encryption: '' }
  return {
    enabled: true,
    ...archiveIn(target, isRestored(context) ? `${folderOf(context)}-restored` : folderOf(context)),
    // The object store outside encrypts by itself or not at all; asking one without keys for it fails.
    wal: { ...plain, maxParallel: 2 },
    data: { ...plain, jobs: 2 },
    scheduledBackups: [
      {
        name: 'base',
        schedule: clockOf(schedule.every),
        backupOwnerReference: 'self',
        method: 'barmanObjectStore',
      },
    ],
    retentionPolicy: retentionOf(schedule.keep),
  }
}

type Target = NonNullable<ReturnType<typeof backupTargetOf>>

const archiveIn = ({ endpoint, bucket }: Target, folder: string): JsonObject => ({
  endpointURL: endpoint,
  destinationPath: `s3://${bucket}/${folder}`,
  provider: 's3',
  secret: { create: false, name: bucketSecret },
})

const optionOf = ({ platform }: Context, name: string): string => {
  const option = platform.components['postgresql']?.options?.[name]
  return typeof option === 'string' ? option : ''
}

const folderOf = (context: Context): string => optionOf(context, 'archiveFolder') || 'postgresql'
const isRestored = (context: Context): boolean => optionOf(context, 'restore') !== ''

/** Read once, when the cluster is made. It writes to a folder of its own: the operator refuses one that is in use. */
function recoveryValues(context: Context): JsonObject {
  const target = backupTargetOf(context)
  if (target === undefined || !isRestored(context)) return {}
  const moment = optionOf(context, 'restore')
  return {
    mode: 'recovery',
    recovery: {
      method: 'object_store',
      clusterName,
      ...(moment === 'latest' ? {} : { pitrTarget: { time: moment } }),
      ...archiveIn(target, folderOf(context)),
    },
  }
}

/** Six fields, read in UTC: 16:00 is one in the morning in Seoul. */
function clockOf(every: Milliseconds): string {
  if (every >= days(7)) return '0 0 16 * * 6'
  return every >= days(1) ? '0 0 16 * * *' : `0 ${cronOf(every)}`
}

const retentionOf = (keep: Milliseconds): string =>
  /^\d+d$/.test(printDuration(keep)) ? printDuration(keep) : '30d'
