// What is known of vLLM as a program: its images, its settings by version and what goes wrong with it.

import { vllmVersions } from '../components/vllm/versions.js'
import type { NotSetting, Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'

const engine = 'vllm-project/vllm v0.6.0 vllm/engine/arg_utils.py'

const notSettings: readonly NotSetting[] = [
  {
    key: 'maxConcurrentRequests',
    instead: {
      en: '--max-num-seqs bounds the sequences that run at once',
      ko: '동시에 처리하는 시퀀스 수는 --max-num-seqs로 정합니다',
    },
  },
]

const server: Partial<SoftwareVersion> = {
  notSettings,
  metricsEndpoint: {
    port: 8000,
    path: '/metrics',
    source: 'vllm-project/vllm v0.6.0 vllm/entrypoints/openai/api_server.py mount_metrics',
  },
}

export const vllm: Software = {
  name: 'vllm',
  title: 'vLLM',
  images: [
    { repository: 'docker.io/vllm/vllm-openai', part: 'server', source: engine },
    {
      repository: 'docker.io/vllm/vllm-openai-cpu',
      part: 'cpu',
      source: 'vllm-project/vllm 6f955986e docs/getting_started/installation',
    },
  ],
  versions: versionsOf(vllmVersions, server),
}
