// What is known of PgBouncer and its exporter at each version.

import type { VersionFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'
import { noConfiguration } from '../../options.js'

export const pgbouncerVersions: { readonly [version: string]: VersionFacts } = {
  '1.24.1': {
    version: '1.24.1',
    images: {
      pgbouncer: { repository: 'ghcr.io/cloudnative-pg/pgbouncer', tag: '1.24.1-23' },
      exporter: { repository: 'quay.io/prometheuscommunity/pgbouncer-exporter', tag: 'v0.9.0' },
    },
    source:
      'cloudnative-pg/pgbouncer-containers v1.24.1-23 Dockerfile, entrypoint.sh; prometheus-community/pgbouncer_exporter v0.9.0 pgbouncer_exporter.go',
    config: noConfiguration('LLMFlow writes pgbouncer.ini from the plan'),
    metrics: {
      source: 'prometheus-community/pgbouncer_exporter v0.9.0 collector.go',
      metrics: metricTable([
        ['gauge', '', 'pgbouncer_up'],
        [
          'gauge',
          'database user',
          `pgbouncer_pools_client_active_connections pgbouncer_pools_client_waiting_connections
          pgbouncer_pools_server_active_connections pgbouncer_pools_server_idle_connections
          pgbouncer_pools_client_maxwait_seconds`,
        ],
      ]),
    },
    life: [
      {
        subject: 'PgBouncer 1.24.1',
        status: 'released',
        since: '2025-04-16',
        note: { en: 'a security release', ko: '보안 수정 릴리스입니다' },
        source: 'pgbouncer/pgbouncer NEWS.md, 1.24.1',
      },
    ],
  },
}
