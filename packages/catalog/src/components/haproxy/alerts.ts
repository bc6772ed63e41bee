// Alerts of HAProxy: a role with nothing behind it, and one that is nearly full.

import { seconds, type Alert } from '@llmflow/spec'

const servers = 'haproxy_backend_active_servers'
const sessions = 'haproxy_frontend_current_sessions'
const limit = 'haproxy_frontend_limit_sessions'

/** Each machine judges the servers by itself; it is enough that one of the two sees none. */
export function haproxyAlerts(): readonly Alert[] {
  return [
    {
      name: 'HaproxyBackendEmpty',
      component: 'haproxy',
      expression: `min by (proxy) (${servers}{service="haproxy"}) == 0`,
      for: seconds(60),
      severity: 'critical',
      summary: {
        en: 'HAProxy has no server left for a role',
        ko: 'HAProxy 뒤에 살아 있는 서버가 없습니다',
      },
      description: {
        en: 'No server of {{ $labels.proxy }} passes its check; who connects there is refused',
        ko: '{{ $labels.proxy }}의 서버가 모두 상태 검사에 실패해 연결이 거부됩니다',
      },
      tests: {
        trips: [{ series: `${servers}{service="haproxy",proxy="https"}`, values: '0x20' }],
        quiet: [{ series: `${servers}{service="haproxy",proxy="https"}`, values: '3x20' }],
      },
    },
    {
      name: 'HaproxyConnectionsHigh',
      component: 'haproxy',
      expression: `max by (proxy) (${sessions}{service="haproxy"} / ${limit}{service="haproxy"}) > 0.8`,
      for: seconds(300),
      severity: 'warning',
      summary: {
        en: 'HAProxy runs out of connections',
        ko: 'HAProxy의 연결 수가 한도에 가깝습니다',
      },
      description: {
        en: '{{ $labels.proxy }} uses {{ $value | humanizePercentage }} of its connections',
        ko: '{{ $labels.proxy }}의 연결 사용률이 {{ $value | humanizePercentage }}입니다',
      },
      tests: {
        trips: [
          { series: `${sessions}{service="haproxy",proxy="https"}`, values: '900x20' },
          { series: `${limit}{service="haproxy",proxy="https"}`, values: '1000x20' },
        ],
        quiet: [
          { series: `${sessions}{service="haproxy",proxy="https"}`, values: '100x20' },
          { series: `${limit}{service="haproxy",proxy="https"}`, values: '1000x20' },
        ],
      },
    },
  ]
}
