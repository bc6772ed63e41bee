// Alerts of Presidio. It exports no metrics, so the cluster's view of its pods is watched.

import { seconds, type Alert } from '@llmflow/spec'

const availableOf = (deployment: string): string =>
  `kube_deployment_status_replicas_available{namespace="llmflow-system",deployment="${deployment}"}`

const reason = 'kube_pod_container_status_last_terminated_reason'
const restarts = 'kube_pod_container_status_restarts_total'
const pods = 'namespace="llmflow-system",pod=~"presidio-analyzer-.+"'
const pod = 'namespace="llmflow-system",pod="presidio-analyzer-a"'

export const presidioAlerts = (): readonly Alert[] => [
  {
    name: 'PersonalDataNotFound',
    component: 'presidio',
    expression: `${availableOf('presidio-analyzer')} == 0`,
    for: seconds(120),
    severity: 'critical',
    summary: {
      en: 'Nothing looks for personal data',
      ko: '개인정보를 탐지하지 못하고 있습니다',
    },
    description: {
      en: 'No analyzer of Presidio is ready; what must be redacted has to wait or be refused',
      ko: '준비된 Presidio 분석기가 없습니다. 비식별화가 필요한 요청은 대기하거나 거부됩니다',
    },
    tests: {
      trips: [{ series: availableOf('presidio-analyzer'), values: '0x30' }],
      quiet: [{ series: availableOf('presidio-analyzer'), values: '2x30' }],
    },
  },
  {
    name: 'PresidioOutOfMemory',
    component: 'presidio',
    expression: `max by (pod) (${reason}{${pods},reason="OOMKilled"}) > 0 and on (pod) max by (pod) (increase(${restarts}{${pods}}[30m])) > 0`,
    for: seconds(0),
    severity: 'warning',
    summary: {
      en: 'The analyzer ran out of memory',
      ko: 'Presidio 분석기의 메모리가 부족했습니다',
    },
    description: {
      en: '{{ $labels.pod }} was killed at its memory limit; each language takes a model of its own',
      ko: '{{ $labels.pod }}이(가) 메모리 한도에서 종료되었습니다. 언어마다 모델이 따로 올라갑니다',
    },
    tests: {
      trips: [
        { series: `${reason}{${pod},reason="OOMKilled"}`, values: '1x40' },
        { series: `${restarts}{${pod}}`, values: '0+1x40' },
      ],
      quiet: [
        { series: `${reason}{${pod},reason="OOMKilled"}`, values: '1x40' },
        { series: `${restarts}{${pod}}`, values: '1x40' },
      ],
    },
  },
]
