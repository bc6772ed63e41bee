// The metric by which the API server tells that it cannot reach an API that somebody else serves.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const aggregatorMetrics: MetricFacts = {
  source:
    'kubernetes-monitoring/kubernetes-mixin alerts/kube_apiserver.libsonnet (of the API server)',
  metrics: metricTable([['gauge', 'name', 'aggregator_unavailable_apiservice']], {
    aggregator_unavailable_apiservice: {
      help: '1 while the API server cannot reach what serves an API.',
    },
  }),
}
