// Lists ways to configure Redis and Sentinel that stop them, or that lose what they hold.

import type { Problem } from '../problem.js'

export const redisProblems: readonly Problem[] = [
  {
    id: 'sentinel-host-name',
    severity: 'error',
    problem: {
      en: 'Sentinel does not start with a host name in its monitor line, because by default it does not resolve names',
      ko: 'Sentinel은 기본적으로 호스트 이름을 해석하지 않으므로, monitor 줄에 호스트 이름이 있으면 시작하지 못합니다',
    },
    remedy: {
      en: 'write the IP address, or put `sentinel resolve-hostnames yes` and `sentinel announce-hostnames yes` before it',
      ko: 'IP 주소를 쓰거나 그 앞에 `sentinel resolve-hostnames yes`와 `sentinel announce-hostnames yes`를 두세요',
    },
    source: 'redis/redis src/sentinel.c, sentinel.conf',
    sign: {
      kind: 'all',
      of: [
        { kind: 'form', anyOf: ['configuration'], role: 'sentinel' },
        {
          kind: 'setting',
          name: 'sentinel monitor',
          matches: String.raw`^\S+ (?!\d+(?:\.\d+){3} )[^\s:]*[A-Za-z][^\s:]* `,
        },
        {
          kind: 'not',
          sign: { kind: 'setting', name: 'sentinel resolve-hostnames', is: ['yes'] },
        },
      ],
    },
  },
  {
    id: 'queue-among-evicted-keys',
    severity: 'warning',
    problem: {
      en: 'queues have no expiry, so volatile eviction policies never free their memory: when Redis is full, the cache is evicted and then new tasks are refused',
      ko: '큐에는 만료 시각이 없어 volatile 정책으로는 큐의 메모리가 비워지지 않습니다. Redis가 가득 차면 캐시만 지워지고 새 작업은 거부됩니다',
    },
    remedy: {
      en: 'run the broker in an instance of its own with maxmemory-policy noeviction',
      ko: '브로커는 maxmemory-policy noeviction으로 별도 인스턴스에 두세요',
    },
    source:
      'redis/redis redis.conf (maxmemory-policy), langgenius/dify docker/.env.example (CELERY_BROKER_URL)',
    sign: {
      kind: 'all',
      of: [
        { kind: 'form', anyOf: ['configuration', 'platform'], role: 'redis' },
        { kind: 'setting', name: 'maxmemory-policy', matches: '^volatile-' },
        { kind: 'beside', software: 'dify' },
      ],
    },
  },
  {
    id: 'no-append-only-file',
    severity: 'info',
    problem: {
      en: 'without an append-only file, writes since the last snapshot are lost when the process ends; without maxmemory, it grows until it is killed',
      ko: '추가 전용 파일(AOF)이 없으면 프로세스가 종료될 때 마지막 스냅샷 이후의 쓰기를 모두 잃고, maxmemory가 없으면 강제 종료될 때까지 메모리가 커집니다',
    },
    remedy: {
      en: 'add `--appendonly yes` and `--maxmemory` below the limit of the container',
      ko: '`--appendonly yes`와 컨테이너 한도보다 작은 `--maxmemory`를 추가하세요',
    },
    source: 'redis/redis redis.conf (appendonly, maxmemory)',
    sign: {
      kind: 'all',
      of: [
        { kind: 'part', anyOf: ['redis'] },
        { kind: 'command', matches: 'redis-server' },
        { kind: 'not', sign: { kind: 'command', matches: String.raw`\.conf|sentinel|--save` } },
        { kind: 'unset', anyOf: ['appendonly'] },
        { kind: 'unset', anyOf: ['maxmemory'] },
      ],
    },
  },
]
