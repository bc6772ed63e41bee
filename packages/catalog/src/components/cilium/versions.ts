// What is known of each version of Cilium.

import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { ciliumMetrics } from './metrics.js'

export const ciliumVersions: { readonly [version: string]: VersionFacts } = {
  '1.15.13': {
    version: '1.15.13',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'cilium/charts cilium-1.15.13.tgz values.yaml, templates/; cilium/cilium Documentation/network/l2-announcements.rst, lb-ipam.rst, kubernetes/kubeproxy-free.rst',
    metrics: ciliumMetrics,
    life: [
      {
        subject: 'Cilium 1.15.13',
        status: 'released',
        since: '2025-01-22',
        note: {
          en: 'the newest 1.15 of the guide’s month',
          ko: '가이드가 나온 달의 최신 1.15입니다',
        },
        source: 'cilium/charts cilium-1.15.13.tgz',
      },
    ],
  },
}
