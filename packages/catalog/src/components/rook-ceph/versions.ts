// What is known of each version of Rook.

import type { VersionFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'
import { noConfiguration } from '../../options.js'

export const cephVersions: { readonly [version: string]: VersionFacts } = {
  '1.16.2': {
    version: '1.16.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'rook/rook@v1.16.2 deploy/charts/rook-ceph/values.yaml, deploy/charts/rook-ceph-cluster/values.yaml, deploy/examples/images.txt, deploy/examples/monitoring/service-monitor.yaml',
    metrics: {
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
    },
    life: [
      {
        subject: 'Rook 1.16.2',
        status: 'released',
        since: '2025-01-16',
        note: {
          en: 'brings Ceph 19.2.0 (Squid)',
          ko: 'Ceph 19.2.0(Squid)을 함께 제공합니다',
        },
        source: 'rook/rook@v1.16.2 deploy/examples/images.txt',
      },
    ],
  },
}
