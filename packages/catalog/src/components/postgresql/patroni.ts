// Writes Patroni’s configuration. Passwords come from the environment, because Patroni expands nothing in its file.

import { membersOf, text, type Bytes, type Text } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { archiveLines, archiveOf, bootstrapLines } from './archive.js'
import { archiveInterval, figureBytes } from './figures.js'
import { chosenParameters, parameterLines } from './parameters.js'

const patroniScope = 'llmflow-postgresql'

const mebibytesOf = (value: Bytes): string => `${Math.floor(value / 2 ** 20)}MB`

/** Networks from which clients and replicas come: pods, and the machines that the inventory lists. */
function rangesOf(context: Context, purposes: readonly string[]): readonly string[] {
  const networks = context.inventory?.networks ?? []
  const ranges = networks
    .filter(({ purpose }) => purposes.includes(purpose))
    .map(({ range }) => range)
  return ranges.length === 0 ? ['samenet'] : ranges
}

/** Who may connect. This list replaces the file that initdb writes, whose trust lines would stay otherwise. */
function accessLines(context: Context, place: 'cluster' | 'hosts'): readonly string[] {
  const { podRange } = context.platform.network
  const machines = rangesOf(context, ['database', 'nodes'])
  // A base backup is a replication connection too, and comes from a pod.
  const pods = place === 'cluster' || archiveOf(context) !== undefined ? [podRange] : []
  const replicas = [...pods, ...(place === 'cluster' ? [] : rangesOf(context, ['database']))]
  return [
    'local all all peer',
    'host all all 127.0.0.1/32 scram-sha-256',
    'host all all ::1/128 scram-sha-256',
    // Each member asks itself for its timeline in this way, before it follows a new leader.
    'host replication replicator 127.0.0.1/32 scram-sha-256',
    'host replication replicator ::1/128 scram-sha-256',
    ...replicas.map((range) => `host replication replicator ${range} scram-sha-256`),
    ...[...new Set([podRange, ...machines])].map((range) => `host all all ${range} scram-sha-256`),
  ]
}

/**
 * Settings that Patroni keeps equal on every member stand under `bootstrap.dcs`, which is read once; a later change of
 * them takes `patronictl edit-config`. The others stand under `postgresql` and take effect with the file.
 */
export function patroniFile(context: Context, sizes: PartSizes, place: 'cluster' | 'hosts'): Text {
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
    'etcd3:',
    '  hosts:',
    '',
  ].join('\n')
  const body = [
    '',
    'bootstrap:',
    ...bootstrapLines(context),
    '  dcs:',
    '    ttl: 30',
    '    loop_wait: 10',
    '    retry_timeout: 10',
    '    maximum_lag_on_failover: 1048576',
    `    synchronous_mode: ${isSynchronous}`,
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
        ...archive.parameters,
        archive_timeout: `${archiveSeconds}s`,
        ...chosenParameters(context, 'own'),
      },
      '    ',
    ),
    ...archive.recovery,
    '  pg_hba:',
    ...accessLines(context, place).map((line) => `    - ${line}`),
    '',
  ].join('\n')
  return text`${head}${membersOf('postgresql-etcd', 'client', 'host-port', '\n', { before: '    - ' })}${body}`
}
