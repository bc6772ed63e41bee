// Langfuse: 2 in PostgreSQL alone, 3 with ClickHouse, a queue and a bucket; nobody signs up by themselves.

import { describe, expect, it } from 'vitest'
import { langfuse } from '../src/components/langfuse/component.js'
import {
  argumentsOf,
  build,
  contextOf,
  printed,
  targetsOf,
  unreadAmong,
  variable,
  workloadOf,
} from './contexts.js'

const stores = { postgresql: {}, redis: {}, minio: {}, keycloak: {}, apisix: {} }
const second = contextOf({ components: { ...stores, langfuse: {} } })
const backup = {
  endpoint: 'https://s3.dr.example.com',
  bucket: 'backup',
  stores: { clickhouse: { every: '1h', keep: '14d' } },
}
const third = contextOf({
  components: { ...stores, langfuse: { version: '3.176.0' } },
  backup,
})

describe.each([
  { version: '2.95.12', context: second },
  { version: '3.176.0', context: third },
])('Langfuse $version', ({ context }) => {
  const built = build(langfuse, context)
  const web = workloadOf(built, 'langfuse')

  it('is told nothing that it does not read', () => {
    const names = Object.values(built.workloads)
      .filter(({ id }) => !id.startsWith('langfuse-clickhouse'))
      .flatMap(({ environment }) => Object.keys(environment ?? {}))
    expect(unreadAmong(names, context.factsOf('langfuse').env)).toEqual([])
  })

  it('has the keys without which it does not start, and reports nothing', () => {
    expect(variable(web, 'NEXTAUTH_SECRET')).toBe('{langfuse/nextauth-secret}')
    expect(variable(web, 'SALT')).toBe('{langfuse/salt}')
    expect(variable(web, 'ENCRYPTION_KEY')).toBe('{langfuse/encryption-key}')
    expect(variable(web, 'NEXTAUTH_URL')).toBe('https://langfuse.llmflow.example.com')
    expect(variable(web, 'TELEMETRY_ENABLED')).toBe('false')
    const keys = langfuse.secrets?.(context)['langfuse']?.keys
    expect(keys?.['encryption-key']).toMatchObject({ format: 'hex', length: 64 })
  })

  it('lets people in through Keycloak alone, by the name that they see', () => {
    expect(variable(web, 'AUTH_DISABLE_USERNAME_PASSWORD')).toBe('true')
    expect(variable(web, 'AUTH_KEYCLOAK_ISSUER')).toBe(
      'https://auth.llmflow.example.com/realms/llmflow',
    )
    // It would turn away whoever comes from Keycloak for the first time.
    expect(variable(web, 'AUTH_DISABLE_SIGNUP')).toBeUndefined()
    expect(variable(web, 'AUTH_KEYCLOAK_ALLOW_ACCOUNT_LINKING')).toBe('false')
    expect(targetsOf(web)).toEqual(
      expect.arrayContaining(['apisix:https', 'auth.llmflow.example.com:443']),
    )
  })

  it('opens as many connections as its pools have', () => {
    expect(variable(web, 'DATABASE_ARGS')).toBe('connection_limit=10')
    expect(built.sizes['web']?.figures['databaseConnections']?.value.value).toBe(10)
  })
})

describe('the first owner', () => {
  it('is made without Keycloak, where nobody else may sign up', () => {
    const context = contextOf({ components: { postgresql: {}, langfuse: {} } })
    const web = workloadOf(build(langfuse, context), 'langfuse')
    expect(variable(web, 'AUTH_DISABLE_SIGNUP')).toBe('true')
    expect(variable(web, 'LANGFUSE_INIT_USER_EMAIL')).toBe('admin@llmflow.example.com')
  })

  it('comes from Keycloak with the address that the platform names', () => {
    const options = { owner: 'ops@example.com' }
    const context = contextOf({ components: { ...stores, langfuse: { options } } })
    const web = workloadOf(build(langfuse, context), 'langfuse')
    expect(variable(web, 'LANGFUSE_INIT_USER_EMAIL')).toBe('ops@example.com')
    expect(variable(web, 'AUTH_KEYCLOAK_ALLOW_ACCOUNT_LINKING')).toBe('true')
  })
})

describe('Langfuse 2', () => {
  const built = build(langfuse, second)

  it('is one part that needs PostgreSQL alone', () => {
    expect(Object.keys(built.workloads)).toEqual(['langfuse'])
    expect(langfuse.needs(second).map(({ component }) => component)).toEqual(['postgresql'])
    expect(langfuse.buckets?.(second)).toEqual([])
    expect(langfuse.stores?.(second, built.sizes)).toEqual([])
  })

  it('keeps its data where the backup of PostgreSQL finds it', () => {
    const { backups } = langfuse
    const stores = 'none' in backups ? [] : backups.filter(({ when }) => when?.(second) ?? true)
    expect(stores.map(({ store }) => store)).toEqual(['postgresql'])
  })
})

describe('Langfuse 3', () => {
  const built = build(langfuse, third)
  const web = workloadOf(built, 'langfuse')
  const clickhouse = workloadOf(built, 'langfuse-clickhouse')

  it('reaches every store that it needs', () => {
    expect(targetsOf(workloadOf(built, 'langfuse-worker')).toSorted()).toEqual([
      'langfuse-clickhouse:http',
      'langfuse-clickhouse:native',
      'minio:s3',
      'postgresql-primary:postgresql',
      'redis-sentinel:sentinel',
      'redis:redis',
    ])
  })

  it('asks the Sentinels where Redis is, or Redis itself where there are none', () => {
    expect(variable(web, 'REDIS_SENTINEL_MASTER_NAME')).toBe('llmflow-redis')
    const single = contextOf({
      components: {
        ...stores,
        redis: { topology: 'standalone' },
        langfuse: { version: '3.176.0' },
      },
    })
    const alone = workloadOf(build(langfuse, single), 'langfuse')
    expect(variable(alone, 'REDIS_HOST')).toBe('{redis:redis}')
    expect(variable(alone, 'REDIS_SENTINEL_ENABLED')).toBeUndefined()
  })

  it('migrates the tables of the traces once, and not with every server', () => {
    expect(variable(web, 'LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED')).toBe('true')
    const job = workloadOf(built, 'langfuse-migrate')
    expect(job.kind).toBe('job')
    expect(argumentsOf(job)).toEqual(['true'])
    expect(variable(job, 'LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED')).toBeUndefined()
  })

  it('gives ClickHouse its passwords and keys by variables, and none in a file', () => {
    const files = (clickhouse.files ?? []).map(({ content }) => printed(content)).join('')
    expect(files).toContain('<password from_env="CLICKHOUSE_PASSWORD"/>')
    expect(files).toContain('<secret_access_key from_env="AWS_SECRET_ACCESS_KEY"/>')
    expect(files).toContain('<named_collection_control>1<')
    expect(files).toContain('<url>https://s3.dr.example.com/backup/clickhouse</url>')
    expect(variable(clickhouse, 'CLICKHOUSE_PASSWORD')).toBe('{langfuse-clickhouse/password}')
  })

  it('copies the traces away by the clock where the platform asks for it', () => {
    const job = workloadOf(built, 'langfuse-clickhouse-backup')
    expect(job.schedule?.cron).toBe('40 * * * *')
    expect(targetsOf(clickhouse)).toEqual(['s3.dr.example.com:443'])
    const bare = contextOf({ components: { ...stores, langfuse: { version: '3.176.0' } } })
    const without = build(langfuse, bare)
    expect(Object.keys(without.workloads)).not.toContain('langfuse-clickhouse-backup')
    expect(printed(workloadOf(without, 'langfuse-clickhouse').files?.[0]?.content)).not.toContain(
      'named_collections',
    )
  })

  it('brings a copy back with the job that made it', () => {
    const [store] = langfuse.stores?.(third, built.sizes) ?? []
    expect(store).toMatchObject({ name: 'clickhouse', workload: 'langfuse-clickhouse-backup' })
    expect(store?.steps.at(-1)).toMatchObject({
      within: 'langfuse-clickhouse-backup',
      variables: { RESTORE: 'latest' },
    })
    const script = printed(workloadOf(built, 'langfuse-clickhouse-backup').files?.[0]?.content)
    expect(script.indexOf('mc stat')).toBeLessThan(script.indexOf('DROP DATABASE'))
  })

  it('keeps a disk for a year of traces', () => {
    const more = contextOf({
      components: { ...stores, langfuse: { version: '3.176.0' } },
      demand: { users: 5000 },
    })
    const bytes = (sizes: typeof built.sizes) => sizes['clickhouse']?.storage?.value ?? 0
    expect(bytes(built.sizes)).toBeGreaterThan(20 * 2 ** 30)
    expect(bytes(build(langfuse, more).sizes)).toBeGreaterThan(bytes(built.sizes) * 2)
  })
})
