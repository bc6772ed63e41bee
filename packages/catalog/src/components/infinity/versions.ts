// What is known of Infinity: its two images, and the flags and variables that it reads.

import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { noConfiguration, readOptions, unreadOption } from '../../options.js'
import { infinityMetrics } from './metrics.js'

const repository = 'docker.io/michaelf34/infinity'
const version = '0.0.77'
const folder = `michaelfeil/infinity ${version} libs/infinity_emb`

/** Every flag of `v2` has a variable of the same name that stands for its default. */
const settings = `API_KEY MODEL_ID SERVED_MODEL_NAME BATCH_SIZE REVISION TRUST_REMOTE_CODE MODEL_WARMUP VECTOR_DISK_CACHE
    LENGTHS_VIA_TOKENIZE COMPILE BETTERTRANSFORMER PRELOAD_ONLY PERMISSIVE_CORS URL_PREFIX PROXY_ROOT_PATH PORT HOST
    REDIRECT_SLASH LOG_LEVEL DTYPE ENGINE POOLING_METHOD DEVICE DEVICE_ID EMBEDDING_DTYPE`

/** Variables without a flag. */
const variablesOnly = `CALIBRATION_DATASET_URL ANONYMOUS_USAGE_STATS QUEUE_SIZE MAX_CLIENT_BATCH_SIZE HOME
    ONNX_DISABLE_OPTIMIZE ONNX_DO_NOT_PREFER_QUANTIZED`

const words = (names: string): readonly string[] => names.split(/\s+/)
const variablesOf = (names: string): string =>
  words(names)
    .map((name) => `INFINITY_${name}`)
    .join(' ')
const flagsOf = (names: string): string =>
  words(names)
    .map((name) => `--${name.toLowerCase().replaceAll('_', '-')}`)
    .join(' ')

/** Names that belong to the libraries below the server. */
const libraries = `DO_NOT_TRACK HOME USER LOGNAME PATH LANG TZ TMPDIR HTTP_PROXY HTTPS_PROXY NO_PROXY NO_COLOR`
const libraryPrefixes = [
  'HF_',
  'HUGGINGFACE_',
  'TRANSFORMERS_',
  'TOKENIZERS_',
  'SENTENCE_TRANSFORMERS_',
  'TORCH',
  'PYTORCH_',
  'CUDA_',
  'NVIDIA_',
  'OMP_',
  'MKL_',
  'PYTHON',
  'PROMETHEUS_',
  'UVICORN_',
]

export const infinityVersions: { readonly [version: string]: VersionFacts } = {
  [version]: {
    version,
    images: {
      gpu: { repository, tag: version, asks: 'curl' },
      cpu: { repository, tag: `${version}-cpu`, asks: 'curl' },
    },
    source: `${folder}/Dockerfile.nvidia_auto, Dockerfile.cpu_auto; .github/workflows/release_docker_container.yaml`,
    config: noConfiguration(`${folder}/infinity_emb/cli.py`),
    env: {
      isComplete: true,
      source: `${folder}/infinity_emb/env.py`,
      options: [
        ...readOptions(variablesOf(settings)),
        ...readOptions(variablesOf(variablesOnly)),
        ...readOptions(libraries),
        unreadOption('MODEL_ID', 'INFINITY_MODEL_ID'),
        unreadOption('INFINITY_MODEL', 'INFINITY_MODEL_ID'),
      ],
      prefixes: libraryPrefixes,
    },
    args: {
      isComplete: true,
      source: `${folder}/infinity_emb/cli.py v2`,
      options: [
        ...readOptions(flagsOf(settings)),
        unreadOption('--model', '--model-id'),
        unreadOption('--max-client-batch-size', 'INFINITY_MAX_CLIENT_BATCH_SIZE'),
      ],
    },
    metrics: infinityMetrics,
    life: [released(`Infinity ${version}`, '2025-08-22', `michaelfeil/infinity tag ${version}`)],
  },
}
