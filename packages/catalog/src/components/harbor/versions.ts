// What is known of each version of Harbor.

import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { harborMetrics } from './metrics.js'

export const harborVersions: { readonly [version: string]: VersionFacts } = {
  '2.12.2': {
    version: '2.12.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source: 'goharbor/harbor-helm@v1.16.2 values.yaml, templates/',
    metrics: harborMetrics,
    life: [
      {
        subject: 'Harbor 2.12.2',
        status: 'released',
        since: '2025-01-16',
        note: {
          en: 'with the chart 1.16.2 of the same day',
          ko: '같은 날 차트 1.16.2와 함께 나왔습니다',
        },
        source: 'goharbor/harbor@v2.12.2; goharbor/harbor-helm@v1.16.2',
      },
    ],
  },
}
