// What is known of the Loki chart and the program in it at each version.

import type { Image } from '@llmflow/spec'
import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { lokiMetrics } from './metrics.js'

export const chartVersion = '6.24.0'
export const lokiImage: Image = { repository: 'docker.io/grafana/loki', tag: '3.3.2' }

export const lokiVersions: { readonly [version: string]: VersionFacts } = {
  '3.3.2': {
    version: '3.3.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source: 'grafana/loki@helm-loki-6.24.0 production/helm/loki/Chart.yaml, values.yaml',
    metrics: lokiMetrics,
    life: [
      {
        subject: 'Loki chart 6.24.0',
        status: 'released',
        since: '2024-12-18',
        note: { en: 'carries Loki 3.3.2', ko: 'Loki 3.3.2가 들어 있습니다' },
        source: 'grafana/loki@helm-loki-6.24.0 production/helm/loki/Chart.yaml',
      },
    ],
  },
}
