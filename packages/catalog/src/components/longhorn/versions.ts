// What is known of each version of Longhorn.

import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { longhornMetrics } from './metrics.js'

export const longhornVersions: { readonly [version: string]: VersionFacts } = {
  '1.7.2': {
    version: '1.7.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source: 'longhorn/longhorn@v1.7.2 chart/values.yaml, chart/templates/',
    metrics: longhornMetrics,
    life: [
      {
        subject: 'Longhorn 1.7.2',
        status: 'released',
        since: '2024-10-18',
        note: {
          en: 'the newest 1.7 of the guide’s month',
          ko: '가이드가 나온 달의 최신 1.7입니다',
        },
        source: 'longhorn/longhorn@v1.7.2',
      },
    ],
  },
}
