// Panels of TEI: how long, how many and how many wait, by model server.

import type { Dashboard } from '@llmflow/spec'

export function teiDashboards(): { readonly [name: string]: Dashboard } {
  return {
    embedding: {
      title: 'Embedding and reranking',
      panels: [
        {
          title: 'P95 of a request',
          kind: 'timeseries',
          unit: 's',
          queries: [
            {
              expression:
                'histogram_quantile(0.95, sum by (le, service) (rate(te_request_duration_bucket[5m])))',
              legend: '{{service}}',
            },
          ],
        },
        {
          title: 'Requests per second',
          kind: 'timeseries',
          unit: 'reqps',
          queries: [
            // te_request_count counts single calls twice up to 1.6.0; the histogram's count does not.
            {
              expression: 'sum by (service) (rate(te_request_duration_count[5m]))',
              legend: '{{service}}',
            },
          ],
        },
        {
          title: 'Inputs waiting',
          kind: 'timeseries',
          unit: 'short',
          queries: [{ expression: 'sum by (service) (te_queue_size)', legend: '{{service}}' }],
        },
      ],
    },
  }
}
