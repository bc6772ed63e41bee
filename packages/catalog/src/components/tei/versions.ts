// What is known of TEI at each version, and which build of its image a model needs.

import type { Image, Model } from '@llmflow/spec'
import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { findGpu } from '../../hardware/gpu.js'
import { noConfiguration, readOptions, unreadOption } from '../../options.js'
import { teiMetrics } from './metrics.js'

const repository = 'ghcr.io/huggingface/text-embeddings-inference'

const common = `MODEL_ID REVISION TOKENIZATION_WORKERS DTYPE POOLING MAX_CONCURRENT_REQUESTS MAX_BATCH_TOKENS
    MAX_BATCH_REQUESTS MAX_CLIENT_BATCH_SIZE AUTO_TRUNCATE DEFAULT_PROMPT_NAME DEFAULT_PROMPT HF_API_TOKEN HOSTNAME
    PORT UDS_PATH HUGGINGFACE_HUB_CACHE PAYLOAD_LIMIT API_KEY JSON_OUTPUT OTLP_ENDPOINT OTLP_SERVICE_NAME
    CORS_ALLOW_ORIGIN`

const later = `SERVED_MODEL_NAME DENSE_PATH HF_TOKEN DISABLE_SPANS PROMETHEUS_PORT`

/** Names that belong to the libraries below the server. */
const libraries = `HOME PATH TMPDIR RUST_LOG RUST_BACKTRACE RAYON_NUM_THREADS LD_LIBRARY_PATH HTTP_PROXY HTTPS_PROXY
    NO_PROXY`
const libraryPrefixes = ['OMP_', 'MKL_', 'KMP_', 'CUDA_', 'NVIDIA_']

const flagOf = (name: string): string => `--${name.toLowerCase().replaceAll('_', '-')}`
const flagsOf = (names: string): string => names.split(/\s+/).map(flagOf).join(' ')

function factsOf(version: string, since: string, tag: string, names: string): VersionFacts {
  const source = `huggingface/text-embeddings-inference v${version} router/src/main.rs`
  return {
    version,
    life: [released(`TEI ${version}`, since, `huggingface/text-embeddings-inference v${version}`)],
    images: {
      cpu: { repository, tag: `cpu-${tag}`, asks: 'bash' },
      '8.0': { repository, tag, asks: 'bash' },
      '8.9': { repository, tag: `89-${tag}`, asks: 'bash' },
      '9.0': { repository, tag: `hopper-${tag}`, asks: 'bash' },
    },
    source: `huggingface/text-embeddings-inference v${version} README.md (image table), Dockerfile`,
    config: noConfiguration(source),
    env: {
      isComplete: true,
      source,
      options: [
        ...readOptions(names),
        ...readOptions(libraries),
        unreadOption('MAX_BATCH_SIZE', 'MAX_BATCH_REQUESTS'),
        unreadOption('MODEL_NAME', 'MODEL_ID'),
      ],
      prefixes: libraryPrefixes,
    },
    args: {
      isComplete: true,
      source,
      options: [...readOptions(flagsOf(names)), unreadOption('--model', '--model-id')],
    },
    metrics: teiMetrics,
  }
}

/** 1.5 has no entry: its CPU build is ONNX only and loads neither bge-m3 nor bge-reranker-v2-m3. */
export const teiVersions: { readonly [version: string]: VersionFacts } = {
  '1.6.0': factsOf('1.6.0', '2024-12-13', '1.6', common),
  '1.9.3': factsOf('1.9.3', '2026-03-23', '1.9', `${common} ${later}`),
}

/** The build for a model: the CPU's, or the one for the compute capability of its GPU. */
export function imageFor(model: Model, facts: VersionFacts): Image | undefined {
  const capability = findGpu(model.gpu ?? '')?.computeCapability ?? 'cpu'
  return facts.images[capability]
}
