// What is known of each version of Rook.

import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { cephMetrics } from './metrics.js'

export const cephVersions: { readonly [version: string]: VersionFacts } = {
  '1.16.2': {
    version: '1.16.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'rook/rook@v1.16.2 deploy/charts/rook-ceph/values.yaml, deploy/charts/rook-ceph-cluster/values.yaml, deploy/examples/images.txt, deploy/examples/monitoring/service-monitor.yaml',
    metrics: cephMetrics,
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
