// Alerts of the log agent: logs that are lost, wait or do not come at all.

import { seconds, type Alert } from '@llmflow/spec'
import { inputAlias, outputAlias } from './chart.js'

const label = `name="${outputAlias}"`
const dropped = `fluentbit_output_dropped_records_total{${label},pod="fluent-bit-a"}`
const retries = `fluentbit_output_retries_total{${label},pod="fluent-bit-a"}`
const stored = `fluentbit_output_proc_records_total{${label},pod="fluent-bit-a"}`
const read = `fluentbit_input_records_total{name="${inputAlias}",pod="fluent-bit-a"}`

export const fluentBitAlerts = (): readonly Alert[] => [logsLost, logsWaiting, logsNotArriving]

const logsLost: Alert = {
  name: 'LogsLost',
  component: 'fluent-bit',
  expression: `sum by (pod) (increase(fluentbit_output_dropped_records_total{${label}}[15m])) > 0`,
  for: seconds(60),
  severity: 'warning',
  summary: { en: 'Log lines are lost', ko: '로그가 유실되고 있습니다' },
  description: {
    en: '{{ $labels.pod }} let {{ $value | humanize }} lines go in 15 minutes: the store refused them or was away too long',
    ko: '{{ $labels.pod }}이(가) 15분 동안 {{ $value | humanize }}줄을 버렸습니다. 저장소가 거부했거나 너무 오래 응답하지 않았습니다',
  },
  tests: {
    trips: [{ series: dropped, values: '0+10x40' }],
    quiet: [{ series: dropped, values: '7x40' }],
  },
}

const logsWaiting: Alert = {
  name: 'LogsWaiting',
  component: 'fluent-bit',
  expression: `sum by (pod) (rate(fluentbit_output_retries_total{${label}}[10m])) * 600 > 10`,
  for: seconds(900),
  severity: 'warning',
  summary: { en: 'Logs wait on a node', ko: '로그가 노드에 쌓이고 있습니다' },
  description: {
    en: '{{ $labels.pod }} sent {{ $value | humanize }} chunks again in 10 minutes; 5 GB wait at most',
    ko: '{{ $labels.pod }}이(가) 10분 동안 청크를 {{ $value | humanize }}번 다시 보냈습니다. 노드에는 최대 5GB까지만 쌓입니다',
  },
  tests: {
    trips: [{ series: retries, values: '0+3x60' }],
    quiet: [{ series: retries, values: '3x60' }],
  },
}

const logsNotArriving: Alert = {
  name: 'LogsNotArriving',
  component: 'fluent-bit',
  // What is read and not stored: a platform at rest reads nothing, which is no fault.
  expression: `sum(rate(fluentbit_output_proc_records_total{${label}}[15m])) == 0 and sum(rate(fluentbit_input_records_total{name="${inputAlias}"}[15m])) > 0`,
  for: seconds(600),
  severity: 'critical',
  summary: { en: 'No logs arrive', ko: '로그가 저장되지 않습니다' },
  description: {
    en: 'Logs are read on the nodes, and for 15 minutes the store took none of them',
    ko: '노드에서 로그를 읽고 있지만 15분 동안 저장소에 한 줄도 저장되지 않았습니다',
  },
  tests: {
    trips: [
      { series: stored, values: '500x60' },
      { series: read, values: '0+100x60' },
    ],
    quiet: [
      { series: stored, values: '0+100x60' },
      { series: read, values: '0+100x60' },
    ],
  },
}
