// PostgreSQL: connections of all who connect, memory of the machine, Patroni’s file and the databases.

import { inventorySchema } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import type { Context, PartSizes } from '@llmflow/catalog'
import { postgresql } from '../src/components/postgresql/component.js'
import { postgresqlMetrics } from '../src/components/postgresql/metrics.js'
import {
  build,
  contextOf,
  printed,
  targetsOf,
  unreadAmong,
  variable,
  workloadOf,
} from './contexts.js'
import { seriesIn } from './series.js'

const inventory = inventorySchema.parse({
  apiVersion: 'llmflow.io/v1',
  kind: 'Inventory',
  metadata: { name: 'example' },
  pools: [
    {
      name: 'postgresql',
      kind: 'hosts',
      roles: ['database'],
      nodes: { count: 3, prefix: 'postgresql', firstAddress: '10.40.0.11' },
      cpu: 112,
      memory: '512GiB',
    },
  ],
  networks: [{ name: 'database', range: '10.40.0.0/24', purpose: 'database' }],
})

const onMachines: Context = { ...contextOf(), inventory }

function fileOf(context: Context, id: string, path: string): string {
  const file = workloadOf(build(postgresql, context), id).files?.find((one) => one.path === path)
  assert(file !== undefined)
  return printed(file.content)
}

/** As machines have it. */
function patroniFile(context: Context): string {
  const { host } = workloadOf(build(postgresql, context), 'postgresql')
  const file = host?.files?.find(({ path }) => path === '/etc/patroni/patroni.yml')
  assert(file !== undefined)
  return printed(file.content)
}

/** As pods and containers have it. */
const imageFile = (context: Context): string =>
  fileOf(context, 'postgresql', '/etc/patroni/patroni.yml')

/** Sizes of a part that opens connections. */
function client(connections: number, maximum: number): PartSizes {
  const [any] = Object.values(build(postgresql, contextOf()).sizes)
  assert(any !== undefined)
  const { because } = any.cpu
  return {
    ...any,
    replicas: { minimum: { value: 1, because }, maximum: { value: maximum, because } },
    figures: { databaseConnections: { value: { value: connections, unit: 'count' }, because } },
  }
}

describe('the connections of PostgreSQL', () => {
  const connectionsOf = (context: Context): number | undefined =>
    build(postgresql, context).sizes['postgresql']?.figures['maxConnections']?.value.value

  it('are 100 when hardly anybody connects', () => {
    expect(connectionsOf(contextOf())).toBe(100)
  })

  it('suffice for every part at its maximum, and some are kept', () => {
    const sizes = {
      dify: { api: client(40, 20), worker: client(40, 30) },
      keycloak: { server: client(20, 3) },
    }
    expect(connectionsOf({ ...contextOf(), sizes })).toBe(40 * 50 + 20 * 3 + 20)
  })

  it('are explained by those who open them', () => {
    const sizes = { dify: { api: client(40, 20) } }
    const figure = build(postgresql, { ...contextOf(), sizes }).sizes['postgresql']?.figures[
      'maxConnections'
    ]
    expect(figure?.because.terms[0]).toEqual({
      name: 'dify api',
      value: '40 × 20',
      source: { kind: 'plan', path: '/sizes/dify/api/figures/databaseConnections' },
    })
  })
})

describe('a database machine', () => {
  const server = build(postgresql, onMachines).sizes['postgresql']

  it('gives PostgreSQL what the system, etcd and the exporter leave', () => {
    expect(server?.memory.value).toBe((512 - 4 - 2 - 1) * 2 ** 30)
    expect(server?.cpu.value).toBe(110_000)
  })

  it('has the guide’s 32 GiB of shared buffers', () => {
    expect(server?.figures['sharedBuffers']?.value.value).toBe(32 * 2 ** 30)
    expect(server?.figures['workMemory']?.value.value).toBe(64 * 2 ** 20)
  })

  it('is where its members run, and not two on one', () => {
    const built = build(postgresql, onMachines)
    for (const id of ['postgresql', 'postgresql-etcd', 'postgresql-exporter']) {
      expect(workloadOf(built, id)).toMatchObject({
        runsOn: 'hosts',
        spread: { nodes: 'required' },
      })
    }
    expect(workloadOf(built, 'postgresql-primary').runsOn).toBe('cluster')
  })
})

describe('Patroni’s file', () => {
  it('holds no password and nothing to expand', () => {
    const file = patroniFile(onMachines)
    expect(file).not.toMatch(/password:|\$\{/)
    const server = workloadOf(build(postgresql, onMachines), 'postgresql')
    expect(variable(server, 'PATRONI_REWIND_PASSWORD')).toBe('{postgresql/rewind-password}')
    expect(variable(server, 'PATRONI_RESTAPI_PASSWORD')).toBe('{postgresql/patroni-password}')
  })

  it('lets replicas come from the database network and trusts nobody', () => {
    const file = patroniFile(onMachines)
    for (const address of ['10.40.0.11', '10.40.0.12', '10.40.0.13']) {
      expect(file).toContain(`hostssl replication replicator ${address}/32 scram-sha-256`)
    }
    expect(file).not.toMatch(/trust| all all [0-9]|host all/)
  })

  it.each([
    ['1h', 'false'],
    ['1m', 'true'],
    ['0s', 'true'],
  ])('waits for a replica when %s may be lost: %s', (recoveryPoint, isSynchronous) => {
    const file = patroniFile(contextOf({ objectives: { recoveryPoint } }))
    expect(file).toContain(`synchronous_mode: ${isSynchronous}\n`)
  })
})

describe('the proxy', () => {
  it('asks every member whether it leads', () => {
    const workload = workloadOf(build(postgresql, onMachines), 'postgresql-primary')
    const file = fileOf(onMachines, 'postgresql-primary', '/usr/local/etc/haproxy/haproxy.cfg')
    expect(file).toContain('option httpchk OPTIONS /primary')
    const members = workload.files?.[0]?.content.find((part) => typeof part === 'object')
    expect(members).toMatchObject({
      before: '  server {name} ',
      after:
        ' check port 8008 check-ssl verify required ca-file /usr/local/etc/haproxy/postgresql/ca.crt verifyhost postgresql.llmflow-infra.svc',
    })
    expect(workload.volumes).toContainEqual(expect.objectContaining({ secret: 'postgresql-tls' }))
    expect(targetsOf(workload)).toEqual(['postgresql:postgresql', 'postgresql:patroni'])
  })
})

describe('the databases', () => {
  const context = contextOf({ components: { postgresql: {}, dify: {}, keycloak: {} } })
  const script = fileOf(context, 'postgresql-databases', '/scripts/databases.sql')

  it('are those of the components that the platform has', () => {
    expect([...script.matchAll(/CREATE DATABASE (\w+)/g)].map(([, name]) => name)).toEqual([
      'dify',
      'keycloak',
    ])
  })

  it('get their passwords from secrets, never from the script', () => {
    const job = workloadOf(build(postgresql, context), 'postgresql-databases')
    expect(variable(job, 'DIFY_PASSWORD')).toBe('{dify-database/password}')
    expect(script).toContain('\\getenv password DIFY_PASSWORD')
    expect(Object.keys(postgresql.secrets?.(context) ?? {})).toEqual([
      'postgresql',
      'dify-database',
      'keycloak-database',
    ])
  })

  it('lets a member ask itself for its timeline, or it would not rewind before it follows', () => {
    for (const file of [patroniFile(onMachines), imageFile(onMachines)]) {
      expect(file).toContain('use_unix_socket_repl: true')
      expect(file).toContain('- local replication replicator scram-sha-256')
    }
  })
})

describe('PostgreSQL alone', () => {
  const context = contextOf({ components: { postgresql: { topology: 'standalone' } } })
  const built = build(postgresql, context)

  it('is one server without Patroni', () => {
    expect(Object.keys(built.workloads)).toEqual([
      'postgresql',
      'postgresql-exporter',
      'postgresql-databases',
    ])
    expect(workloadOf(built, 'postgresql').image.repository).toBe('docker.io/library/postgres')
    expect(targetsOf(workloadOf(built, 'postgresql-databases'))).toEqual(['postgresql:postgresql'])
  })

  it('is told nothing that it does not read', () => {
    const names = Object.keys(workloadOf(built, 'postgresql').environment ?? {})
    expect(unreadAmong(names, context.factsOf('postgresql').env)).toEqual([])
  })
})

const endpoint = 'https://s3.example.com'
const stores = { postgresql: { every: '7d', keep: '30d', log: { every: '5m', keep: '30d' } } }

/** Pods archive with WAL-G: nothing beside them could run pgBackRest by the clock. */
const inCluster = inventorySchema.parse({
  apiVersion: 'llmflow.io/v1',
  kind: 'Inventory',
  metadata: { name: 'example' },
  pools: [
    {
      name: 'workers',
      roles: ['database'],
      nodes: { count: 3, prefix: 'worker' },
      cpu: 32,
      memory: '64GiB',
    },
  ],
})
const podsWith = (settings: Readonly<Record<string, unknown>>): Context => ({
  ...contextOf(settings),
  inventory: inCluster,
})

describe('the archive of PostgreSQL', () => {
  const context = podsWith({ backup: { endpoint, stores } })
  const built = build(postgresql, context)

  it('takes every WAL file and a base backup a week', () => {
    const file = imageFile(context)
    expect(file).toContain('archive_command: "wal-g wal-push %p"')
    expect(file).toContain('archive_timeout: "300s"')
    expect(file).toContain('restore_command: wal-g wal-fetch %f %p')
    const job = workloadOf(built, 'postgresql-backup')
    expect(job).toMatchObject({ kind: 'schedule', schedule: { cron: '0 1 * * 0' } })
    expect(fileOf(context, 'postgresql-backup', '/scripts/backup.sh')).toContain('retain FULL 6')
  })

  it('lets the base backup in, which is a replication connection from a pod', () => {
    expect(imageFile(context)).toContain('host replication replicator 10.244.0.0/16')
  })

  it('leaves the cluster', () => {
    expect(targetsOf(workloadOf(built, 'postgresql'))).toContain('s3.example.com:443')
  })

  it('is there as soon as copies are asked for: base backups without their WAL bring nothing back', () => {
    const asked = podsWith({
      backup: { endpoint, stores: { postgresql: { every: '1h', keep: '7d' } } },
    })
    expect(imageFile(asked)).toContain('archive_timeout: "300s"')
    expect(workloadOf(build(postgresql, asked), 'postgresql-backup').kind).toBe('schedule')
  })

  it('is not there without a place for it', () => {
    expect(imageFile(podsWith({ backup: { stores } }))).not.toContain('archive_command')
  })
})

describe('the alerts of PostgreSQL', () => {
  it('read series that the exporter, Patroni, etcd or Kubernetes have', () => {
    const context = podsWith({ backup: { endpoint, stores } })
    const known = new Set([
      ...postgresqlMetrics.metrics.map(({ name }) => name),
      'etcd_server_has_leader',
      'etcd_mvcc_db_total_size_in_bytes',
      'kube_cronjob_created',
      'kube_cronjob_status_last_successful_time',
    ])
    const alerts = postgresql.alerts?.(context, build(postgresql, context).sizes) ?? []
    expect(alerts.map(({ name }) => name)).toContain('PostgresqlArchiveOld')
    const panels = Object.values(postgresql.dashboards?.(context) ?? {}).flatMap(
      ({ panels }) => panels,
    )
    const queries = panels.flatMap(({ queries }) => queries)
    for (const { expression } of [...alerts, ...queries]) {
      expect(seriesIn(expression).filter((name) => !known.has(name))).toEqual([])
    }
  })

  it('ask the leader alone how old its archive is: one that led before keeps its last time', () => {
    const context = contextOf({ backup: { endpoint, stores } })
    const alerts = postgresql.alerts?.(context, build(postgresql, context).sizes) ?? []
    const old = alerts.find(({ name }) => name === 'PostgresqlArchiveOld')
    expect(old?.expression).toMatch(/ and on \(instance\) pg_replication_is_replica == 0$/)
  })
})

describe('pgBackRest', () => {
  const encrypted = contextOf({ backup: { endpoint, stores } })

  it('archives beside the servers, encrypted, and keeps the WAL as long as the oldest full', () => {
    const built = build(postgresql, encrypted)
    const member = workloadOf(built, 'postgresql')
    expect(member.image.recipe?.join('\n')).toContain('pgbackrest')
    const configuration = fileOf(encrypted, 'postgresql', '/etc/pgbackrest/pgbackrest.conf')
    expect(configuration).toContain('repo1-cipher-type=aes-256-cbc')
    expect(configuration).toContain('repo1-retention-full=30')
    expect(configuration).not.toContain('retention-archive')
    expect(Object.keys(member.environment ?? {})).toContain('PGBACKREST_REPO1_CIPHER_PASS')
    expect(patroniFile(encrypted)).toContain('pgbackrest --stanza=llmflow archive-push %p')
  })

  it('makes a full backup at the interval, and what changed each day between', () => {
    const { workloads } = build(postgresql, encrypted)
    const jobs = Object.values(workloads).filter(
      ({ kind, runsOn }) => kind === 'schedule' && runsOn === 'hosts',
    )
    expect(jobs.map(({ id, schedule }) => [id, schedule?.cron])).toEqual([
      ['postgresql-backup', '0 1 * * 0'],
      ['postgresql-backup-incremental', '0 2 * * *'],
      ['postgresql-backup-verification', '0 4 * * 3'],
    ])
  })

  it('brings a new cluster back to a moment as its option wants one: without a T', () => {
    const context = contextOf({
      components: {
        postgresql: { options: { restore: '2026-11-23T09:30:00+09:00' } },
      },
      backup: { endpoint, stores },
    })
    expect(fileOf(context, 'postgresql', '/scripts/restore.sh')).toContain(
      '"--target=2026-11-23 09:30:00+09:00"',
    )
    expect(patroniFile(context)).toContain('method: archive')
  })
})
