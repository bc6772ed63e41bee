// Text Embeddings Inference: serves embedding and reranking models, one workload for each model.

import { modelsServedBy, type Component } from '../../component.js'
import { teiAlerts } from './alerts.js'
import { teiDashboards } from './dashboards.js'
import { sizeTei } from './size.js'
import { teiVersions } from './versions.js'
import { teiWorkloads } from './workloads.js'
import { teiCommands } from './commands.js'

export const tei: Component = {
  name: 'tei',
  title: 'Text Embeddings Inference',
  summary: {
    en: 'Turns text into vectors and reranks passages, on CPUs or GPUs',
    ko: '텍스트를 벡터로 바꾸고 검색된 구절을 재순위화합니다(CPU 또는 GPU)',
  },
  topologies: ['server'],
  versions: teiVersions,
  parts: ({ platform }) => modelsServedBy('tei', platform).map(({ name }) => name),
  needs: () => [],
  size: sizeTei,
  workloads: teiWorkloads,
  commands: teiCommands,
  alerts: teiAlerts,
  backups: {
    none: {
      en: 'Weights are fetched into the model store again; nothing is written while it serves',
      ko: '가중치는 모델 저장소로 다시 내려받으며, 서빙 중에는 아무것도 저장하지 않습니다',
    },
  },
  dashboards: teiDashboards,
}
