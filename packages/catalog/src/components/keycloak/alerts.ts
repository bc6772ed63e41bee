// Alerts of Keycloak: nobody can log in, or logins wait for the database.

import { seconds, type Alert } from '@llmflow/spec'

export function keycloakAlerts(): readonly Alert[] {
  return [
    {
      name: 'KeycloakUnavailable',
      component: 'keycloak',
      expression:
        'kube_deployment_status_replicas_available{namespace="llmflow-system",deployment="keycloak"} == 0',
      for: seconds(120),
      severity: 'critical',
      summary: { en: 'Nobody can log in', ko: '로그인할 수 없습니다' },
      description: {
        en: 'No Keycloak server is ready; tokens that were given out still work until they expire',
        ko: '준비된 Keycloak 서버가 없습니다. 이미 발급한 토큰은 만료될 때까지만 쓸 수 있습니다',
      },
      tests: {
        trips: [{ series: availableOf('keycloak'), values: '0x30' }],
        quiet: [{ series: availableOf('keycloak'), values: '2x30' }],
      },
    },
    {
      name: 'KeycloakWaitsForDatabase',
      component: 'keycloak',
      expression: 'max by (instance) (agroal_awaiting_count{job="keycloak"}) > 0',
      for: seconds(300),
      severity: 'warning',
      summary: {
        en: 'Logins wait for the database',
        ko: '로그인이 데이터베이스 연결을 기다립니다',
      },
      description: {
        en: '{{ $value }} threads of {{ $labels.instance }} wait for a connection; the pool is too small or PostgreSQL too slow',
        ko: '{{ $labels.instance }}의 스레드 {{ $value }}개가 연결을 기다립니다. 연결 풀이 작거나 PostgreSQL이 느립니다',
      },
      tests: {
        trips: [
          {
            series: 'agroal_awaiting_count{job="keycloak",instance="a",datasource="default"}',
            values: '4x30',
          },
        ],
        quiet: [
          {
            series: 'agroal_awaiting_count{job="keycloak",instance="a",datasource="default"}',
            values: '0x30',
          },
        ],
      },
    },
  ]
}

const availableOf = (deployment: string): string =>
  `kube_deployment_status_replicas_available{namespace="llmflow-system",deployment="${deployment}"}`
