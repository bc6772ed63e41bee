// Infinity: serves embedding and reranking models in the place of TEI, one workload for each model.

import type { Component } from '../../component.js'
import { infinityAlerts } from './alerts.js'
import { infinityDashboards } from './dashboards.js'
import { infinityModels } from './models.js'
import { sizeInfinity } from './size.js'
import { infinityVersions } from './versions.js'
import { infinityWorkloads } from './workloads.js'
import { infinityCommands } from './commands.js'

export const infinity: Component = {
  name: 'infinity',
  title: 'Infinity',
  summary: {
    en: 'Turns text into vectors and reranks passages with PyTorch, for models that TEI does not load',
    ko: 'TEI가 지원하지 않는 모델로 텍스트를 벡터로 바꾸고 구절을 재순위화합니다(PyTorch 기반)',
  },
  topologies: ['server'],
  versions: infinityVersions,
  parts: (context) => infinityModels(context).map(({ name }) => name),
  needs: () => [],
  size: sizeInfinity,
  workloads: infinityWorkloads,
  commands: infinityCommands,
  alerts: infinityAlerts,
  // Series with names that many programs share are nobody's where it serves no model.
  dashboards: (context) => (infinityModels(context).length === 0 ? {} : infinityDashboards()),
  backups: {
    none: {
      en: 'It holds nothing: the weights lie in the model store',
      ko: '저장하는 데이터가 없습니다. 가중치는 모델 저장소에 있습니다',
    },
  },
}
