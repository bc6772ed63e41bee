// PostgreSQL on machines: certificates, who is let in from where, waiting for a replica, and what systemd runs.

import { inventorySchema } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import type { Context } from '@llmflow/catalog'
import { pgbouncer } from '../src/components/pgbouncer/component.js'
import { postgresql } from '../src/components/postgresql/component.js'
import { build, contextOf, printed, targetsOf, variable, workloadOf } from './contexts.js'

const pool = (name: string, role: string, count: number, firstAddress: string) => ({
  name,
  kind: 'hosts',
  roles: [role],
  nodes: { count, prefix: name, firstAddress },
  cpu: 32,
  memory: '128GiB',
})

const inventory = inventorySchema.parse({
  apiVersion: 'llmflow.io/v1',
  kind: 'Inventory',
  metadata: { name: 'example' },
  pools: [pool('postgresql', 'database', 3, '10.40.0.11'), pool('edge', 'edge', 2, '10.60.0.5')],
  networks: [
    { name: 'database', range: '10.40.0.0/24', purpose: 'database' },
    { name: 'nodes', range: '10.60.0.0/24', purpose: 'nodes' },
  ],
})

const backup = {
  endpoint: 'https://s3.example.com',
  stores: { postgresql: { every: '1d', keep: '30d', log: { every: '5m', keep: '30d' } } },
}

const machines = (components: object, settings: object = {}): Context => ({
  ...contextOf({ components: { postgresql: {}, ...components }, ...settings }),
  inventory,
})

/** Patroni's file as machines have it. */
function fileOf(context: Context): string {
  const { host } = workloadOf(build(postgresql, context), 'postgresql')
  const file = host?.files?.find(({ path }) => path === '/etc/patroni/patroni.yml')
  assert(file !== undefined)
  return printed(file.content)
}

const accessOf = (context: Context): readonly string[] =>
  [...fileOf(context).matchAll(/^ {4}- ((?:local|host|hostssl) .*)$/gm)].map(
    ([, line]) => line ?? '',
  )

describe('who is let in', () => {
  const components = { keycloak: {}, haproxy: {}, cilium: {} }

  it('opens a database to its own role alone, where pods come from', () => {
    const lines = accessOf(machines(components))
    expect(lines).toContain('hostssl keycloak keycloak 10.60.0.0/24 scram-sha-256')
    expect(lines.filter((line) => / all [^ ]+ [0-9]/.test(line))).toEqual([])
    expect(lines.filter((line) => line.startsWith('host '))).toEqual([])
  })

  it('knows pods by their own addresses where nothing masquerades them', () => {
    const lines = accessOf(
      machines({ ...components, cilium: { options: { unmasqueraded: ['database'] } } }),
    )
    expect(lines).toContain('hostssl keycloak keycloak 10.244.0.0/16 scram-sha-256')
    expect(lines.join('\n')).not.toContain('10.60.0.0/24')
  })

  it('lets the superuser in from pods to one database, and from nowhere else', () => {
    const lines = accessOf(machines(components)).filter((line) => / postgres postgres /.test(line))
    expect(lines).toEqual(['hostssl postgres postgres 10.60.0.0/24 scram-sha-256'])
  })

  it('lets each proxy hand connections on', () => {
    const lines = accessOf(machines(components))
    expect(lines).toContain('hostssl keycloak keycloak 10.60.0.5/32 scram-sha-256')
    expect(accessOf(machines({ keycloak: {}, cilium: {} })).join('\n')).not.toContain('10.60.0.5/')
  })

  it('lets no pod copy the servers when they archive themselves', () => {
    const replication = (archive: string) =>
      accessOf(machines({ cilium: {}, postgresql: { options: { archive } } }, { backup })).filter(
        (line) => line.includes(' replication replicator 10.60.'),
      )
    expect(replication('pgbackrest')).toEqual([])
    expect(replication('wal-g')).toHaveLength(1)
  })

  it('opens nothing to pods that share connections of a pooler on machines', () => {
    const shared = { dify: {}, haproxy: {}, cilium: {}, pgbouncer: { pool: 'edge' } }
    const lines = accessOf(machines(shared)).filter((line) => line.includes(' dify dify '))
    expect(lines).toEqual([
      'hostssl dify dify 10.60.0.5/32 scram-sha-256',
      'hostssl dify dify 10.60.0.6/32 scram-sha-256',
    ])
  })

  it('asks no certificate of a driver that would not show one', () => {
    const lines = accessOf(machines({ llmflow: {}, cilium: {} }))
    expect(lines).toContain('host llmflow llmflow 10.60.0.0/24 scram-sha-256')
  })
})

describe('certificates', () => {
  const built = build(postgresql, machines({}))

  it('are asked by etcd of its members and clients, and not for its health', () => {
    const etcd = workloadOf(built, 'postgresql-etcd')
    expect(variable(etcd, 'ETCD_CLIENT_CERT_AUTH')).toBe('true')
    expect(variable(etcd, 'ETCD_PEER_CLIENT_CERT_AUTH')).toBe('true')
    expect(etcd.ports?.map(({ name, scheme }) => `${name} ${scheme}`)).toEqual([
      'client https',
      'peer https',
      'metrics http',
    ])
    expect(etcd.probes?.ready?.check).toMatchObject({ port: 'metrics' })
  })

  it('stay away from an etcd among pods', () => {
    const etcd = workloadOf(build(postgresql, inPods), 'postgresql-etcd')
    expect(variable(etcd, 'ETCD_CLIENT_CERT_AUTH')).toBeUndefined()
    expect(etcd.volumes?.map(({ kind }) => kind)).toEqual(['persistent'])
  })

  it('are there for each client of etcd', () => {
    const copied = machines(
      {},
      { backup: { ...backup, stores: { ...backup.stores, etcd: { every: '1h', keep: '7d' } } } },
    )
    const { workloads } = build(postgresql, copied)
    const clients = Object.values(workloads).filter((workload) =>
      targetsOf(workload).includes('postgresql-etcd:client'),
    )
    expect(clients.map(({ id }) => id)).toEqual(['postgresql', 'postgresql-etcd-backup'])
    for (const { volumes } of clients) {
      expect(volumes).toContainEqual(expect.objectContaining({ secret: 'postgresql-etcd-tls' }))
    }
  })

  it('are how replicas know the leader, and callers of Patroni each other', () => {
    const member = workloadOf(built, 'postgresql')
    expect(variable(member, 'PATRONI_REPLICATION_SSLMODE')).toBe('verify-full')
    expect(variable(member, 'PATRONI_REWIND_SSLMODE')).toBe('verify-full')
    const file = fileOf(machines({}))
    expect(file).toContain('verify_client: optional')
    expect(file).toContain('ssl_min_protocol_version: "TLSv1.2"')
  })
})

const inPods: Context = {
  ...contextOf(),
  inventory: inventorySchema.parse({
    ...inventory,
    pools: [{ ...pool('workers', 'database', 3, '10.60.0.21'), kind: 'cluster' }],
  }),
}

describe('a commit', () => {
  it.each([
    [{}, '1h', 'false', undefined],
    [{}, '1m', 'true', 'false'],
    [{}, '0s', 'true', 'true'],
    [{ synchronous: 'always' }, '1h', 'true', 'false'],
    [{ synchronous: 'never' }, '0s', 'false', undefined],
  ])('with %j and %s to lose waits: %s, for ever: %s', (options, recoveryPoint, waits, strict) => {
    const file = fileOf(machines({ postgresql: { options } }, { objectives: { recoveryPoint } }))
    expect(/ synchronous_mode: (\w+)/.exec(file)?.[1]).toBe(waits)
    expect(/ synchronous_mode_strict: (\w+)/.exec(file)?.[1]).toBe(strict)
  })
})

describe('a machine', () => {
  const { workloads } = build(postgresql, machines({}, { backup }))

  it('has a program for everything that runs on machines', () => {
    const without = Object.values(workloads).filter(
      ({ runsOn, host }) => runsOn === 'hosts' && host === undefined,
    )
    expect(without).toEqual([])
  })

  it('makes no cluster of its own when PostgreSQL is installed', () => {
    const { host } = workloads['postgresql'] ?? {}
    expect(host?.filesBefore?.map(({ content }) => printed(content))).toEqual([
      'create_main_cluster = false\n',
    ])
  })

  it('waits for no store that is gone, neither a standby nor who makes the cluster', () => {
    const context = machines({}, { backup })
    expect(fileOf(context)).toContain('/fetch-wal.sh %f "%p"')
    const { files } = workloadOf(build(postgresql, context), 'postgresql')
    const script = (name: string): string =>
      printed(files?.find(({ path }) => path.endsWith(name))?.content)
    expect(script('/fetch-wal.sh')).toContain('timeout 15 pgbackrest --stanza=llmflow archive-get')
    expect(script('/first.sh')).toContain('timeout 15 pgbackrest --stanza=llmflow stanza-create')
  })

  it('archives what it can install, unless the platform wants otherwise', () => {
    expect(workloads['postgresql']?.host?.packages).toContain('pgbackrest')
    const other = build(
      postgresql,
      machines({ postgresql: { options: { archive: 'wal-g' } } }, { backup }),
    )
    expect(other.workloads['postgresql']?.host?.packages).not.toContain('pgbackrest')
  })
})

describe('a pooler on machines', () => {
  const context = machines({ dify: {}, haproxy: {}, pgbouncer: { pool: 'edge' } })
  const pooler = workloadOf(build(pgbouncer, context), 'pgbouncer')
  const file = printed(pooler.host?.files?.[0]?.content)

  it('goes by HAProxy, beside which it stands', () => {
    expect(pooler).toMatchObject({ runsOn: 'hosts', ports: [{ number: 6432 }] })
    expect(file).toContain('dify = host={haproxy:postgresql} port=5432')
    expect(targetsOf(pooler)).toContain('haproxy:postgresql')
  })

  it('knows the server by its certificate, and has no password in a file', () => {
    expect(file).toContain('server_tls_sslmode = verify-full')
    expect(file).not.toContain('password')
  })
})
