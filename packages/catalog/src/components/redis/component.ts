// Redis: queue, sessions and limits, with Sentinels that move the master or as a single server.

import { backupSecrets } from '../../backup.js'
import type { Component } from '../../component.js'
import { redisAlerts } from './alerts.js'
import { redisDashboards } from './dashboards.js'
import { redisParts, sizeRedis } from './size.js'
import { redisCommands, redisStores } from './recovery.js'
import { redisSecrets } from './users.js'
import { redisVersions } from './versions.js'
import { redisWorkloads } from './workloads.js'

export const redis: Component = {
  name: 'redis',
  title: 'Redis',
  summary: {
    en: 'Keeps queues, sessions and counters in memory, watched by Sentinel',
    ko: '큐와 세션, 카운터를 메모리에 보관하며 Sentinel이 감시합니다',
  },
  brings: ['sentinel', 'redis-sentinel'],
  topologies: ['sentinel', 'standalone'],
  versions: redisVersions,
  parts: redisParts,
  auxiliaryParts: ['sentinel', 'exporter', 'sentinel-exporter', 'backup'],
  needs: () => [],
  size: sizeRedis,
  workloads: redisWorkloads,
  secrets: (context) => ({
    ...backupSecrets(context),
    ...redisSecrets(context),
  }),
  stores: redisStores,
  commands: redisCommands,
  alerts: redisAlerts,
  dashboards: redisDashboards,
  backups: [
    {
      store: 'redis',
      method: {
        en: 'A snapshot from a replica; what queued since the last one is lost',
        ko: '복제본에서 뜨는 스냅숏. 마지막 스냅숏 이후에 쌓인 큐는 유실됩니다',
      },
    },
  ],
}
