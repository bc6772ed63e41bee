// What is known of each version of prometheus-adapter.

import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { aggregatorMetrics } from './metrics.js'

export const adapterVersions: { readonly [version: string]: VersionFacts } = {
  '0.12.0': {
    version: '0.12.0',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'prometheus-community/helm-charts@prometheus-adapter-4.11.0 charts/prometheus-adapter/values.yaml, templates/; kubernetes-sigs/prometheus-adapter@v0.12.0 docs/config.md',
    metrics: aggregatorMetrics,
    life: [
      {
        subject: 'prometheus-adapter 0.12.0',
        status: 'released',
        since: '2024-05-16',
        note: {
          en: 'the newest in the guide’s month, in the chart 4.11.0',
          ko: '가이드가 나온 달의 최신 버전이며 차트는 4.11.0입니다',
        },
        source: 'kubernetes-sigs/prometheus-adapter@v0.12.0',
      },
    ],
  },
}
