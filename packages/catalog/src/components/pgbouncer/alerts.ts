// Alerts of PgBouncer: it does not answer, or clients wait for a connection.

import { seconds, type Alert } from '@llmflow/spec'

const waiting = 'pgbouncer_pools_client_maxwait_seconds'

export function pgbouncerAlerts(): readonly Alert[] {
  return [
    {
      name: 'PgbouncerDown',
      component: 'pgbouncer',
      expression: 'min by (pod) (pgbouncer_up) == 0',
      for: seconds(60),
      severity: 'critical',
      summary: { en: 'A PgBouncer does not answer', ko: 'PgBouncer가 응답하지 않습니다' },
      description: {
        en: 'The PgBouncer that {{ $labels.pod }} reads does not answer; Dify and LLMFlow connect through it',
        ko: '{{ $labels.pod }}이(가) 감시하는 PgBouncer가 응답하지 않습니다. Dify와 LLMFlow가 이를 거쳐 연결합니다',
      },
      tests: {
        trips: [{ series: 'pgbouncer_up{pod="pgbouncer-exporter-0"}', values: '0x20' }],
        quiet: [{ series: 'pgbouncer_up{pod="pgbouncer-exporter-0"}', values: '1x20' }],
      },
    },
    {
      name: 'PgbouncerClientsWait',
      component: 'pgbouncer',
      expression: `max by (database) (${waiting}) > 5`,
      for: seconds(180),
      severity: 'warning',
      summary: {
        en: 'Clients wait for a connection to PostgreSQL',
        ko: '클라이언트가 PostgreSQL 연결을 기다리고 있습니다',
      },
      description: {
        en: 'The oldest client of {{ $labels.database }} has waited for {{ $value | humanizeDuration }}; after 30 s it is refused',
        ko: '{{ $labels.database }}의 클라이언트가 {{ $value | humanizeDuration }}째 기다리고 있습니다. 30초가 지나면 거부됩니다',
      },
      tests: {
        trips: [{ series: `${waiting}{database="dify",user="dify"}`, values: '8x20' }],
        quiet: [{ series: `${waiting}{database="dify",user="dify"}`, values: '0x20' }],
      },
    },
  ]
}
