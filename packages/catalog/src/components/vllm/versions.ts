// What is known of vLLM at each version.

import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { noConfiguration } from '../../options.js'
import { metrics060, metricsCurrent } from './metrics.js'
import { arguments022, arguments060, environment022, environment060 } from './options.js'

const repository = 'docker.io/vllm/vllm-openai'

export const vllmVersions: { readonly [version: string]: VersionFacts } = {
  '0.6.0': {
    version: '0.6.0',
    life: [released('vLLM 0.6.0', '2024-09-04', 'vllm-project/vllm v0.6.0 (32e7db25)')],
    images: { server: { repository, tag: 'v0.6.0', asks: 'bash' } },
    source: 'vllm-project/vllm v0.6.0 (32e7db25), 2024-09-04',
    args: arguments060,
    env: environment060,
    config: noConfiguration('vllm-project/vllm v0.6.0 vllm/engine/arg_utils.py: arguments alone'),
    metrics: metrics060,
  },
  '0.22.0': {
    version: '0.22.0',
    life: [
      released('vLLM 0.22.0', '2026-05', 'vllm-project/vllm main 6f955986e, days before v0.22.0'),
    ],
    images: { server: { repository, tag: 'v0.22.0' } },
    source:
      'vllm-project/vllm main 6f955986e (2026-05-26), days before v0.22.0; image tags follow the PyPI version',
    args: arguments022,
    env: environment022,
    config: noConfiguration('vllm-project/vllm vllm/engine/arg_utils.py: arguments alone'),
    metrics: metricsCurrent,
  },
}
