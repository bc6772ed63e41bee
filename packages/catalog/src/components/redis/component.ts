// Redis: queue, sessions and limits, with Sentinels that move the master or as a single server.

import type { Component } from '../../component.js'
import { redisAlerts } from './alerts.js'
import { redisDashboards } from './dashboards.js'
import { redisParts, sizeRedis } from './size.js'
import { redisVersions } from './versions.js'
import { redisWorkloads } from './workloads.js'

export const redis: Component = {
  name: 'redis',
  title: 'Redis',
  summary: {
    en: 'Keeps queues, sessions and counters in memory, watched by Sentinel',
    ko: '큐와 세션, 카운터를 메모리에 보관하며 Sentinel이 감시합니다',
  },
  topologies: ['sentinel', 'standalone'],
  versions: redisVersions,
  parts: redisParts,
  auxiliaryParts: ['sentinel', 'exporter', 'sentinel-exporter'],
  needs: () => [],
  size: sizeRedis,
  workloads: redisWorkloads,
  secrets: () => ({
    redis: {
      keys: {
        password: { format: 'alphanumeric', length: 32, purpose: 'clients and replicas of Redis' },
      },
      purpose: 'access to Redis',
    },
  }),
  alerts: redisAlerts,
  dashboards: redisDashboards,
  backups: [
    {
      store: 'redis',
      method: {
        en: 'A snapshot of each master; queues and counters may be lost',
        ko: '마스터 스냅숏. 큐와 카운터는 유실될 수 있습니다',
      },
    },
  ],
}
