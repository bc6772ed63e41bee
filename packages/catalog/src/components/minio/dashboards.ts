// Panels of MinIO for the dashboard of stores.

import type { Dashboard } from '@llmflow/spec'

export function minioDashboards(): { readonly [name: string]: Dashboard } {
  return {
    stores: {
      title: 'Stores',
      panels: [
        {
          title: 'Object store: free space after parity',
          kind: 'timeseries',
          unit: 'bytes',
          queries: [
            {
              expression: 'min by (job) (minio_cluster_capacity_usable_free_bytes)',
              legend: 'free',
            },
            {
              expression: 'min by (job) (minio_cluster_capacity_usable_total_bytes)',
              legend: 'total',
            },
          ],
        },
        {
          title: 'Object store: requests per second',
          kind: 'timeseries',
          unit: 'reqps',
          queries: [
            {
              expression: 'sum by (api) (rate(minio_s3_requests_total[5m]))',
              legend: '{{api}}',
            },
          ],
        },
      ],
    },
  }
}
