// Panels of the network between pods.

import type { Dashboard } from '@llmflow/spec'

export const ciliumDashboards = (): { readonly [name: string]: Dashboard } => ({
  network: {
    title: 'Network',
    panels: [
      {
        title: 'Packets dropped, by reason',
        kind: 'timeseries',
        unit: 'reqps',
        queries: [
          {
            expression: 'sum by (reason) (rate(cilium_drop_count_total[5m]))',
            legend: '{{reason}}',
          },
        ],
      },
      {
        title: 'Nodes that an agent cannot reach',
        kind: 'stat',
        unit: 'short',
        queries: [{ expression: 'max(cilium_unreachable_nodes)', legend: 'nodes' }],
      },
      {
        title: 'Fullest kernel tables',
        kind: 'timeseries',
        unit: 'percentunit',
        queries: [
          {
            expression: 'topk(5, max by (map_name) (cilium_bpf_map_pressure))',
            legend: '{{map_name}}',
          },
        ],
      },
    ],
  },
})
