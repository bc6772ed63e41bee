// Alerts of Loki: lines that it refuses, requests that fail, and old logs that are not deleted.

import { days, seconds, type Alert } from '@llmflow/spec'

export const lokiAlerts = (): readonly Alert[] => [failing, refusing, diskFull, notDeleting]

const requests = 'loki_request_duration_seconds_count'

const failing: Alert = {
  name: 'LokiRequestsFailing',
  component: 'loki',
  expression: `sum by (route) (rate(${requests}{status_code=~"5.."}[5m])) / sum by (route) (rate(${requests}[5m])) > 0.1`,
  for: seconds(600),
  severity: 'warning',
  summary: { en: 'Loki answers with errors', ko: 'Loki 요청이 실패합니다' },
  description: {
    en: '{{ $value | humanizePercentage }} of the requests to {{ $labels.route }} fail',
    ko: '{{ $labels.route }} 요청의 {{ $value | humanizePercentage }}가 실패합니다',
  },
  tests: {
    trips: [
      { series: `${requests}{route="loki_api_v1_push",status_code="500"}`, values: '0+60x40' },
      { series: `${requests}{route="loki_api_v1_push",status_code="204"}`, values: '0+60x40' },
    ],
    quiet: [
      { series: `${requests}{route="loki_api_v1_push",status_code="500"}`, values: '0x40' },
      { series: `${requests}{route="loki_api_v1_push",status_code="204"}`, values: '0+60x40' },
    ],
  },
}

const refused = 'loki_discarded_samples_total{reason="rate_limited",tenant="fake"}'

const refusing: Alert = {
  name: 'LokiRefusesLines',
  component: 'loki',
  expression: 'sum by (reason) (rate(loki_discarded_samples_total[10m])) > 0',
  for: seconds(900),
  severity: 'warning',
  summary: { en: 'Loki refuses log lines', ko: 'Loki가 로그를 거부합니다' },
  description: {
    en: '{{ $value | humanize }} lines a second are refused: {{ $labels.reason }}',
    ko: '초당 {{ $value | humanize }}줄이 거부됩니다({{ $labels.reason }})',
  },
  tests: {
    trips: [{ series: refused, values: '0+60x40' }],
    quiet: [{ series: refused, values: '9x40' }],
  },
}

const full = 'loki_ingester_wal_disk_full_failures_total{pod="loki-0"}'

const diskFull: Alert = {
  name: 'LokiDiskFull',
  component: 'loki',
  expression: 'sum by (pod) (increase(loki_ingester_wal_disk_full_failures_total[15m])) > 0',
  for: seconds(60),
  severity: 'critical',
  summary: { en: 'Loki’s disk is full', ko: 'Loki 디스크가 가득 찼습니다' },
  description: {
    en: '{{ $labels.pod }} cannot write down what it takes; a restart would lose it',
    ko: '{{ $labels.pod }}이(가) 받은 로그를 디스크에 쓰지 못합니다. 재시작하면 유실됩니다',
  },
  tests: {
    trips: [{ series: full, values: '0+5x40' }],
    quiet: [{ series: full, values: '3x40' }],
  },
}

const deleted = 'loki_compactor_apply_retention_last_successful_run_timestamp_seconds'
const limit = days(1) / 1000

const notDeleting: Alert = {
  name: 'LokiRetentionStopped',
  component: 'loki',
  // Zero before the first run: a process that has just started says nothing yet.
  expression: `time() - max(${deleted} > 0) > ${limit}`,
  for: seconds(3600),
  severity: 'warning',
  summary: { en: 'Old logs are not deleted', ko: '오래된 로그가 삭제되지 않습니다' },
  description: {
    en: 'The last successful deletion is {{ $value | humanizeDuration }} ago; the object store fills up',
    ko: '마지막으로 삭제에 성공한 지 {{ $value | humanizeDuration }} 지났습니다. 오브젝트 스토리지가 계속 차오릅니다',
  },
  tests: {
    trips: [{ series: deleted, values: '60x1800' }],
    quiet: [{ series: deleted, values: '0+60x1800' }],
  },
}
