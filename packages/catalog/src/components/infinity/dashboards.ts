// Panels of Infinity, beside those of TEI: how many requests, and how many of them are quick.

import type { Dashboard } from '@llmflow/spec'

const duration = 'http_request_duration_seconds'
const labels = 'service=~"infinity-.+",handler=~"/embeddings|/rerank"'

export function infinityDashboards(): { readonly [name: string]: Dashboard } {
  return {
    embedding: {
      title: 'Embedding and reranking',
      panels: [
        {
          title: 'Infinity: requests per second',
          kind: 'timeseries',
          unit: 'reqps',
          queries: [
            {
              expression: `sum by (service) (rate(${duration}_count{${labels}}[5m]))`,
              legend: '{{service}}',
            },
          ],
        },
        {
          title: 'Infinity: answered within 0.5 s',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: [
            {
              expression: `sum by (service) (rate(${duration}_bucket{${labels},le="0.5"}[5m])) / sum by (service) (rate(${duration}_count{${labels}}[5m]))`,
              legend: '{{service}}',
            },
          ],
        },
      ],
    },
  }
}
