// Programs that are recognised, and of which little is known so far.

import type { Software } from '../software.js'

const named = (
  name: string,
  title: string,
  repositories: readonly string[],
  source: string,
): Software => ({
  name,
  title,
  images: repositories.map((repository) => ({ repository, source })),
  versions: [],
})

export const kafka: Software = named(
  'kafka',
  'Apache Kafka',
  ['docker.io/apache/kafka'],
  'apache/kafka docker/README.md',
)

export const curl: Software = named(
  'curl',
  'curl',
  ['docker.io/curlimages/curl', 'quay.io/curl/curl'],
  'curl/curl-container README.md',
)

export const keda: Software = named(
  'keda',
  'KEDA',
  ['ghcr.io/kedacore/keda', 'ghcr.io/kedacore/keda-metrics-apiserver'],
  'kedacore/keda README.md',
)

export const vllmRouter: Software = named(
  'vllm-router',
  "vLLM's router",
  ['docker.io/lmcache/lmstack-router'],
  'vllm-project/production-stack helm/values.yaml',
)

export const haproxy: Software = named(
  'haproxy',
  'HAProxy',
  ['docker.io/library/haproxy', 'docker.io/haproxytech/haproxy-debian'],
  'docker-library/official-images library/haproxy; haproxytech/haproxy-docker-debian README.md',
)

export const pgbouncer: Software = {
  ...named(
    'pgbouncer',
    'PgBouncer',
    [],
    'cloudnative-pg/pgbouncer-containers v1.24.1-23 Dockerfile',
  ),
  images: [
    {
      repository: 'ghcr.io/cloudnative-pg/pgbouncer',
      part: 'pgbouncer',
      programs: ['pgbouncer', 'psql'],
      source: 'cloudnative-pg/pgbouncer-containers v1.24.1-23 Dockerfile',
    },
    {
      repository: 'quay.io/prometheuscommunity/pgbouncer-exporter',
      part: 'exporter',
      programs: ['pgbouncer_exporter'],
      source: 'prometheus-community/pgbouncer_exporter v0.9.0 Dockerfile',
    },
  ],
}
