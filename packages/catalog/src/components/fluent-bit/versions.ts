// What is known of the Fluent Bit chart and the program in it at each version.

import type { Image } from '@llmflow/spec'
import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { fluentBitMetrics } from './metrics.js'

export const chartVersion = '0.48.5'
export const agentImage: Image = {
  repository: 'cr.fluentbit.io/fluent/fluent-bit',
  tag: '3.2.4',
}

export const fluentBitVersions: { readonly [version: string]: VersionFacts } = {
  '3.2.4': {
    version: '3.2.4',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source: 'fluent/helm-charts@fluent-bit-0.48.5 charts/fluent-bit/Chart.yaml, values.yaml',
    metrics: fluentBitMetrics,
    life: [
      {
        subject: 'Fluent Bit chart 0.48.5',
        status: 'released',
        since: '2025-01-16',
        note: { en: 'carries Fluent Bit 3.2.4', ko: 'Fluent Bit 3.2.4가 들어 있습니다' },
        source: 'fluent/helm-charts@fluent-bit-0.48.5 charts/fluent-bit/Chart.yaml',
      },
    ],
  },
}
