// What is known of each version of Longhorn.

import type { VersionFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'
import { noConfiguration } from '../../options.js'

export const longhornVersions: { readonly [version: string]: VersionFacts } = {
  '1.7.2': {
    version: '1.7.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source: 'longhorn/longhorn@v1.7.2 chart/values.yaml, chart/templates/',
    metrics: {
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
    },
    life: [
      {
        subject: 'Longhorn 1.7.2',
        status: 'released',
        since: '2024-10-18',
        note: {
          en: 'the newest 1.7 of the guide’s month',
          ko: '가이드가 나온 달의 최신 1.7입니다',
        },
        source: 'longhorn/longhorn@v1.7.2',
      },
    ],
  },
}
