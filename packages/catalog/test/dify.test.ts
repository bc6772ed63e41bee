// Dify: settings that 0.11.0 reads, one migration, and parts that reach only what they must.

import { describe, expect, it } from 'vitest'
import { dify } from '../src/components/dify/component.js'
import {
  build,
  contextOf,
  printed,
  targetsOf,
  unreadAmong,
  variable,
  workloadOf,
} from './contexts.js'

const context = contextOf()
const built = build(dify, context)

describe('the settings of Dify', () => {
  it('are all read', () => {
    for (const workload of Object.values(built.workloads)) {
      const names = Object.keys(workload.environment ?? {})
      expect(unreadAmong(names, context.factsOf('dify').env)).toEqual([])
    }
  })

  it('are the same for the API and the worker, but for their processes', () => {
    const own = /^(MODE|DIFY_|SERVER_|GUNICORN_|CELERY_AUTO|CELERY_WORKER|SQLALCHEMY_)/
    const shared = (id: string) =>
      Object.entries(workloadOf(built, id).environment ?? {}).filter(([name]) => !own.test(name))
    expect(shared('dify-worker')).toEqual(shared('dify-api'))
  })

  it('name Milvus by the one variable that is read', () => {
    const api = workloadOf(built, 'dify-api')
    expect(variable(api, 'MILVUS_URI')).toBe('http://{milvus-proxy:grpc}')
    expect(variable(api, 'MILVUS_USER')).toBe('root')
    expect(variable(api, 'MILVUS_HOST')).toBeUndefined()
  })

  it('follow the master that Sentinel names', () => {
    const worker = workloadOf(built, 'dify-worker')
    expect(variable(worker, 'CELERY_BROKER_URL')).toBe(
      'sentinel://dify:{dify-redis/password}@{redis-sentinel:sentinel}/1',
    )
    expect(variable(worker, 'REDIS_SENTINEL_SERVICE_NAME')).toBe('llmflow-redis')
    expect(variable(worker, 'REDIS_HOST')).toBeUndefined()
  })

  it('name Redis itself where it stands alone', () => {
    const components = { dify: {}, redis: { topology: 'standalone' } }
    const worker = workloadOf(build(dify, contextOf({ components })), 'dify-worker')
    expect(variable(worker, 'CELERY_BROKER_URL')).toBe(
      'redis://dify:{dify-redis/password}@{redis:redis}/1',
    )
    expect(variable(worker, 'REDIS_USE_SENTINEL')).toBeUndefined()
    expect(worker.scaling?.signals).toMatchObject([{ kind: 'cpu' }])
  })

  it('give the browser public addresses', () => {
    expect(variable(workloadOf(built, 'dify-web'), 'CONSOLE_API_URL')).toBe(
      'https://dify.llmflow.example.com',
    )
  })
})

describe('the worker of Dify', () => {
  it('scales on the lists that Dify uses, in the queue’s database', () => {
    const signals = workloadOf(built, 'dify-worker').scaling?.signals ?? []
    const lists = signals.map((signal) =>
      signal.kind === 'redis-list' ? `${signal.database}/${signal.list}` : signal.kind,
    )
    expect(lists).toEqual(['1/dataset', '1/mail', '1/ops_trace', '1/app_deletion'])
  })
})

describe('the schema of Dify', () => {
  it('is changed by one job, which the others wait for', () => {
    const job = workloadOf(built, 'dify-migrate')
    expect(job).toMatchObject({ kind: 'job', command: ['flask', 'db', 'upgrade'] })
    for (const id of ['dify-api', 'dify-worker']) {
      expect(variable(workloadOf(built, id), 'MIGRATION_ENABLED')).toBe('false')
      expect(workloadOf(built, id).after).toContain('dify-migrate')
    }
  })
})

describe('the connections of Dify', () => {
  it('are counted for PostgreSQL', () => {
    const connections = (part: string) =>
      built.sizes[part]?.figures['databaseConnections']?.value.value
    expect(connections('api')).toBe(24)
    expect(connections('worker')).toBe(15)
    expect(connections('web')).toBeUndefined()
  })

  it('agree with the pools that the processes are given', () => {
    const api = workloadOf(built, 'dify-api')
    const [processes, size, overflow] = [
      'SERVER_WORKER_AMOUNT',
      'SQLALCHEMY_POOL_SIZE',
      'SQLALCHEMY_MAX_OVERFLOW',
    ].map((name) => Number(variable(api, name)))
    expect((processes ?? 0) * ((size ?? 0) + (overflow ?? 0))).toBe(24)
  })
})

describe('the sandbox of Dify', () => {
  const sandbox = workloadOf(built, 'dify-sandbox')

  it('is root in a namespace of its own and reaches only the proxy', () => {
    expect(sandbox.namespace).toBe('llmflow-sandbox')
    expect(sandbox.security.user).toBe(0)
    expect(targetsOf(sandbox)).toEqual(['dify-proxy:http'])
  })

  it('is the only part that is root', () => {
    const roots = Object.values(built.workloads).filter(({ security }) => security.user === 0)
    expect(roots.map(({ id }) => id)).toEqual(['dify-sandbox'])
  })

  it('has a proxy that keeps it out of the cluster', () => {
    const proxy = workloadOf(built, 'dify-proxy')
    const lines = printed(proxy.files?.[0]?.content).split('\n')
    expect(lines).toContain('acl knowledge dstdomain {llmflow:http}')
    expect(lines.indexOf('http_access deny cluster')).toBeGreaterThan(
      lines.indexOf('http_access allow knowledge'),
    )
    expect(lines.indexOf('http_access deny cluster')).toBeLessThan(
      lines.indexOf('http_access allow all'),
    )
    expect(targetsOf(proxy)).toEqual(['llmflow:http'])
    // Else squid takes 432 bytes for each of the 2^30 files that containers may open (squid-cache/squid#2483).
    expect(lines).toContain('max_filedescriptors 4096')
  })
})

describe('every address in a setting of Dify', () => {
  it('has an edge', () => {
    for (const workload of Object.values(built.workloads)) {
      const named = Object.values(workload.environment ?? {}).flatMap((text) =>
        text.flatMap((part) =>
          typeof part === 'object' && (part.kind === 'address' || part.kind === 'members')
            ? [`${part.workload}:${part.port}`]
            : [],
        ),
      )
      const missing = named.filter((target) => !targetsOf(workload).includes(target))
      expect([workload.id, ...missing]).toEqual([workload.id])
    }
  })
})

describe('the alerts of Dify', () => {
  it('let a migration try again: only a job that gave up is one that failed', () => {
    const alerts = dify.alerts?.(context, built.sizes) ?? []
    const failed = alerts.find(({ name }) => name === 'DifySchemaNotMigrated')
    expect(failed?.expression).toContain('kube_job_failed{')
    expect(failed?.expression).toContain('condition="true"')
  })
})
