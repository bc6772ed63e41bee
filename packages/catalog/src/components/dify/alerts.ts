// Alerts of Dify. It exports no metrics, so the cluster's view of its parts is watched.

import { seconds, type Alert } from '@llmflow/spec'

export const difyAlerts = (): readonly Alert[] => [unavailable, notMigrated, restarting]

const available =
  'kube_deployment_status_replicas_available{namespace="llmflow-system",deployment="dify-api"}'

const unavailable: Alert = {
  name: 'DifyUnavailable',
  component: 'dify',
  expression: `${available} == 0`,
  for: seconds(180),
  severity: 'critical',
  summary: { en: 'No replica of Dify’s API is ready', ko: '준비된 Dify API 레플리카가 없습니다' },
  description: {
    en: 'Nobody can use assistants',
    ko: '어시스턴트를 사용할 수 없습니다',
  },
  tests: {
    trips: [{ series: available, values: '0x20' }],
    quiet: [{ series: available, values: '3x20' }],
  },
}

const failed = 'kube_job_status_failed'

const notMigrated: Alert = {
  name: 'DifySchemaNotMigrated',
  component: 'dify',
  expression: `max by (job_name) (${failed}{namespace="llmflow-system",job_name=~"dify-migrate.*"}) > 0`,
  for: seconds(300),
  severity: 'critical',
  summary: {
    en: 'Dify’s database schema is not up to date',
    ko: 'Dify 데이터베이스 스키마가 최신이 아닙니다',
  },
  description: {
    en: '{{ $labels.job_name }} failed; the API and worker do not work without it',
    ko: '{{ $labels.job_name }} 작업이 실패했습니다. 이 작업 없이는 API와 워커가 동작하지 않습니다',
  },
  tests: {
    trips: [
      { series: `${failed}{namespace="llmflow-system",job_name="dify-migrate"}`, values: '1x20' },
    ],
    quiet: [
      { series: `${failed}{namespace="llmflow-system",job_name="dify-migrate"}`, values: '0x20' },
    ],
  },
}

const restarts = 'kube_pod_container_status_restarts_total'

const restarting: Alert = {
  name: 'DifyRestarting',
  component: 'dify',
  expression: `sum by (pod) (increase(${restarts}{namespace="llmflow-system",pod=~"dify-(api|worker)-.+"}[30m])) > 3`,
  for: seconds(0),
  severity: 'warning',
  summary: {
    en: 'A part of Dify restarts again and again',
    ko: 'Dify 구성 요소가 반복해서 재시작합니다',
  },
  description: {
    en: '{{ $labels.pod }} restarted {{ $value }} times in half an hour',
    ko: '{{ $labels.pod }}이(가) 30분 동안 {{ $value }}번 재시작했습니다',
  },
  tests: {
    trips: [
      { series: `${restarts}{namespace="llmflow-system",pod="dify-api-a"}`, values: '0+1x40' },
    ],
    quiet: [{ series: `${restarts}{namespace="llmflow-system",pod="dify-api-a"}`, values: '2x40' }],
  },
}
