// PostgreSQL: keeps the records of every component, with Patroni on machines of its own or as a single server.

import type { Component, SecretDeclaration } from '../../component.js'
import { backupSecrets } from '../../backup.js'
import { postgresqlAlerts } from './alerts.js'
import { postgresqlDashboards } from './dashboards.js'
import { databaseSecrets } from './databases.js'
import { postgresqlParts, sizePostgresql } from './size.js'
import { postgresqlCommands, postgresqlStores } from './recovery.js'
import { postgresqlVersions } from './versions.js'
import { postgresqlWorkloads } from './workloads.js'

const key = (purpose: string) => ({ format: 'alphanumeric', length: 32, purpose }) as const

const clusterKeys = {
  'replication-password': key('role with which replicas copy the leader'),
  'rewind-password': key('role with which a former leader rejoins'),
  'patroni-password': key('calls that change the cluster through Patroni’s REST API'),
}

const serverKeys: SecretDeclaration['keys'] = {
  'superuser-password': key('the role postgres'),
  'exporter-password': key('role with which the exporter reads statistics'),
}

export const postgresql: Component = {
  name: 'postgresql',
  title: 'PostgreSQL',
  summary: {
    en: 'Keeps the records of every component, replicated by Patroni',
    ko: '모든 구성 요소의 데이터를 저장하며 Patroni로 복제합니다',
  },
  topologies: ['patroni', 'standalone'],
  options: [
    {
      name: 'restore',
      type: 'string',
      description: {
        en: 'With Patroni: a cluster that is made new starts from the archive, at `latest` or at a moment such as 2026-11-23T09:30:00+09:00. Take it out when the data is back',
        ko: 'Patroni에서 새로 만드는 클러스터를 아카이브의 데이터로 시작합니다. `latest` 또는 2026-11-23T09:30:00+09:00 같은 시각을 적고, 복구가 끝나면 지웁니다',
      },
    },
  ],
  versions: postgresqlVersions,
  parts: postgresqlParts,
  auxiliaryParts: ['etcd', 'exporter', 'primary', 'databases', 'backup', 'etcd-backup'],
  needs: () => [],
  size: sizePostgresql,
  workloads: postgresqlWorkloads,
  secrets: (context) => ({
    postgresql: {
      keys:
        context.topologyOf('postgresql') === 'patroni'
          ? { ...serverKeys, ...clusterKeys }
          : serverKeys,
      purpose: 'roles of the PostgreSQL servers themselves',
    },
    ...databaseSecrets(context),
    ...backupSecrets(context),
  }),
  stores: postgresqlStores,
  commands: postgresqlCommands,
  alerts: postgresqlAlerts,
  dashboards: postgresqlDashboards,
  backups: [
    {
      store: 'postgresql',
      method: {
        en: 'Base backups and a continuous archive of the WAL',
        ko: '베이스 백업과 WAL 연속 아카이브',
      },
    },
  ],
}
