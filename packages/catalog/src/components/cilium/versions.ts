// What is known of each version of Cilium.

import type { VersionFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'
import { noConfiguration } from '../../options.js'

export const ciliumVersions: { readonly [version: string]: VersionFacts } = {
  '1.15.13': {
    version: '1.15.13',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'cilium/charts cilium-1.15.13.tgz values.yaml, templates/; cilium/cilium Documentation/network/l2-announcements.rst, lb-ipam.rst, kubernetes/kubeproxy-free.rst',
    metrics: {
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
    },
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
