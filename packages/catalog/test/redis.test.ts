// Redis: one topology at a time, nothing evicted, and scripts that add what files cannot hold.

import { assert, describe, expect, it } from 'vitest'
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
    expect(variable(workloadOf(built, 'redis'), 'REDIS_PASSWORD')).toBe('{redis/password}')
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
