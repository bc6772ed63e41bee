// The metrics of Longhorn that alerts, panels and people rely on.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const longhornMetrics: MetricFacts = {
  source: 'longhorn/longhorn-manager@v1.7.2 metrics_collector/',
  metrics: metricTable(
    [
      [
        'gauge',
        'node volume pvc pvc_namespace',
        'longhorn_volume_capacity_bytes longhorn_volume_actual_size_bytes longhorn_volume_state longhorn_volume_robustness',
      ],
      [
        'gauge',
        'node',
        'longhorn_node_storage_capacity_bytes longhorn_node_storage_usage_bytes longhorn_node_storage_reservation_bytes',
      ],
      ['gauge', 'node condition condition_reason', 'longhorn_node_status'],
      [
        'gauge',
        'node disk',
        'longhorn_disk_capacity_bytes longhorn_disk_usage_bytes longhorn_disk_reservation_bytes',
      ],
    ],
    {
      longhorn_volume_robustness: {
        help: '0 unknown, 1 healthy, 2 degraded, 3 faulted.',
      },
      longhorn_node_storage_usage_bytes: { unit: 'bytes', help: 'Space in use on a node.' },
    },
  ),
}
