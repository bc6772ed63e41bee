// What is known of the Unstructured API at each version. It exports no metrics.

import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { noConfiguration, readOptions, unreadOption } from '../../options.js'

const perRequest = 'the form field of each request; the server reads no such setting'

const source = (version: string): string =>
  `Unstructured-IO/unstructured-api ${version} prepline_general/, scripts/app-start.sh; the rest is read by libraries`

const common = `ENV ALLOWED_ORIGINS UNSTRUCTURED_PARALLEL_RETRY_ATTEMPTS UNSTRUCTURED_PARALLEL_MODE_URL
    UNSTRUCTURED_PARALLEL_MODE_SPLIT_SIZE UNSTRUCTURED_PARALLEL_MODE_THREADS UNSTRUCTURED_PARALLEL_MODE_ENABLED
    UNSTRUCTURED_MEMORY_FREE_MINIMUM_MB UNSTRUCTURED_API_KEY PORT MAX_LIFETIME_SECONDS`

const libraries = `HOME PATH LANG TZ TMPDIR NLTK_DATA TESSDATA_PREFIX SCARF_NO_ANALYTICS DO_NOT_TRACK`

function factsOf(version: string, since: string, names: string): VersionFacts {
  return {
    version,
    life: [
      released(`Unstructured API ${version}`, since, `Unstructured-IO/unstructured-api ${version}`),
    ],
    images: {
      unstructured: {
        repository: 'quay.io/unstructured-io/unstructured-api',
        tag: version,
        asks: 'bash',
      },
    },
    source: `Unstructured-IO/unstructured-api ${version} (${since}) .github/workflows/docker-publish.yml`,
    config: noConfiguration(source(version)),
    env: {
      isComplete: true,
      source: source(version),
      options: [
        ...readOptions(names),
        ...readOptions(libraries),
        unreadOption('ENABLE_OCR', perRequest),
        unreadOption('OCR_LANGUAGES', perRequest),
        unreadOption('CHUNKING_STRATEGY', perRequest),
        unreadOption('MAX_CHARACTERS', perRequest),
      ],
      prefixes: ['HF_', 'TRANSFORMERS_', 'TORCH', 'OMP_', 'MKL_', 'PYTHON', 'UVICORN_'],
    },
  }
}

export const unstructuredVersions: { readonly [version: string]: VersionFacts } = {
  '0.0.80': factsOf('0.0.80', '2024-09-10', common),
  '0.1.2': factsOf('0.1.2', '2026-04-03', `${common} HOST WORKERS`),
}
