// What is known of each version of KEDA, with the metrics-server beside it.

import type { VersionFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'
import { noConfiguration } from '../../options.js'
import { kedaGroups } from './metrics.js'

export const scalingVersions: { readonly [version: string]: VersionFacts } = {
  '2.16.1': {
    version: '2.16.1',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'kedacore/charts@v2.16.1 keda/values.yaml; kubernetes-sigs/metrics-server@metrics-server-helm-chart-3.12.2',
    metrics: {
      source: 'kedacore/keda@v2.16.1 pkg/metricscollector/prommetrics.go',
      metrics: metricTable(kedaGroups, {
        keda_scaler_detail_errors_total: {
          help: 'Times that a trigger could not be read, such as a query or a queue.',
        },
        keda_scaler_metrics_latency_seconds: {
          unit: 'seconds',
          help: 'How long reading a trigger took.',
        },
      }),
    },
    life: [
      {
        subject: 'KEDA 2.16.1',
        status: 'released',
        since: '2024-12-24',
        note: {
          en: 'the newest in the guide’s month',
          ko: '가이드가 나온 달의 최신 버전입니다',
        },
        source: 'kedacore/keda@v2.16.1',
      },
    ],
  },
}
