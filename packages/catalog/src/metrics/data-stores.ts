// What is known of the series of the stores: Milvus, PostgreSQL and Patroni, Redis, MinIO and etcd.

import { etcdMetrics } from '../components/etcd/metrics.js'
import { milvusMetrics } from '../components/milvus/metrics.js'
import { minioMetrics } from '../components/minio/metrics.js'
import { pgbouncerMetrics } from '../components/pgbouncer/metrics.js'
import { postgresqlMetrics } from '../components/postgresql/metrics.js'
import { redisMetrics } from '../components/redis/metrics.js'
import type { MetricFact, MetricFacts } from '../facts.js'
import type { Exporter } from './exporter.js'

const queryTypes = ['search', 'query', 'hybrid_search']

/** Every time that Milvus measures is in milliseconds; names with `latency` say no unit. */
function ofMilvus(metric: MetricFact): MetricFact {
  const isTime = metric.type === 'histogram' && /latency|_time_taken_ms/.test(metric.name)
  return {
    ...metric,
    ...(isTime ? { unit: 'milliseconds' as const } : {}),
    ...(metric.labels.includes('query_type') ? { values: { query_type: queryTypes } } : {}),
  }
}

const milvus: MetricFacts = {
  ...milvusMetrics,
  isComplete: true,
  metrics: milvusMetrics.metrics.filter(({ name }) => name.startsWith('milvus_')).map(ofMilvus),
}

const redis: MetricFacts = {
  ...redisMetrics,
  metrics: redisMetrics.metrics.map((metric) =>
    metric.name === 'redis_memory_max_bytes'
      ? {
          ...metric,
          zeroWhen: { en: 'maxmemory is not set', ko: 'maxmemory를 설정하지 않으면' },
        }
      : metric,
  ),
}

export const storeExporters: readonly Exporter[] = [
  {
    software: 'milvus',
    title: 'Milvus',
    prefixes: ['milvus_'],
    releases: [{ from: '2.4.0', to: '2.4.0', metrics: milvus }],
    timeUnit: 'milliseconds',
  },
  {
    software: 'postgresql',
    part: 'exporter',
    title: 'postgres_exporter',
    prefixes: ['pg_', 'patroni_'],
    releases: [{ from: '0.15', to: '0.15', metrics: postgresqlMetrics }],
  },
  {
    software: 'pgbouncer',
    part: 'exporter',
    title: 'pgbouncer_exporter',
    prefixes: ['pgbouncer_'],
    releases: [{ from: '0.9', to: '0.9', metrics: pgbouncerMetrics }],
  },
  {
    software: 'redis',
    part: 'exporter',
    title: 'redis_exporter',
    prefixes: ['redis_'],
    releases: [{ from: '1.55', to: '1.55', metrics: redis }],
  },
  {
    software: 'minio',
    title: 'MinIO',
    prefixes: ['minio_'],
    releases: [{ from: 'RELEASE.2024-01-01', to: 'RELEASE.2024-01-01', metrics: minioMetrics }],
  },
  {
    software: 'etcd',
    title: 'etcd',
    prefixes: ['etcd_'],
    releases: [{ from: '3.5', to: '3.5', metrics: etcdMetrics }],
  },
]
