// Alerts of the network: nodes that cannot reach each other, full tables, work that fails.

import { seconds, type Alert } from '@llmflow/spec'

const of = (series: string, value: number) => ({ series, values: `${value}x60` })
const nodes = 'cilium_unreachable_nodes{pod="cilium-1"}'
const pressure = 'cilium_bpf_map_pressure{pod="cilium-1",map_name="ct4_global"}'
const failing = 'cilium_controllers_failing{pod="cilium-1"}'
const denied = 'cilium_drop_count_total{pod="cilium-1",reason="Policy denied",direction="EGRESS"}'

const rules: readonly (Omit<Alert, 'component' | 'for'> & { readonly minutes: number })[] = [
  {
    name: 'CiliumNodeUnreachable',
    expression: 'max by (pod) (cilium_unreachable_nodes) > 0',
    minutes: 10,
    severity: 'critical',
    summary: { en: 'Nodes cannot reach each other', ko: '노드 간 통신이 되지 않습니다' },
    description: {
      en: '{{ $labels.pod }} cannot reach {{ $value }} nodes; pods there have no connection to its own',
      ko: '{{ $labels.pod }}에서 노드 {{ $value }}개에 도달하지 못합니다. 해당 노드의 파드와 통신할 수 없습니다',
    },
    tests: { trips: [of(nodes, 1)], quiet: [of(nodes, 0)] },
  },
  {
    name: 'CiliumTableAlmostFull',
    expression: 'max by (pod, map_name) (cilium_bpf_map_pressure) > 0.9',
    minutes: 10,
    severity: 'warning',
    summary: {
      en: 'A table of the network is almost full',
      ko: '네트워크 테이블이 거의 찼습니다',
    },
    description: {
      en: '{{ $labels.map_name }} of {{ $labels.pod }} is {{ $value | humanizePercentage }} full; then new connections fail',
      ko: '{{ $labels.pod }}의 {{ $labels.map_name }} 사용률이 {{ $value | humanizePercentage }}입니다. 가득 차면 새 연결이 실패합니다',
    },
    tests: { trips: [of(pressure, 0.95)], quiet: [of(pressure, 0.4)] },
  },
  {
    name: 'CiliumWorkFails',
    expression: 'max by (pod) (cilium_controllers_failing) > 0',
    minutes: 30,
    severity: 'warning',
    summary: { en: 'An agent cannot finish its work', ko: '에이전트 작업이 계속 실패합니다' },
    description: {
      en: '{{ $value }} tasks of {{ $labels.pod }} fail; changes of policies and Services may not arrive on its node',
      ko: '{{ $labels.pod }}의 작업 {{ $value }}개가 실패하고 있습니다. 정책과 서비스 변경이 해당 노드에 반영되지 않을 수 있습니다',
    },
    tests: { trips: [of(failing, 2)], quiet: [of(failing, 0)] },
  },
  {
    name: 'CiliumPolicyRefuses',
    expression:
      'sum by (direction) (rate(cilium_drop_count_total{reason="Policy denied"}[5m])) > 1',
    minutes: 30,
    severity: 'warning',
    summary: {
      en: 'Network policies refuse packets all the time',
      ko: '네트워크 정책이 패킷을 계속 차단하고 있습니다',
    },
    description: {
      en: '{{ $value | humanize }} packets a second ({{ $labels.direction }}): something connects where no edge is declared, or somebody looks around',
      ko: '초당 {{ $value | humanize }}개 패킷이 차단됩니다({{ $labels.direction }}). 선언되지 않은 연결이 있거나 누군가 네트워크를 탐색하고 있습니다',
    },
    tests: {
      trips: [{ series: denied, values: '0+600x60' }],
      quiet: [{ series: denied, values: '0+6x60' }],
    },
  },
]

export const ciliumAlerts = (): readonly Alert[] =>
  rules.map(({ minutes, ...rule }) => ({
    ...rule,
    component: 'cilium',
    for: seconds(minutes * 60),
  }))
