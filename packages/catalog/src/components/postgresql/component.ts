// PostgreSQL: keeps the records of every component, with Patroni on machines of its own or as a single server.

import type { Component, Context, SecretDeclaration } from '../../component.js'
import { backupSecrets } from '../../backup.js'
import { keptInside } from '../../rotation.js'
import { archiveSecrets } from './archive.js'
import { postgresqlAlerts } from './alerts.js'
import { cloudNativeAddons, cloudNativeSecrets, isCloudNative } from './cloudnative-pg.js'
import { postgresqlDashboards } from './dashboards.js'
import { databaseSecrets } from './databases.js'
import { postgresqlParts, sizePostgresql } from './size.js'
import { postgresqlCommands, postgresqlStores } from './recovery.js'
import { postgresqlVersions } from './versions.js'
import { postgresqlWorkloads } from './workloads.js'

const key = (purpose: string) => ({ format: 'alphanumeric', length: 32, purpose }) as const

/** A server makes its own roles when its data are new. */
const roleKey = (role: string, purpose: string) => ({
  ...key(purpose),
  ...keptInside(
    `ALTER ROLE ${role} PASSWORD on the leader: the server took it with an empty data directory`,
    `리더에서 ALTER ROLE ${role} PASSWORD로 바꾸세요. 서버는 데이터가 비어 있을 때만 이 값을 받습니다`,
  ),
})

const clusterKeys = {
  'replication-password': roleKey('replicator', 'role with which replicas copy the leader'),
  'rewind-password': roleKey('rewind', 'role with which a former leader rejoins'),
  'patroni-password': key('calls that change the cluster through Patroni’s REST API'),
}

const exporterKey = {
  'exporter-password': key('role with which the exporter reads statistics'),
}

/** The operator of CloudNativePG wants the superuser in a secret of its own form. */
function keysOf(context: Context): SecretDeclaration['keys'] {
  if (isCloudNative(context)) return exporterKey
  const serverKeys = {
    'superuser-password': roleKey('postgres', 'the role postgres'),
    ...exporterKey,
  }
  return context.topologyOf('postgresql') === 'patroni'
    ? { ...serverKeys, ...clusterKeys }
    : serverKeys
}

export const postgresql: Component = {
  name: 'postgresql',
  title: 'PostgreSQL',
  summary: {
    en: 'Keeps the records of every component, replicated by Patroni on machines of its own or by CloudNativePG inside the cluster',
    ko: '모든 구성 요소의 데이터를 저장하며, 전용 서버에서는 Patroni로, 클러스터 안에서는 CloudNativePG로 복제합니다',
  },
  brings: ['patroni', 'pgbackrest', 'cloudnative-pg', 'postgres'],
  topologies: ['patroni', 'standalone', 'cloudnative-pg'],
  options: [
    {
      name: 'archive',
      type: 'string',
      values: ['wal-g', 'pgbackrest'],
      description: {
        en: 'With Patroni, what keeps the WAL and the base backups. On machines `pgbackrest` when left out: full and incremental backups by timers, in an encrypted archive; `wal-g` there must be installed by hand, because Debian has no package of it. In the cluster always `wal-g`, which a job runs',
        ko: 'Patroni에서 WAL과 베이스 백업을 보관하는 도구입니다. 서버에 설치할 때의 기본값은 `pgbackrest`로, 타이머가 전체·증분 백업을 암호화된 아카이브에 보관합니다. 서버에서 `wal-g`를 쓰려면 Debian 패키지가 없으므로 직접 설치해야 합니다. 클러스터에서는 언제나 `wal-g`를 작업으로 실행합니다',
      },
    },
    {
      name: 'synchronous',
      type: 'string',
      values: ['always', 'never'],
      description: {
        en: 'With Patroni: whether a commit waits until a replica has it. When left out, it does where objectives.recoveryPoint is younger than the WAL archive, which alone could not keep it',
        ko: 'Patroni에서 커밋이 복제본에 도달할 때까지 기다릴지 정합니다. 적지 않으면 objectives.recoveryPoint가 WAL 아카이브 주기보다 짧아 아카이브만으로는 지킬 수 없을 때 기다립니다',
      },
    },
    {
      name: 'restore',
      type: 'string',
      form: 'moment',
      description: {
        en: 'With Patroni: a cluster that is made new starts from the archive, at `latest` or at a moment such as 2026-11-23T09:30:00+09:00. Take it out when the data is back',
        ko: 'Patroni에서 새로 만드는 클러스터를 아카이브의 데이터로 시작합니다. `latest` 또는 2026-11-23T09:30:00+09:00 같은 시각을 적고, 복구가 끝나면 지웁니다',
      },
    },
    {
      name: 'archiveFolder',
      type: 'string',
      default: 'postgresql',
      description: {
        en: 'With CloudNativePG: folder of the backup bucket that holds the archive. A cluster that was restored writes to the same name with -restored',
        ko: 'CloudNativePG에서 백업 버킷의 보관 폴더입니다. 복구된 클러스터는 이 이름에 -restored를 붙인 폴더에 기록합니다',
      },
    },
  ],
  versions: postgresqlVersions,
  parts: postgresqlParts,
  auxiliaryParts: ['etcd', 'exporter', 'primary', 'databases', 'backup', 'etcd-backup'],
  needs: () => [],
  size: sizePostgresql,
  workloads: postgresqlWorkloads,
  addons: cloudNativeAddons,
  secrets: (context) => ({
    postgresql: { keys: keysOf(context), purpose: 'roles of the PostgreSQL servers themselves' },
    ...databaseSecrets(context),
    ...(isCloudNative(context) ? cloudNativeSecrets(context) : backupSecrets(context)),
    ...archiveSecrets(context),
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
