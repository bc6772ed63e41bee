// What is known of Langfuse: 2 keeps all in PostgreSQL, 3 needs ClickHouse, Redis and a bucket as well.

import type { Context } from '../../component.js'
import type { OptionFacts, VersionFacts } from '../../facts.js'
import { noConfiguration, readOptions, unreadOption } from '../../options.js'
import { clickhouseMetrics } from './metrics.js'

const noFile = noConfiguration('langfuse/langfuse reads variables alone')

/** Names that both read, of several hundred; those for sign-in services and limits are left to the prefixes. */
const common = `DATABASE_URL DATABASE_HOST DATABASE_USERNAME DATABASE_PASSWORD DATABASE_NAME DATABASE_ARGS
    DIRECT_URL NEXTAUTH_URL NEXTAUTH_SECRET NEXTAUTH_COOKIE_DOMAIN SALT ENCRYPTION_KEY TELEMETRY_ENABLED
    ADMIN_API_KEY PORT HOSTNAME NODE_ENV SMTP_CONNECTION_URL EMAIL_FROM_ADDRESS CLICKHOUSE_URL
    CLICKHOUSE_MIGRATION_URL CLICKHOUSE_MIGRATION_SSL CLICKHOUSE_USER CLICKHOUSE_PASSWORD
    CLICKHOUSE_CLUSTER_ENABLED REDIS_HOST REDIS_PORT REDIS_AUTH REDIS_CONNECTION_STRING
    REDIS_ENABLE_AUTO_PIPELINING`

const third = `CLICKHOUSE_DB CLICKHOUSE_CLUSTER_NAME CLICKHOUSE_READ_ONLY_URL CLICKHOUSE_MAX_OPEN_CONNECTIONS
    CLICKHOUSE_MAX_BYTES_BEFORE_EXTERNAL_GROUP_BY REDIS_USERNAME REDIS_KEY_PREFIX REDIS_SENTINEL_ENABLED
    REDIS_SENTINEL_NODES REDIS_SENTINEL_MASTER_NAME REDIS_SENTINEL_USERNAME REDIS_SENTINEL_PASSWORD
    REDIS_CLUSTER_ENABLED REDIS_CLUSTER_NODES REDIS_TLS_ENABLED REDIS_TLS_CA_PATH HTTPS_PROXY`

const prefixes = ['AUTH_', 'LANGFUSE_', 'NEXT_PUBLIC_', 'NODE_', 'OTEL_']

const second: OptionFacts = {
  isComplete: false,
  source: 'langfuse/langfuse v2.95.12 web/src/env.mjs, web/entrypoint.sh',
  options: [
    ...readOptions(common),
    ...readOptions('S3_ENDPOINT S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY S3_BUCKET_NAME S3_REGION'),
    unreadOption('REDIS_SENTINEL_NODES', 'nothing: 2 knows no Sentinel, and works without Redis'),
  ],
  prefixes,
}

const environment3: OptionFacts = {
  isComplete: false,
  source:
    'langfuse/langfuse v3.176.0 web/src/env.mjs, worker/src/env.ts, packages/shared/src/env.ts, web/entrypoint.sh',
  options: [
    ...readOptions(`${common} ${third}`),
    ...['ENDPOINT', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'BUCKET_NAME', 'REGION'].map((name) =>
      unreadOption(`S3_${name}`, 'LANGFUSE_S3_BATCH_EXPORT_* and LANGFUSE_S3_EVENT_UPLOAD_*'),
    ),
  ],
  prefixes: [...prefixes, 'QUEUE_CONSUMER_'],
}

export const langfuseVersions: { readonly [version: string]: VersionFacts } = {
  '2.95.12': {
    version: '2.95.12',
    images: { web: { repository: 'docker.io/langfuse/langfuse', tag: '2.95.12', asks: 'wget' } },
    source: 'langfuse/langfuse v2.95.12 docker-compose.yml, web/Dockerfile',
    env: second,
    config: noFile,
    life: [
      {
        subject: 'Langfuse 2.95.12',
        status: 'released',
        since: '2025-11-13',
        note: {
          en: 'The last tag of version 2 in the repository',
          ko: '저장소에 있는 2 버전의 마지막 태그입니다',
        },
        source: 'langfuse/langfuse tag v2.95.12',
      },
    ],
  },
  '3.176.0': {
    version: '3.176.0',
    images: {
      web: { repository: 'docker.io/langfuse/langfuse', tag: '3.176.0', asks: 'wget' },
      worker: { repository: 'docker.io/langfuse/langfuse-worker', tag: '3.176.0', asks: 'wget' },
      clickhouse: {
        repository: 'docker.io/library/clickhouse',
        tag: '25.8.24.21-jammy',
        asks: 'bash',
      },
    },
    source:
      'langfuse/langfuse v3.176.0 docker-compose.yml, web/Dockerfile, worker/Dockerfile; docker-library/official-images ead4667fb library/clickhouse',
    env: environment3,
    config: noFile,
    metrics: clickhouseMetrics,
    life: [
      {
        subject: 'Langfuse 3.176.0',
        status: 'released',
        since: '2026-05-28',
        note: {
          en: 'Version 4 followed on 2026-07-29 and needs ClickHouse 25.12 or later',
          ko: '2026-07-29에 나온 4 버전은 ClickHouse 25.12 이상이 필요합니다',
        },
        source:
          'langfuse/langfuse tags v3.176.0, v4.0.0; langfuse.com/self-hosting/deployment/infrastructure/clickhouse',
      },
    ],
  },
}

/** From 3 on traces lie in ClickHouse, and come in through a queue, by OTLP too; 2 has its own ingestion API alone. */
export const hasClickhouse = (context: Context): boolean =>
  !context.factsOf('langfuse').version.startsWith('2.')
