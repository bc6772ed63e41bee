// Panels of Milvus for the dashboard of retrieval.

import type { Dashboard } from '@llmflow/spec'

export function milvusDashboards(): { readonly [name: string]: Dashboard } {
  return {
    'rag-performance': {
      title: 'Retrieval',
      panels: [
        {
          title: 'P95 of a vector search in Milvus',
          kind: 'timeseries',
          unit: 'ms',
          queries: [
            {
              expression:
                'histogram_quantile(0.95, sum by (le) (rate(milvus_proxy_sq_latency_bucket{query_type="search"}[5m])))',
              legend: 'P95',
            },
          ],
        },
        {
          title: 'Requests to Milvus per second',
          kind: 'timeseries',
          unit: 'reqps',
          queries: [
            {
              expression: 'sum by (status) (rate(milvus_proxy_req_count[5m]))',
              legend: '{{status}}',
            },
          ],
        },
      ],
    },
  }
}
