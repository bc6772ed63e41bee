// Describes PostgreSQL’s workloads: Patroni’s members or one server, their exporter and the job that makes databases.

import {
  edgeTo,
  fieldOf,
  hostOf,
  mebibytes,
  seconds,
  secretOf,
  secretText,
  type Image,
  type SecretPart,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces, postgresqlOf } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { placeOfPart } from '../../pool.js'
import { httpProbe, httpsProbe } from '../../probe.js'
import { placeAmong } from '../../beside.js'
import { etcdBackupWorkloads } from '../etcd/backup.js'
import { certificateVolume as etcdCertificateVolume } from '../etcd/face.js'
import { etcdWorkload } from '../etcd/workload.js'
import { openAccessLines } from './access.js'
import {
  archiveEdges,
  archiveFiles,
  archiveVariables,
  archiveVolumes,
  backupWorkloads,
  memberImage,
  patroniEtcd,
  restoreFiles,
} from './archive.js'
import {
  certificateFolder,
  certificateSecret,
  authorityVolume,
  certificateVolume,
  etcdCertificateFolder,
  mountedFolder,
  startWithCertificate,
} from './certificates.js'
import { cloudNativeTarget } from './cloudnative-pg-proxy.js'
import { isCloudNative, superuserSecret } from './cloudnative-pg.js'
import { databasePasswords, databaseScript } from './databases.js'
import { dumpWorkload } from './dump.js'
import { exporterCertificateFolder, exporterProgram, readOwnServer } from './exporter.js'
import { memberProgram, patroniPath } from './machine.js'
import { patroniFile } from './patroni.js'
import { patroniTarget, primaryWorkload } from './proxy.js'
import { standaloneWorkload } from './standalone.js'
import { dataVolumes } from './volumes.js'

const component = 'postgresql'
const superuser = secretOf('postgresql', 'superuser-password')
const exporterPassword = secretOf('postgresql', 'exporter-password')

export function postgresqlWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { postgresql, exporter, etcd, primary, databases, backup } = sizes
  if (isCloudNative(context)) {
    if (postgresql === undefined || primary === undefined || databases === undefined) return []
    const connections = postgresql.figures['maxConnections']?.value.value ?? 100
    return [
      primaryWorkload(context, primary, cloudNativeTarget(context, connections)),
      databasesWorkload(context, databases, secretOf(superuserSecret, 'password')),
    ]
  }
  if (postgresql === undefined || exporter === undefined || databases === undefined) return []
  const place = placeOfPart(context, component, 'postgresql', 'database', 'hosts')
  if (etcd === undefined || primary === undefined) {
    const dumping = backup === undefined ? undefined : dumpWorkload(context, backup)
    return [
      standaloneWorkload(context, postgresql),
      exporterWorkload(context, exporter, 'cluster'),
      databasesWorkload(context, databases),
      ...(dumping === undefined ? [] : [dumping]),
    ]
  }
  const archiving = backup === undefined ? [] : backupWorkloads(context, backup)
  return [
    etcdWorkload(context, etcd, {
      id: 'postgresql-etcd',
      component,
      part: 'etcd',
      runsOn: place,
      namespace: namespaces.infra,
      role: 'database',
      priority: 950,
    }),
    memberWorkload(context, postgresql, place),
    exporterWorkload(context, exporter, place),
    primaryWorkload(
      context,
      primary,
      patroniTarget(postgresql.figures['maxConnections']?.value.value ?? 100, place === 'hosts'),
    ),
    databasesWorkload(context, databases),
    ...archiving,
    ...etcdBackupWorkloads(context, sizes['etcd-backup'], {
      ...patroniEtcd,
      isSecured: place === 'hosts',
    }),
  ]
}

/** The image of an auxiliary part, which a chosen `components.postgresql.image` does not replace. */
function imageFor(context: Context, part: string): { readonly image?: Image } {
  const image = context.factsOf(component).images[part]
  return image === undefined ? {} : { image }
}

function patroniImage(context: Context): { readonly image?: Image } {
  const { image } = imageFor(context, 'patroni')
  return image === undefined ? {} : { image: memberImage(context, image) }
}

const certificateVolumes = [
  certificateVolume(mountedFolder),
  etcdCertificateVolume('postgresql-etcd', etcdCertificateFolder),
]

/** Whoever copies the leader or rejoins it, knows it by its certificate. */
const verifyingVariables = {
  PATRONI_REPLICATION_SSLMODE: ['verify-full'],
  PATRONI_REPLICATION_SSLROOTCERT: [`${certificateFolder}/ca.crt`],
  PATRONI_REWIND_SSLMODE: ['verify-full'],
  PATRONI_REWIND_SSLROOTCERT: [`${certificateFolder}/ca.crt`],
}

const askOwnReadiness = [
  'curl',
  '--silent',
  '--fail',
  '--insecure',
  'https://127.0.0.1:8008/readiness',
]

function memberWorkload(context: Context, sizes: PartSizes, place: 'cluster' | 'hosts'): Workload {
  const isSecured = place === 'hosts'
  const probe = isSecured ? httpsProbe : httpProbe
  return buildWorkload(context, sizes, {
    id: 'postgresql',
    component,
    part: 'postgresql',
    runsOn: place,
    namespace: namespaces.infra,
    kind: 'stateful',
    ...(context.platform.components[component]?.image === undefined ? patroniImage(context) : {}),
    command: isSecured
      ? ['/bin/sh', '-c', startWithCertificate]
      : ['patroni', '/etc/patroni/patroni.yml'],
    host: memberProgram(context, sizes),
    environment: {
      PATRONI_NAME: [fieldOf('pod-name')],
      PATRONI_RESTAPI_CONNECT_ADDRESS: secretText`${fieldOf('member-host')}:8008`,
      PATRONI_RESTAPI_USERNAME: ['patroni'],
      PATRONI_RESTAPI_PASSWORD: [secretOf('postgresql', 'patroni-password')],
      PATRONI_POSTGRESQL_CONNECT_ADDRESS: secretText`${fieldOf('member-host')}:5432`,
      PATRONI_SUPERUSER_USERNAME: ['postgres'],
      PATRONI_SUPERUSER_PASSWORD: [superuser],
      PATRONI_REPLICATION_USERNAME: ['replicator'],
      PATRONI_REPLICATION_PASSWORD: [secretOf('postgresql', 'replication-password')],
      PATRONI_REWIND_USERNAME: ['rewind'],
      PATRONI_REWIND_PASSWORD: [secretOf('postgresql', 'rewind-password')],
      ...(isSecured ? verifyingVariables : {}),
      ...archiveVariables(context),
    },
    files: [
      {
        path: patroniPath,
        content: patroniFile(context, sizes, openAccessLines(context), isSecured),
      },
      ...archiveFiles(context),
      ...restoreFiles(context),
    ],
    ports: [
      { name: 'postgresql', number: 5432, scheme: 'postgresql' },
      {
        name: 'patroni',
        number: 8008,
        scheme: isSecured ? 'https' : 'http',
        metrics: {
          path: '/metrics',
          interval: seconds(30),
          ...(isSecured ? { authority: certificateSecret } : {}),
        },
      },
    ],
    volumes: [
      ...dataVolumes(context, sizes, '/var/lib/postgresql/data'),
      ...archiveVolumes(context),
      ...(isSecured ? certificateVolumes : []),
    ],
    probes: {
      // A replica may copy the whole database before it starts.
      startup: probe('/liveness', 'patroni', { failures: 30 }),
      ready: probe('/readiness', 'patroni'),
      live: probe('/liveness', 'patroni', { failures: 6 }),
    },
    ...(isSecured ? { readyInside: askOwnReadiness } : {}),
    role: 'database',
    spread: { nodes: 'required', zones: 'preferred' },
    unavailableMax: 1,
    movable: false,
    security: { user: 101, group: 103, volumesGroup: 103, readOnlyRoot: false },
    edges: [
      edgeTo('postgresql-etcd', 'client', 'elects and finds the leader'),
      edgeTo('postgresql', 'postgresql', 'replication'),
      edgeTo('postgresql', 'patroni', 'asks other members for their position'),
      ...archiveEdges(context),
    ],
    after: ['postgresql-etcd'],
    stopWithin: seconds(120),
    priority: 950,
  })
}

/** Reads one server each: replication lag is a figure of the instance that is asked. */
function exporterWorkload(
  context: Context,
  sizes: PartSizes,
  place: 'cluster' | 'hosts',
): Workload {
  const isSingle = sizes.replicas.maximum.value === 1
  const isSecured = place === 'hosts'
  return buildWorkload(context, sizes, {
    id: 'postgresql-exporter',
    component,
    part: 'exporter',
    runsOn: place,
    namespace: namespaces.infra,
    kind: 'stateful',
    ...imageFor(context, 'exporter'),
    command: ['/bin/sh', '-c', readOwnServer(isSecured)],
    host: exporterProgram(isSecured),
    environment: {
      ...placeAmong('postgresql-exporter', 'http', 'postgresql', 'postgresql'),
      DATA_SOURCE_USER: ['exporter'],
      DATA_SOURCE_PASS: [exporterPassword],
    },
    ports: [
      {
        name: 'http',
        number: 9187,
        scheme: 'http',
        metrics: { path: '/metrics', interval: seconds(30) },
      },
    ],
    ...(isSecured ? { volumes: [authorityVolume(exporterCertificateFolder)] } : {}),
    probes: { ready: httpProbe('/', 'http'), live: httpProbe('/', 'http', { every: 20 }) },
    role: 'database',
    spread: { nodes: isSingle ? 'none' : 'required', zones: 'preferred' },
    unavailableMax: 1,
    movable: place === 'cluster',
    security: { user: 65534, group: 65534, readOnlyRoot: true },
    edges: [edgeTo('postgresql', 'postgresql', 'reads statistics')],
    after: ['postgresql'],
    priority: 500,
  })
}

function databasesWorkload(
  context: Context,
  sizes: PartSizes,
  password: SecretPart = superuser,
): Workload {
  const { workload, port } = postgresqlOf(context)
  return buildWorkload(context, sizes, {
    id: 'postgresql-databases',
    component,
    part: 'databases',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'job',
    ...imageFor(context, 'databases'),
    command: ['psql', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--file=/scripts/databases.sql'],
    environment: {
      PGHOST: [hostOf(workload, port)],
      PGPORT: ['5432'],
      PGDATABASE: ['postgres'],
      PGUSER: ['postgres'],
      PGPASSWORD: [password],
      PGCONNECT_TIMEOUT: ['10'],
      EXPORTER_PASSWORD: [exporterPassword],
      ...databasePasswords(context),
    },
    files: [{ path: '/scripts/databases.sql', content: databaseScript(context) }],
    volumes: [{ kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(16) }],
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: { user: 999, group: 999, readOnlyRoot: true },
    edges: [edgeTo(workload, port, 'makes roles and databases')],
    after: [workload],
    prepares: workload,
    priority: 900,
  })
}
