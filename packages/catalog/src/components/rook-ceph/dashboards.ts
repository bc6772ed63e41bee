// Panels of Ceph.

import type { Dashboard } from '@llmflow/spec'

export const cephDashboards = (): { readonly [name: string]: Dashboard } => ({
  volumes: {
    title: 'Volumes',
    panels: [
      {
        title: 'Space of Ceph in use',
        kind: 'timeseries',
        unit: 'percentunit',
        queries: [
          {
            expression: 'max(ceph_cluster_total_used_bytes / ceph_cluster_total_bytes)',
            legend: 'used',
          },
        ],
      },
      {
        title: 'Disks of Ceph that are up',
        kind: 'stat',
        unit: 'short',
        queries: [{ expression: 'sum(ceph_osd_up)', legend: 'up' }],
      },
    ],
  },
})
