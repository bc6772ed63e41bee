// Alerts of OpenSearch: data that cannot be reached, copies that are missing, and disks that fill up.

import { seconds, type Alert } from '@llmflow/spec'
import type { Context } from '../../component.js'

export const opensearchAlerts = (context: Context): readonly Alert[] => [
  red,
  diskFull,
  silent,
  ...(context.topologyOf('opensearch') === 'cluster' ? [yellow] : []),
]

const status = (color: string): string =>
  `elasticsearch_cluster_health_status{cluster="llmflow",color="${color}"}`

const red: Alert = {
  name: 'OpensearchRed',
  component: 'opensearch',
  expression: 'max by (cluster) (elasticsearch_cluster_health_status{color="red"}) == 1',
  for: seconds(120),
  severity: 'critical',
  summary: { en: 'OpenSearch lacks data', ko: 'OpenSearch 데이터 일부를 읽을 수 없습니다' },
  description: {
    en: 'Shards without any copy: logs cannot be written to them or read',
    ko: '사용할 수 있는 복사본이 하나도 없는 샤드가 있어 로그를 쓰거나 읽을 수 없습니다',
  },
  tests: {
    trips: [{ series: status('red'), values: '1x20' }],
    quiet: [{ series: status('red'), values: '0x20' }],
  },
}

const yellow: Alert = {
  name: 'OpensearchYellow',
  component: 'opensearch',
  expression: 'max by (cluster) (elasticsearch_cluster_health_status{color="yellow"}) == 1',
  for: seconds(1800),
  severity: 'warning',
  summary: {
    en: 'OpenSearch lacks copies of its data',
    ko: 'OpenSearch 복제본이 부족합니다',
  },
  description: {
    en: 'One more lost node would lose data; look at the shards that found no node',
    ko: '노드를 하나 더 잃으면 데이터가 유실됩니다. 배치되지 못한 샤드를 확인하세요',
  },
  tests: {
    trips: [{ series: status('yellow'), values: '1x60' }],
    quiet: [{ series: status('yellow'), values: '0x60' }],
  },
}

const disk = (metric: string): string =>
  `elasticsearch_filesystem_data_${metric}_bytes{name="opensearch-0"}`

const diskFull: Alert = {
  name: 'OpensearchDiskFull',
  component: 'opensearch',
  // From 85% on a node takes no more shards; at 95% every index on it becomes read-only.
  expression:
    'min by (name) (elasticsearch_filesystem_data_available_bytes / elasticsearch_filesystem_data_size_bytes) < 0.2',
  for: seconds(900),
  severity: 'warning',
  summary: { en: 'The disk of OpenSearch fills up', ko: 'OpenSearch 디스크가 거의 찼습니다' },
  description: {
    en: '{{ $value | humanizePercentage }} are free on {{ $labels.name }}; keep logs for a shorter time or give it more room',
    ko: '{{ $labels.name }}의 여유 공간이 {{ $value | humanizePercentage }}입니다. 로그 보관 기간을 줄이거나 용량을 늘리세요',
  },
  tests: {
    trips: [
      { series: disk('available'), values: '10x40' },
      { series: disk('size'), values: '100x40' },
    ],
    quiet: [
      { series: disk('available'), values: '60x40' },
      { series: disk('size'), values: '100x40' },
    ],
  },
}

const nodes = 'elasticsearch_cluster_health_number_of_nodes{cluster="llmflow"}'

const silent: Alert = {
  name: 'OpensearchUnavailable',
  component: 'opensearch',
  expression: 'absent(elasticsearch_cluster_health_number_of_nodes)',
  for: seconds(600),
  severity: 'warning',
  summary: { en: 'OpenSearch does not answer', ko: 'OpenSearch가 응답하지 않습니다' },
  description: {
    en: 'The exporter gets no answer about the cluster; logs wait on the nodes meanwhile',
    ko: '익스포터가 클러스터 상태를 받지 못하고 있습니다. 그동안 로그는 각 노드에 쌓입니다',
  },
  tests: {
    trips: [{ series: nodes, values: '_x40' }],
    quiet: [{ series: nodes, values: '3x30' }],
  },
}
