// Writes Patroni’s configuration. Passwords come from the environment, because Patroni expands nothing in its file.

import { membersOf, text, type Bytes, type Text } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { archiveLines, bootstrapLines } from './archive.js'
import { certificateFolder, etcdCertificateFolder } from './certificates.js'
import { archiveInterval, figureBytes } from './figures.js'
import { chosenParameters, parameterLines } from './parameters.js'

const patroniScope = 'llmflow-postgresql'

const mebibytesOf = (value: Bytes): string => `${Math.floor(value / 2 ** 20)}MB`

/**
 * Settings that Patroni keeps equal on every member stand under `bootstrap.dcs`, which is read once; a later change of
 * them takes `patronictl edit-config`. The others stand under `postgresql` and take effect with the file.
 */
export function patroniFile(
  context: Context,
  sizes: PartSizes,
  access: readonly string[],
  isSecured: boolean,
): Text {
  const { figures } = sizes
  const connections = figures['maxConnections']?.value.value ?? 100
  const isSynchronous = figures['synchronousReplicas']?.value.value === 1
  const archive = archiveLines(context)
  const archiveSeconds = archiveInterval(context) / 1000
  const workers = Math.max(8, Math.floor(sizes.cpu.value / 1000))
  const head = [
    `scope: ${patroniScope}`,
    'namespace: /service/',
    'restapi:',
    '  listen: 0.0.0.0:8008',
    ...(isSecured ? securedLines : []),
    'etcd3:',
    ...(isSecured ? securedEtcdLines : []),
    '  hosts:',
    '',
  ].join('\n')
  const body = [
    '',
    'bootstrap:',
    ...bootstrapLines(context),
    '  dcs:',
    ...timerLines,
    '    maximum_lag_on_failover: 1048576',
    '    failsafe_mode: true',
    `    synchronous_mode: ${isSynchronous}`,
    ...(isSynchronous ? synchronousLines(context) : []),
    '    postgresql:',
    '      use_pg_rewind: true',
    '      use_slots: true',
    '      parameters:',
    ...parameterLines(
      {
        max_connections: connections,
        max_worker_processes: workers,
        max_prepared_transactions: 0,
        max_locks_per_transaction: 64,
        max_wal_senders: 10,
        max_replication_slots: 10,
        wal_level: 'replica',
        track_commit_timestamp: 'off',
        ...chosenParameters(context, 'equal'),
      },
      '        ',
    ),
    // The lines under `postgresql` take its place; Patroni's own check wants it all the same (patroni/patroni v3.0.2 validator.py).
    '  pg_hba:',
    '    - local all all peer',
    '  initdb:',
    '    - encoding: UTF8',
    '    - locale: C.UTF-8',
    '    - data-checksums',
    '    - auth-host: scram-sha-256',
    '    - auth-local: peer',
    'postgresql:',
    '  listen: 0.0.0.0:5432',
    '  data_dir: /var/lib/postgresql/data/pgdata',
    '  bin_dir: /usr/lib/postgresql/16/bin',
    '  pgpass: /tmp/patroni-pgpass',
    // Beside itself a member needs neither an address nor a certificate.
    '  use_unix_socket: true',
    '  use_unix_socket_repl: true',
    '  parameters:',
    ...parameterLines(
      {
        unix_socket_directories: '/var/run/postgresql',
        password_encryption: 'scram-sha-256',
        shared_buffers: mebibytesOf(figureBytes(figures, 'sharedBuffers')),
        effective_cache_size: mebibytesOf(figureBytes(figures, 'effectiveCache')),
        work_mem: mebibytesOf(figureBytes(figures, 'workMemory')),
        maintenance_work_mem: mebibytesOf(figureBytes(figures, 'maintenanceMemory')),
        wal_buffers: '64MB',
        min_wal_size: '2GB',
        max_wal_size: '8GB',
        checkpoint_completion_target: 0.9,
        random_page_cost: 1.1,
        effective_io_concurrency: 200,
        hot_standby_feedback: 'on',
        ...(isSecured ? certificateParameters : {}),
        ...archive.parameters,
        archive_timeout: `${archiveSeconds}s`,
        ...chosenParameters(context, 'own'),
      },
      '    ',
    ),
    ...archive.recovery,
    '  pg_hba:',
    ...access.map((line) => `    - ${line}`),
    ...(isSecured ? watchdogLines : []),
    '',
  ].join('\n')
  return text`${head}${membersOf('postgresql-etcd', 'client', 'host-port', '\n', { before: '    - ' })}${body}`
}

/** What Patroni itself sets when nothing does (patroni/patroni v3.0.2 docs/dynamic_configuration.rst); ttl ≥ loop_wait + 2 × retry_timeout. */
const timerLines = ['    ttl: 30', '    loop_wait: 10', '    retry_timeout: 10']

/**
 * Strict only where nothing at all may be lost: else the last member that is left goes on alone, because the others
 * come back to its data.
 */
const synchronousLines = ({ platform }: Context): readonly string[] => [
  '    synchronous_node_count: 1',
  `    synchronous_mode_strict: ${platform.objectives.recoveryPoint === 0}`,
]

/** Calls that change something need a certificate of the authority and the password besides; HAProxy only asks. */
const securedLines = [
  `  certfile: ${certificateFolder}/tls.crt`,
  `  keyfile: ${certificateFolder}/tls.key`,
  `  cafile: ${certificateFolder}/ca.crt`,
  '  verify_client: optional',
  'ctl:',
  `  cacert: ${certificateFolder}/ca.crt`,
  `  certfile: ${certificateFolder}/tls.crt`,
  `  keyfile: ${certificateFolder}/tls.key`,
]

const securedEtcdLines = [
  '  protocol: https',
  `  cacert: ${etcdCertificateFolder}/ca.crt`,
  `  cert: ${etcdCertificateFolder}/tls.crt`,
  `  key: ${etcdCertificateFolder}/tls.key`,
]

const certificateParameters = {
  ssl: 'on',
  ssl_cert_file: `${certificateFolder}/tls.crt`,
  ssl_key_file: `${certificateFolder}/tls.key`,
  ssl_ca_file: `${certificateFolder}/ca.crt`,
  ssl_min_protocol_version: 'TLSv1.2',
}

/**
 * A machine that hangs is restarted before another member may lead. `required` would leave no leader at all where the
 * module cannot be loaded; the lease in etcd holds there alone.
 */
const watchdogLines = [
  'watchdog:',
  '  mode: automatic',
  '  device: /dev/watchdog',
  '  safety_margin: 5',
]
