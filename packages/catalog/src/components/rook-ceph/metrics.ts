// The metrics of Ceph’s manager that alerts, panels and people rely on.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const cephMetrics: MetricFacts = {
  source:
    'rook/rook@v1.16.2 deploy/charts/rook-ceph-cluster/prometheus/localrules.yaml, deploy/examples/monitoring/grafana; ceph/ceph src/pybind/mgr/prometheus/module.py (labels)',
  metrics: metricTable(
    [
      [
        'gauge',
        '',
        'ceph_health_status ceph_cluster_total_bytes ceph_cluster_total_used_bytes ceph_pg_total ceph_pg_active ceph_pg_clean',
      ],
      ['gauge', 'name', 'ceph_health_detail'],
      ['gauge', 'ceph_daemon', 'ceph_osd_up ceph_mon_quorum_status'],
    ],
    {
      ceph_health_status: { help: '0 for HEALTH_OK, 1 for HEALTH_WARN, 2 for HEALTH_ERR.' },
      ceph_osd_up: { help: '1 for each disk whose server is up.' },
      ceph_cluster_total_bytes: { unit: 'bytes', help: 'Raw space of all disks.' },
      ceph_cluster_total_used_bytes: {
        unit: 'bytes',
        help: 'Space in use on all disks, every copy counted.',
      },
    },
  ),
}
