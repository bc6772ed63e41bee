// What is known of PgBouncer and its exporter at each version.

import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { pgbouncerMetrics } from './metrics.js'

export const pgbouncerVersions: { readonly [version: string]: VersionFacts } = {
  '1.24.1': {
    version: '1.24.1',
    images: {
      pgbouncer: { repository: 'ghcr.io/cloudnative-pg/pgbouncer', tag: '1.24.1-23', asks: 'bash' },
      exporter: {
        repository: 'quay.io/prometheuscommunity/pgbouncer-exporter',
        tag: 'v0.9.0',
        asks: 'wget',
      },
    },
    source:
      'cloudnative-pg/pgbouncer-containers v1.24.1-23 Dockerfile, entrypoint.sh; prometheus-community/pgbouncer_exporter v0.9.0 pgbouncer_exporter.go',
    config: noConfiguration('LLMFlow writes pgbouncer.ini from the plan'),
    metrics: pgbouncerMetrics,
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
