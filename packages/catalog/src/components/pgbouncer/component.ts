// PgBouncer: shares few connections to PostgreSQL among the many that Dify and LLMFlow keep open.

import type { Component } from '../../component.js'
import { placeOfPooler, poolerEndpoint, poolerPort } from '../../endpoints.js'
import { pgbouncerAlerts } from './alerts.js'
import { statisticsSecret } from './configuration.js'
import { sizePgbouncer } from './size.js'
import { pgbouncerVersions } from './versions.js'
import { pgbouncerWorkloads } from './workloads.js'

export const pgbouncer: Component = {
  name: 'pgbouncer',
  title: 'PgBouncer',
  summary: {
    en: 'Shares few connections to PostgreSQL among many clients of Dify and LLMFlow; who needs a session of its own connects directly',
    ko: 'Dify와 LLMFlow의 많은 연결을 적은 수의 PostgreSQL 연결로 묶습니다. 세션이 따로 필요한 구성 요소는 직접 연결합니다',
  },
  topologies: ['transaction'],
  versions: pgbouncerVersions,
  parts: () => ['pgbouncer', 'exporter'],
  auxiliaryParts: ['exporter'],
  needs: (context) => [
    {
      component: 'postgresql',
      purpose: { en: 'the server whose connections are shared', ko: '연결을 공유할 대상 서버' },
    },
    ...(placeOfPooler(context) === 'hosts'
      ? [
          {
            component: 'haproxy',
            purpose: {
              en: 'the way from machines to the leader of PostgreSQL',
              ko: '머신에서 PostgreSQL 리더로 가는 경로',
            },
          },
        ]
      : []),
  ],
  size: sizePgbouncer,
  workloads: pgbouncerWorkloads,
  secrets: () => ({
    [statisticsSecret]: {
      keys: {
        password: {
          format: 'alphanumeric',
          length: 32,
          purpose: 'the user of the exporter, who may only read statistics',
        },
      },
      purpose: 'PgBouncer’s own users',
    },
  }),
  alerts: pgbouncerAlerts,
  backups: {
    none: {
      en: 'It keeps nothing: connections are made anew',
      ko: '보관하는 데이터가 없습니다. 연결은 다시 만들어집니다',
    },
  },
  commands: (context) => [
    {
      purpose: {
        en: 'Pools and who waits for them',
        ko: '연결 풀과 연결을 기다리는 클라이언트를 확인합니다',
      },
      within: poolerEndpoint.workload,
      command: [
        `PGPASSWORD="$STATISTICS_PASSWORD" psql --host=127.0.0.1 --port=${poolerPort(context)} --username=statistics pgbouncer --command="SHOW POOLS"`,
      ],
    },
  ],
}
