// Lists what people run to look after the monitoring itself.

import type { OperatorCommand } from '@llmflow/spec'
import { outside } from '../../recovery-steps.js'
import { monitoringNamespace } from './chart.js'

export const monitoringCommands = (): readonly OperatorCommand[] => [
  outside('See what monitoring runs', '모니터링 파드의 상태를 확인합니다', [
    `kubectl --namespace ${monitoringNamespace} get pods`,
  ]),
  outside(
    'See what Prometheus is told to scrape and to alarm',
    'Prometheus의 수집 대상과 알림 규칙을 확인합니다',
    ['kubectl get servicemonitors,podmonitors,probes,prometheusrules --all-namespaces'],
  ),
  outside('Ask Prometheus: which targets are down', '응답하지 않는 수집 대상을 조회합니다', [
    `kubectl get --raw '/api/v1/namespaces/${monitoringNamespace}/services/prometheus-operated:9090/proxy/api/v1/query?query=up==0'`,
  ]),
]
