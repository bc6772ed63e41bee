// The metrics of Cilium that alerts, panels and people rely on.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const ciliumMetrics: MetricFacts = {
  source:
    'cilium/charts cilium-1.15.13.tgz files/cilium-agent/dashboards/cilium-dashboard.json (names); cilium/cilium Documentation/observability/metrics.rst (labels)',
  metrics: metricTable(
    [
      [
        'gauge',
        '',
        'cilium_unreachable_nodes cilium_unreachable_health_endpoints cilium_controllers_failing cilium_policy_max_revision',
      ],
      ['gauge', 'map_name', 'cilium_bpf_map_pressure'],
      ['gauge', 'endpoint_state', 'cilium_endpoint_state'],
      ['counter', 'reason direction', 'cilium_drop_count_total cilium_drop_bytes_total'],
      ['counter', 'direction', 'cilium_forward_count_total cilium_forward_bytes_total'],
      ['counter', 'outcome', 'cilium_endpoint_regenerations_total'],
    ],
    {
      cilium_unreachable_nodes: { help: 'Nodes that an agent cannot reach.' },
      cilium_controllers_failing: { help: 'Tasks of an agent whose last run failed.' },
      cilium_bpf_map_pressure: {
        unit: 'ratio',
        help: 'Share of a kernel table that is taken; from 1 on nothing new fits in.',
      },
      cilium_drop_count_total: { help: 'Packets that were dropped, by reason.' },
    },
  ),
}
