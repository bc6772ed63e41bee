// What is known of vLLM at each version.

import type { OptionFacts, VersionFacts } from '../../facts.js'
import { metrics060, metricsCurrent } from './metrics.js'

/** Flags that the facts confirm or deny; the full lists are not in, so an unlisted flag is unknown. */
const args060: OptionFacts = {
  isComplete: false,
  source: 'vllm-project/vllm v0.6.0 vllm/engine/arg_utils.py, vllm/entrypoints/openai/cli_args.py',
  options: [
    ...[
      '--model',
      '--served-model-name',
      '--tensor-parallel-size',
      '--max-model-len',
      '--gpu-memory-utilization',
      '--enable-prefix-caching',
      '--enable-chunked-prefill',
      '--max-num-seqs',
      '--rope-scaling',
      '--swap-space',
      '--api-key',
      '--tool-call-parser',
      '--disable-log-stats',
      '--kv-cache-dtype',
    ].map((name) => ({ name, read: true })),
    { name: '--max-concurrent-requests', read: false, instead: '--max-num-seqs' },
  ],
}

const env060: OptionFacts = {
  isComplete: false,
  source: 'vllm-project/vllm v0.6.0 vllm/envs.py',
  options: [
    { name: 'HF_HOME', read: true },
    { name: 'VLLM_API_KEY', read: true },
    { name: 'MAX_CONCURRENT_REQUESTS', read: false, instead: 'the argument --max-num-seqs' },
  ],
}

export const vllmVersions: { readonly [version: string]: VersionFacts } = {
  '0.6.0': {
    version: '0.6.0',
    images: { server: { repository: 'docker.io/vllm/vllm-openai', tag: 'v0.6.0' } },
    source: 'vllm-project/vllm v0.6.0 (32e7db25), 2024-09-04',
    args: args060,
    env: env060,
    metrics: metrics060,
  },
}

export { metricsCurrent }
