// Alerts of Longhorn: volumes without all of their copies, nodes that fill up or are gone.

import { seconds, type Alert } from '@llmflow/spec'

const of = (series: string, value: number) => ({ series, values: `${value}x60` })
const robustness = 'longhorn_volume_robustness{node="n",volume="v",pvc="data-0",pvc_namespace="a"}'
const used = 'longhorn_node_storage_usage_bytes{node="n"}'
const capacity = 'longhorn_node_storage_capacity_bytes{node="n"}'
const ready = 'longhorn_node_status{node="n",condition="ready",condition_reason=""}'

const rules: readonly (Omit<Alert, 'component' | 'for'> & { readonly minutes: number })[] = [
  {
    name: 'LonghornVolumeFaulted',
    expression: 'longhorn_volume_robustness == 3',
    minutes: 2,
    severity: 'critical',
    summary: { en: 'A volume has no good copy left', ko: '볼륨에 정상 복제본이 없습니다' },
    description: {
      en: '{{ $labels.pvc }} in {{ $labels.pvc_namespace }} cannot be read or written',
      ko: '{{ $labels.pvc_namespace }}의 {{ $labels.pvc }} 볼륨을 읽거나 쓸 수 없습니다',
    },
    tests: { trips: [of(robustness, 3)], quiet: [of(robustness, 2)] },
  },
  {
    name: 'LonghornVolumeDegraded',
    expression: 'longhorn_volume_robustness == 2',
    minutes: 30,
    severity: 'warning',
    summary: { en: 'A volume lacks copies', ko: '볼륨 복제본이 부족합니다' },
    description: {
      en: '{{ $labels.pvc }} in {{ $labels.pvc_namespace }} has fewer copies than it should; no room or no node for another',
      ko: '{{ $labels.pvc_namespace }}의 {{ $labels.pvc }} 볼륨 복제본이 설정보다 적습니다. 공간이나 노드가 부족할 수 있습니다',
    },
    tests: { trips: [of(robustness, 2)], quiet: [of(robustness, 1)] },
  },
  {
    name: 'LonghornNodeAlmostFull',
    expression: 'longhorn_node_storage_usage_bytes / longhorn_node_storage_capacity_bytes > 0.8',
    minutes: 30,
    severity: 'warning',
    summary: { en: 'The disks of a node fill up', ko: '노드 디스크가 차고 있습니다' },
    description: {
      en: '{{ $value | humanizePercentage }} of the disks of {{ $labels.node }} is taken; at 85% it gets no new copies',
      ko: '{{ $labels.node }} 디스크의 {{ $value | humanizePercentage }}를 사용 중입니다. 85%부터 새 복제본을 받지 않습니다',
    },
    tests: {
      trips: [of(used, 85), of(capacity, 100)],
      quiet: [of(used, 50), of(capacity, 100)],
    },
  },
  {
    name: 'LonghornNodeNotReady',
    expression: 'max by (node) (longhorn_node_status{condition="ready"}) == 0',
    minutes: 10,
    severity: 'warning',
    summary: { en: 'A node serves no volumes', ko: '노드가 볼륨을 제공하지 못합니다' },
    description: {
      en: '{{ $labels.node }} is not ready for Longhorn; often iscsid is not running there',
      ko: '{{ $labels.node }} 노드가 Longhorn에 준비되지 않았습니다. iscsid가 실행 중인지 확인하세요',
    },
    tests: { trips: [of(ready, 0)], quiet: [of(ready, 1)] },
  },
]

export const longhornAlerts = (): readonly Alert[] =>
  rules.map(({ minutes, ...rule }) => ({
    ...rule,
    component: 'longhorn',
    for: seconds(minutes * 60),
  }))
