// Alerts and panels of MLflow, which exports its requests when it is told to.

import { seconds, type Alert, type Dashboard } from '@llmflow/spec'

const available =
  'kube_deployment_status_replicas_available{namespace="llmflow-system",deployment="mlflow"}'
const requests = 'mlflow_http_request_total'
const sample = (status: string): string =>
  `${requests}{job="mlflow",instance="a",method="POST",status="${status}"}`

export const mlflowAlerts = (): readonly Alert[] => [
  {
    name: 'MlflowUnavailable',
    component: 'mlflow',
    expression: `${available} == 0`,
    for: seconds(300),
    severity: 'warning',
    summary: {
      en: 'Training cannot record what it does',
      ko: '학습 기록을 남길 수 없습니다',
    },
    description: {
      en: 'No server of MLflow is ready; jobs that log to it wait or fail',
      ko: '준비된 MLflow 서버가 없습니다. 기록을 남기는 학습 작업이 대기하거나 실패합니다',
    },
    tests: {
      trips: [{ series: available, values: '0x30' }],
      quiet: [{ series: available, values: '2x30' }],
    },
  },
  {
    name: 'MlflowFailing',
    component: 'mlflow',
    expression: `sum(rate(${requests}{status=~"5.."}[10m])) / sum(rate(${requests}[10m])) > 0.05`,
    for: seconds(600),
    severity: 'warning',
    summary: {
      en: 'MLflow answers with errors',
      ko: 'MLflow가 오류로 응답합니다',
    },
    description: {
      en: '{{ $value | humanizePercentage }} of the requests fail; see the database and the bucket',
      ko: '요청의 {{ $value | humanizePercentage }}가 실패합니다. 데이터베이스와 버킷을 확인하세요',
    },
    tests: {
      trips: [
        { series: sample('200'), values: '0+9x60' },
        { series: sample('500'), values: '0+1x60' },
      ],
      quiet: [
        { series: sample('200'), values: '0+99x60' },
        { series: sample('500'), values: '0+1x60' },
      ],
    },
  },
]

export const mlflowDashboards = (): { readonly [name: string]: Dashboard } => ({
  training: {
    title: 'Training',
    panels: [
      {
        title: 'MLflow requests per second',
        kind: 'timeseries',
        unit: 'reqps',
        queries: [{ expression: `sum by (status) (rate(${requests}[5m]))`, legend: '{{status}}' }],
      },
    ],
  },
})
