// Alerts of Dify. It exports no metrics, so the cluster's view of its parts is watched.

import { seconds, type Alert } from '@llmflow/spec'

export const difyAlerts = (): readonly Alert[] => [unavailable, notMigrated]

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

/** Not kube_job_status_failed: it counts the pods of a job that tried again and succeeded, for as long as it is kept. */
const failed = 'kube_job_failed'
const migration = 'namespace="llmflow-system",job_name="dify-migrate-e5fb0940"'

const notMigrated: Alert = {
  name: 'DifySchemaNotMigrated',
  component: 'dify',
  expression: `max by (job_name) (${failed}{namespace="llmflow-system",job_name=~"dify-migrate.*",condition="true"}) > 0`,
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
    trips: [{ series: `${failed}{${migration},condition="true"}`, values: '1x20' }],
    quiet: [
      { series: `${failed}{${migration},condition="false"}`, values: '1x20' },
      { series: `${failed}{${migration},condition="true"}`, values: '0x20' },
    ],
  },
}
