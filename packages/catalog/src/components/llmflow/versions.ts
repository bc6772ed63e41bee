// What is known of LLMFlow's own image: it is built from this repository.

import { serviceMetrics } from '@llmflow/spec'
import type { MetricFact, VersionFacts } from '../../facts.js'
import { noConfiguration, readOptions, unreadOption } from '../../options.js'

const version = '0.1.0'

/** The names that the runtime reads; all else is in the service file. */
const variables = `LLMFLOW_SERVICE_FILE LLMFLOW_PORT LLMFLOW_DATA_DIRECTORY LLMFLOW_LOG_LEVEL LLMFLOW_MASTER_KEY
    LLMFLOW_ADMIN_PASSWORD LLMFLOW_DATABASE_USER LLMFLOW_DATABASE_PASSWORD LLMFLOW_DATABASE_NAME
    LLMFLOW_DATABASE_CONNECTIONS LLMFLOW_MILVUS_USER LLMFLOW_MILVUS_PASSWORD LLMFLOW_NEO4J_USER
    LLMFLOW_NEO4J_PASSWORD LLMFLOW_REDIS_USER LLMFLOW_REDIS_PASSWORD
    LLMFLOW_REDIS_SENTINELS LLMFLOW_REDIS_MASTER LLMFLOW_OBJECT_STORE_ACCESS_KEY LLMFLOW_OBJECT_STORE_SECRET_KEY
    LLMFLOW_OBJECT_STORE_BUCKET LLMFLOW_OPENSEARCH_USER LLMFLOW_OPENSEARCH_PASSWORD
    LLMFLOW_LANGFUSE_PUBLIC_KEY LLMFLOW_LANGFUSE_SECRET_KEY
    LLMFLOW_OIDC_ISSUER LLMFLOW_OIDC_CLIENT_ID LLMFLOW_OIDC_CLIENT_SECRET LLMFLOW_OIDC_AUDIENCE
    LLMFLOW_OIDC_GROUPS_CLAIM LLMFLOW_OIDC_GROUPS LLMFLOW_OIDC_ORIGINS LLMFLOW_TRUSTED_PROXIES LLMFLOW_HOST
    LLMFLOW_MODEL_KEYS LLMFLOW_MODEL_FALLBACKS`

const unitOf = (name: string): Pick<MetricFact, 'unit'> =>
  name.endsWith('_latency') || name.endsWith('_seconds') ? { unit: 'seconds' } : {}

export const llmflowVersions: { readonly [version: string]: VersionFacts } = {
  [version]: {
    version,
    life: [
      {
        subject: 'LLMFlow 0.1.0',
        status: 'unpublished',
        since: '2026-11',
        note: { en: 'its image is not published yet', ko: '이미지가 아직 공개되지 않았습니다' },
        source: 'this repository, CHANGELOG.md',
      },
    ],
    images: { llmflow: { repository: 'docker.io/llmflow/llmflow', tag: version } },
    source:
      'this project’s own image, built from this repository; published nowhere yet, so push it to the registry',
    config: noConfiguration('the service file holds all; LLMFlow writes it from the plan'),
    env: {
      isComplete: true,
      source: 'packages/catalog/src/components/llmflow/versions.ts: the contract of the runtime',
      options: [
        ...readOptions(variables),
        ...readOptions('HOME PATH TZ TMPDIR HTTP_PROXY HTTPS_PROXY NO_PROXY'),
        unreadOption('DATABASE_URL', 'the service file, with LLMFLOW_DATABASE_PASSWORD'),
      ],
      prefixes: ['NODE_', 'OTEL_'],
    },
    metrics: {
      source: 'packages/spec/src/service/service.ts serviceMetrics',
      metrics: serviceMetrics.map((metric) => ({ ...metric, ...unitOf(metric.name) })),
    },
  },
}
