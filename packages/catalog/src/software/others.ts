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

export const presidioAnalyzer: Software = named(
  'presidio-analyzer',
  'Presidio analyzer',
  ['mcr.microsoft.com/presidio-analyzer'],
  'microsoft/presidio README.md, docs/installation.md',
)

export const presidioAnonymizer: Software = named(
  'presidio-anonymizer',
  'Presidio anonymizer',
  ['mcr.microsoft.com/presidio-anonymizer'],
  'microsoft/presidio README.md, docs/installation.md',
)

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
