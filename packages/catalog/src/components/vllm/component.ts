// Serves chat models on GPUs with vLLM, one workload for each model.

import type { Component } from '../../component.js'
import { modelsServedBy } from '../../component.js'
import { vllmAlerts } from './alerts.js'
import { vllmDashboards } from './dashboards.js'
import { vllmVersions } from './versions.js'
import { sizeVllm } from './size.js'
import { vllmWorkloads } from './workloads.js'

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
  alerts: vllmAlerts,
  dashboards: vllmDashboards,
}
