// Alerts of PostgreSQL and Patroni, each with series that trip it and that leave it quiet.

import { seconds, type Alert, type SampleSeries } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { backupAlert, backupScheduleOf } from '../../backup-job.js'
import { etcdBackupAlerts } from '../etcd/backup.js'
import { etcdAlerts } from '../etcd/alerts.js'
import { archiveOf, patroniEtcd, postgresqlBackup } from './archive.js'
import { cloudNativeAlerts } from './cloudnative-pg-watch.js'
import { isCloudNative } from './cloudnative-pg.js'
import { archiveInterval } from './figures.js'
import { usesPgbackrest } from './pgbackrest.js'

const component = 'postgresql'

export function postgresqlAlerts(context: Context, sizes: ComponentSizes): readonly Alert[] {
  if (isCloudNative(context)) return cloudNativeAlerts(context, sizes)
  const isPatroni = context.topologyOf(component) === 'patroni'
  const hasArchive = archiveOf(context) !== undefined
  const quota = sizes['etcd']?.figures['quota']?.value.value ?? 0
  return [
    connections,
    ...(isPatroni
      ? [
          ...cluster,
          ...etcdAlerts(component, 'postgresql-etcd', quota),
          ...etcdBackupAlerts(context, patroniEtcd),
        ]
      : []),
    ...copiesLate(context, sizes),
    ...(hasArchive ? [archiveAlert(archiveInterval(context) / 1000)] : []),
  ]
}

function copiesLate(context: Context, sizes: ComponentSizes): readonly Alert[] {
  const schedule = backupScheduleOf(context, component)
  if (schedule === undefined || sizes['backup'] === undefined) return []
  if (usesPgbackrest(context)) {
    return context.enabled.has('monitoring') ? [timerAlert(schedule.every / 1000)] : []
  }
  const job = { id: postgresqlBackup, component, namespace: patroniEtcd.namespace }
  return [backupAlert(job, component, schedule.every)]
}

/** Only the leader copies, and who leads changes: the newest of all machines counts, or else the age of the servers. */
function timerAlert(interval: number): Alert {
  const limit = interval * 2
  const succeeded = `scheduled_task_success_timestamp_seconds{task="${postgresqlBackup}"}`
  const started = 'pg_postmaster_start_time_seconds{job="postgresql-exporter"}'
  return {
    name: 'PostgresqlBackupLate',
    component,
    expression: `time() - max(${succeeded}) > ${limit} or (time() - max(${started}) > ${limit} unless max(${succeeded}))`,
    for: seconds(300),
    severity: 'critical',
    summary: {
      en: 'The copy of postgresql is late',
      ko: 'postgresql 백업이 늦어지고 있습니다',
    },
    description: {
      en: 'No machine has made a full backup for {{ $value | humanizeDuration }}',
      ko: '{{ $value | humanizeDuration }} 동안 어느 서버에서도 전체 백업이 성공하지 않았습니다',
    },
    tests: {
      trips: [{ series: succeeded.replace('}', ',instance="a"}'), values: `-${limit * 2}x30` }],
      tripsToo: [{ series: started.replace('}', ',instance="a"}'), values: `-${limit * 2}x30` }],
      quiet: [
        { series: started.replace('}', ',instance="a"}'), values: `-${limit * 4}x30` },
        { series: succeeded.replace('}', ',instance="a"}'), values: '0x30' },
      ],
    },
  }
}

const connections: Alert = {
  name: 'PostgresqlConnectionsHigh',
  component,
  expression:
    'sum by (instance) (pg_stat_activity_count) / on (instance) max by (instance) (pg_settings_max_connections) > 0.8',
  for: seconds(300),
  severity: 'warning',
  summary: {
    en: 'PostgreSQL runs out of connections',
    ko: 'PostgreSQL 연결이 부족해지고 있습니다',
  },
  description: {
    en: '{{ $labels.instance }} has {{ $value | humanizePercentage }} of its connections in use',
    ko: '{{ $labels.instance }}의 연결 사용률이 {{ $value | humanizePercentage }}입니다',
  },
  tests: {
    trips: [
      { series: 'pg_stat_activity_count{instance="a",state="idle"}', values: '90x30' },
      { series: 'pg_settings_max_connections{instance="a"}', values: '100x30' },
    ],
    quiet: [
      { series: 'pg_stat_activity_count{instance="a",state="idle"}', values: '40x30' },
      { series: 'pg_settings_max_connections{instance="a"}', values: '100x30' },
    ],
  },
}

const cluster: readonly Alert[] = [
  {
    name: 'PostgresqlReplicationLag',
    component,
    expression: 'pg_replication_lag_seconds > 10 and pg_replication_is_replica == 1',
    for: seconds(300),
    severity: 'warning',
    summary: { en: 'A PostgreSQL replica lags', ko: 'PostgreSQL 복제가 지연되고 있습니다' },
    description: {
      en: '{{ $labels.instance }} is {{ $value | humanizeDuration }} behind',
      ko: '{{ $labels.instance }}의 복제 지연이 {{ $value | humanizeDuration }}입니다',
    },
    tests: {
      trips: [
        { series: 'pg_replication_lag_seconds{instance="b"}', values: '60x30' },
        { series: 'pg_replication_is_replica{instance="b"}', values: '1x30' },
      ],
      quiet: [
        { series: 'pg_replication_lag_seconds{instance="b"}', values: '60x30' },
        { series: 'pg_replication_is_replica{instance="b"}', values: '0x30' },
      ],
    },
  },
  {
    // The lag of a replica whose link is down reads 0, so the link has an alert of its own.
    name: 'PostgresqlReplicaNotStreaming',
    component,
    expression: 'patroni_replica == 1 and patroni_postgres_streaming == 0',
    for: seconds(300),
    severity: 'warning',
    summary: {
      en: 'A PostgreSQL replica receives nothing',
      ko: 'PostgreSQL 복제 연결이 끊겼습니다',
    },
    description: {
      en: '{{ $labels.name }} is a replica without a connection to the leader',
      ko: '{{ $labels.name }}이(가) 리더에 연결되어 있지 않습니다',
    },
    tests: {
      trips: [
        { series: 'patroni_replica{scope="s",name="b"}', values: '1x30' },
        { series: 'patroni_postgres_streaming{scope="s",name="b"}', values: '0x30' },
      ],
      quiet: [
        { series: 'patroni_replica{scope="s",name="b"}', values: '1x30' },
        { series: 'patroni_postgres_streaming{scope="s",name="b"}', values: '1x30' },
      ],
    },
  },
  {
    name: 'PostgresqlWithoutLeader',
    component,
    expression: 'max by (scope) (patroni_cluster_unlocked) == 1',
    for: seconds(60),
    severity: 'critical',
    summary: { en: 'No PostgreSQL member leads', ko: 'PostgreSQL 리더가 없습니다' },
    description: {
      en: 'Nobody holds the leader lock of {{ $labels.scope }}; there are no writes',
      ko: '{{ $labels.scope }}의 리더 잠금을 가진 구성원이 없어 쓰기가 되지 않습니다',
    },
    tests: {
      trips: [{ series: 'patroni_cluster_unlocked{scope="s",name="a"}', values: '1x30' }],
      quiet: [{ series: 'patroni_cluster_unlocked{scope="s",name="a"}', values: '0x30' }],
    },
  },
  {
    name: 'PostgresqlLeaderCount',
    component,
    expression: 'sum by (scope) (patroni_primary) != 1',
    for: seconds(120),
    severity: 'critical',
    summary: {
      en: 'PostgreSQL has not exactly one leader',
      ko: 'PostgreSQL 리더가 하나가 아닙니다',
    },
    description: {
      en: '{{ $labels.scope }} has {{ $value }} leaders',
      ko: '{{ $labels.scope }}의 리더가 {{ $value }}개입니다',
    },
    tests: {
      trips: [
        { series: 'patroni_primary{scope="s",name="a"}', values: '1x30' },
        { series: 'patroni_primary{scope="s",name="b"}', values: '1x30' },
      ],
      quiet: [
        { series: 'patroni_primary{scope="s",name="a"}', values: '1x30' },
        { series: 'patroni_primary{scope="s",name="b"}', values: '0x30' },
      ],
    },
  },
]

/** Three missed intervals: work that is not archived by then is lost with the servers. */
function archiveAlert(intervalSeconds: number): Alert {
  const limit = Math.ceil(intervalSeconds * 3)
  return {
    name: 'PostgresqlArchiveOld',
    component,
    // Only the leader archives; a member that led before keeps the time of its last file.
    expression: `pg_stat_archiver_last_archive_age > ${limit} and on (instance) pg_replication_is_replica == 0`,
    for: seconds(300),
    severity: 'critical',
    summary: {
      en: 'PostgreSQL’s archive stands still',
      ko: 'PostgreSQL WAL 아카이브가 멈췄습니다',
    },
    description: {
      en: 'The last WAL file was archived {{ $value | humanizeDuration }} ago',
      ko: '마지막 WAL 파일을 보관한 지 {{ $value | humanizeDuration }} 지났습니다',
    },
    tests: {
      trips: [archiveAge('a', limit * 2), isReplica('a', 0)],
      quiet: [
        archiveAge('a', 30),
        isReplica('a', 0),
        archiveAge('b', limit * 2),
        isReplica('b', 1),
      ],
    },
  }
}

const archiveAge = (instance: string, value: number): SampleSeries => ({
  series: `pg_stat_archiver_last_archive_age{instance="${instance}"}`,
  values: `${value}x30`,
})

const isReplica = (instance: string, value: number): SampleSeries => ({
  series: `pg_replication_is_replica{instance="${instance}"}`,
  values: `${value}x30`,
})
