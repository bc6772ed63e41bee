// Serves chat models on GPUs with vLLM, one workload for each model.

import type { Component } from '../../component.js'
import { modelsServedBy } from '../../component.js'
import { vllmAlerts } from './alerts.js'
import { vllmDashboards } from './dashboards.js'
import { vllmVersions } from './versions.js'
import { sizeVllm } from './size.js'
import { vllmWorkloads } from './workloads.js'
import { vllmCommands } from './commands.js'

export const vllm: Component = {
  name: 'vllm',
  title: 'vLLM',
  summary: {
    en: 'Serves chat models on GPUs through an OpenAI-compatible API',
    ko: 'OpenAI 호환 API로 채팅 모델을 GPU에서 서빙합니다',
  },
  topologies: ['server'],
  versions: vllmVersions,
  parts: ({ platform }) => modelsServedBy('vllm', platform).map(({ name }) => name),
  needs: () => [],
  size: sizeVllm,
  workloads: vllmWorkloads,
  commands: vllmCommands,
  alerts: vllmAlerts,
  backups: {
    none: {
      en: 'Weights are fetched into the model store again; nothing is written while it serves',
      ko: '가중치는 모델 저장소로 다시 내려받으며, 서빙 중에는 아무것도 저장하지 않습니다',
    },
  },
  dashboards: vllmDashboards,
}
