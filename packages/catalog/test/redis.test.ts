// Redis: one topology at a time, nothing evicted, and scripts that add what files cannot hold.

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, describe, expect, it, onTestFinished } from 'vitest'
import { redis } from '../src/components/redis/component.js'
import { redisMetrics } from '../src/components/redis/metrics.js'
import { build, contextOf, printed, targetsOf, variable, workloadOf } from './contexts.js'
import { seriesIn } from './series.js'

const standalone = contextOf({ components: { redis: { topology: 'standalone' } } })

function fileOf(context: typeof standalone, id: string, path: string): string {
  const file = workloadOf(build(redis, context), id).files?.find((one) => one.path === path)
  assert(file !== undefined)
  return printed(file.content)
}

describe('Redis with Sentinel', () => {
  const context = contextOf()
  const built = build(redis, context)

  it('has three servers and three Sentinels, never two of them on one machine', () => {
    for (const id of ['redis', 'redis-sentinel']) {
      expect(workloadOf(built, id)).toMatchObject({
        runsOn: 'hosts',
        kind: 'stateful',
        replicas: { minimum: 3, maximum: 3 },
        spread: { nodes: 'required' },
        unavailableMax: 1,
      })
    }
  })

  it('evicts nothing, because a queue’s lists have no expiry', () => {
    const file = fileOf(context, 'redis', '/etc/redis/redis.conf')
    expect(file).toContain('maxmemory-policy noeviction\n')
    expect(file).toContain(`maxmemory ${2 ** 30}\n`)
    expect(file).toContain('appendonly yes')
    expect(file).toContain('min-replicas-to-write 1')
  })

  it('keeps passwords out of its files', () => {
    expect(fileOf(context, 'redis', '/etc/redis/redis.conf')).not.toContain('requirepass')
    expect(variable(workloadOf(built, 'redis'), 'ADMIN_REDIS_PASSWORD')).toBe('{redis/password}')
  })

  it('allows host names before it names the master', () => {
    const file = fileOf(context, 'redis-sentinel', '/scripts/start.sh')
    expect(file.indexOf('resolve-hostnames yes')).toBeGreaterThan(0)
    expect(file.indexOf('resolve-hostnames yes')).toBeLessThan(file.indexOf('sentinel monitor'))
    expect(file).toContain('sentinel monitor llmflow-redis ${FIRST_MEMBERS%% *} 6379 2')
  })

  it('opens the connections that its scripts use', () => {
    expect(targetsOf(workloadOf(built, 'redis'))).toEqual([
      'redis:redis',
      'redis-sentinel:sentinel',
    ])
  })
})

/** A password for each user of the server, by the variable in which its script finds it. */
const passwords = Object.fromEntries(
  Object.keys(workloadOf(build(redis, contextOf()), 'redis').environment ?? {})
    .filter((name) => name.endsWith('_REDIS_PASSWORD'))
    .map((name) => [name, `password of ${name}`]),
)

describe('a server that starts', () => {
  /** The configuration that redis-1 starts with, when it finds `found` and a Sentinel answers `answer`. */
  function started(found: string, answer: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'redis-start-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const write = (name: string, content: string): void =>
      writeFileSync(join(folder, name), content)
    write('own.conf', 'port 6379\n')
    write('redis.conf', found)
    write('redis-cli', `#!/bin/sh\n${answer === '' ? 'exit 1' : `echo ${answer}`}\n`)
    write('redis-server', '#!/bin/sh\n')
    const script = fileOf(contextOf(), 'redis', '/scripts/start.sh')
      .replaceAll('/data/', `${folder}/`)
      .replace('/etc/redis/redis.conf', `${folder}/own.conf`)
    write('start.sh', script)
    for (const name of ['redis-cli', 'redis-server']) chmodSync(join(folder, name), 0o755)
    execFileSync('/bin/sh', [join(folder, 'start.sh')], {
      env: {
        PATH: `${folder}:/usr/bin:/bin`,
        ...passwords,
        REDIS_HOST: 'redis-1',
        SENTINELS: 'redis-sentinel-0:26379',
        FIRST_MEMBERS: 'redis-0 redis-1 redis-2',
      },
    })
    return (
      /^replicaof .*$/mu.exec(readFileSync(join(folder, 'redis.conf'), 'utf8'))?.[0] ?? 'master'
    )
  }

  it('follows whom a Sentinel names, whatever it was before', () => {
    expect(started('', 'redis-2')).toBe('replicaof redis-2 6379')
    expect(started('port 6379\n', 'redis-2')).toBe('replicaof redis-2 6379')
    expect(started('replicaof redis-0 6379\n', 'redis-1')).toBe('master')
  })

  it('follows the first member where nobody led before', () => {
    expect(started('', '')).toBe('replicaof redis-0 6379')
  })

  it('stays what it was while no Sentinel answers, or old data would replace new', () => {
    expect(started('port 6379\n', '')).toBe('master')
    expect(started('port 6379\nreplicaof redis-2 6379\n', '')).toBe('replicaof redis-2 6379')
  })
})

describe('the users of Redis', () => {
  const copied = {
    backup: { endpoint: 'https://s3.example.com', stores: { redis: { every: '1h', keep: '7d' } } },
  }
  const everybody = contextOf({
    components: {
      ...contextOf().platform.components,
      scaling: {},
      langfuse: { version: '3.176.0' },
      monitoring: {},
    },
    ...copied,
  })
  const usersIn = (context: typeof standalone, id: string): ReadonlyMap<string, string> => {
    const lines = fileOf(context, id, '/scripts/start.sh').matchAll(
      /^user (\S+) "\$\w+" '(.*)'$/gmu,
    )
    return new Map([...lines].map(([, name = '', rules = '']) => [name, rules]))
  }
  const users = usersIn(everybody, 'redis')

  it('are those of the platform, and one of each component that connects', () => {
    expect([...users.keys()].toSorted()).toEqual([
      'admin',
      'backup',
      'dify',
      'keda',
      'langfuse',
      'llmflow',
      'monitoring',
      'replication',
      'sentinel',
    ])
    expect([...usersIn(standalone, 'redis').keys()]).toEqual(['admin', 'monitoring'])
  })

  it('are nobody without a name', () => {
    expect(fileOf(everybody, 'redis', '/scripts/start.sh')).toContain("echo 'user default reset'")
  })

  it('do not administer, but for the administrator', () => {
    for (const [name, rules] of users) {
      const isOpen = rules.includes('+@all') && !rules.includes('-@admin -@dangerous')
      expect([name, isOpen]).toEqual([name, name === 'admin'])
      if (name !== 'admin')
        expect(rules).not.toMatch(/\+(flush|debug|shutdown|config\|[gs]et|acl|keys)/)
    }
  })

  it('have passwords that a running server no longer knows', () => {
    for (const id of ['redis', 'redis-sentinel']) {
      const forgotten = /^unset (.*)$/mu.exec(fileOf(everybody, id, '/scripts/start.sh'))?.[1]
      const known = Object.entries(workloadOf(build(redis, everybody), id).environment ?? {})
        .filter(([, value]) => printed(value).startsWith('{') && printed(value).includes('/'))
        .map(([name]) => name)
      expect(forgotten?.split(' ')).toEqual(expect.arrayContaining(known))
    }
  })

  it('have a password each, in a secret of the component whose they are', () => {
    const declared = redis.secrets?.(everybody) ?? {}
    const passwords = Object.entries(workloadOf(build(redis, everybody), 'redis').environment ?? {})
      .filter(([name]) => name.endsWith('_REDIS_PASSWORD'))
      .map(([, value]) => printed(value))
    expect(new Set(passwords).size).toBe(users.size)
    for (const password of passwords) {
      const [secret = '', key = ''] = password.replace(/[{}]/g, '').split('/')
      expect(declared[secret]?.keys).toHaveProperty(key)
    }
    expect(passwords).toContain('{dify-redis/password}')
  })

  it('keep to keys of their own where their programs have a prefix', () => {
    expect(users.get('langfuse')).toMatch(/^~langfuse\* /)
  })

  it('only ask at a Sentinel, unless they are of the platform', () => {
    const [, nobody = ''] =
      /^echo 'user default (.*)'$/mu.exec(
        fileOf(everybody, 'redis-sentinel', '/scripts/start.sh'),
      ) ?? []
    expect(nobody).toContain('+sentinel|get-master-addr-by-name')
    expect(nobody).not.toMatch(/@|\+sentinel\|(failover|set|monitor|remove|reset|config)/)
  })
})

describe('a Sentinel that starts', () => {
  it('takes new passwords up, and keeps what it learned', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sentinel-start-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'redis-sentinel'), '#!/bin/sh\n')
    chmodSync(join(folder, 'redis-sentinel'), 0o755)
    const script = fileOf(contextOf(), 'redis-sentinel', '/scripts/start.sh').replaceAll(
      '/data',
      folder,
    )
    const start = (password: string): string => {
      execFileSync('/bin/sh', ['-c', script], {
        env: {
          PATH: `${folder}:/usr/bin:/bin`,
          ADMIN_REDIS_PASSWORD: 'admin',
          SENTINEL_REDIS_PASSWORD: password,
          SENTINEL_HOST: 'sentinel-0',
          FIRST_MEMBERS: 'redis-0 redis-1',
        },
      })
      return readFileSync(join(folder, 'sentinel.conf'), 'utf8')
    }
    expect(start('first')).toContain('sentinel auth-pass llmflow-redis first\n')
    const learned = 'sentinel known-replica llmflow-redis redis-1 6379\n'
    writeFileSync(join(folder, 'sentinel.conf'), `${start('first')}${learned}`)
    const after = start('second')
    expect(after).toContain(learned)
    expect(after).toContain('sentinel sentinel-pass second\n')
    expect(after).not.toContain('first')
    expect(readFileSync(join(folder, 'users.acl'), 'utf8')).not.toContain('second')
  })
})

describe('Redis alone', () => {
  const built = build(redis, standalone)

  it('has no Sentinel and asks for none', () => {
    expect(Object.keys(built.workloads)).toEqual(['redis', 'redis-exporter'])
    expect(variable(workloadOf(built, 'redis'), 'SENTINELS')).toBeUndefined()
    expect(fileOf(standalone, 'redis', '/etc/redis/redis.conf')).not.toContain('min-replicas')
  })
})

describe('the memory of Redis', () => {
  it('grows with those who use it', () => {
    const of = (users: number): number =>
      build(redis, contextOf({ demand: { users } })).sizes['redis']?.figures['maxMemory']?.value
        .value ?? 0
    expect(of(500)).toBe(2 ** 30)
    expect(of(500_000)).toBeGreaterThan(4 * 2 ** 30)
  })

  it('leaves room for the copy that is saved', () => {
    const { redis: server } = build(redis, contextOf()).sizes
    expect(server?.memory.value).toBeGreaterThanOrEqual(
      2 * (server?.figures['maxMemory']?.value.value ?? 0),
    )
  })
})

describe('the alerts of Redis', () => {
  it('read series that the exporter has', () => {
    const known = new Set(redisMetrics.metrics.map(({ name }) => name))
    for (const { expression } of redis.alerts?.(contextOf(), {}) ?? []) {
      expect(seriesIn(expression).filter((name) => !known.has(name))).toEqual([])
    }
  })

  it('divide by no missing limit', () => {
    const [memory] = redis.alerts?.(standalone, {}) ?? []
    expect(memory?.expression).toContain('and redis_memory_max_bytes > 0')
  })
})
