// Alerts, panels and steps of PostgreSQL under CloudNativePG, on the series that its instances export themselves.

import { gibibytes, seconds, type Alert, type Dashboard, type OperatorCommand } from '@llmflow/spec'
import { backupScheduleOf } from '../../backup-job.js'
import type { ComponentSizes, Context, Store } from '../../component.js'
import { byDefault } from '../../part.js'
import { outside } from '../../recovery-steps.js'
import { clusterAddon, clusterName, clusterNamespace } from './cloudnative-pg.js'
import { archiveInterval } from './figures.js'

const component = 'postgresql'
const of = (series: string, value: number) => ({ series, values: `${value}x60` })
const up = `cnpg_collector_up{cluster="${clusterName}"}`
const streaming = `cnpg_pg_replication_streaming_replicas{pod="${clusterName}-1"}`
const lag = `cnpg_pg_replication_lag{pod="${clusterName}-2"}`
const archived = `cnpg_pg_stat_archiver_seconds_since_last_archival{pod="${clusterName}-1"}`

export function cloudNativeAlerts(context: Context, sizes: ComponentSizes): readonly Alert[] {
  const instances = sizes['postgresql']?.replicas.minimum.value ?? 1
  const hasArchive = backupScheduleOf(context, component) !== undefined
  return [
    {
      name: 'PostgresqlInstanceDown',
      component,
      expression: 'cnpg_collector_up == 0',
      for: seconds(120),
      severity: 'critical',
      summary: {
        en: 'An instance of PostgreSQL does not answer',
        ko: 'PostgreSQL 인스턴스가 응답하지 않습니다',
      },
      description: {
        en: '{{ $labels.pod }} of {{ $labels.cluster }} does not answer; the operator puts a replica in its place when it was the primary',
        ko: '{{ $labels.cluster }}의 {{ $labels.pod }}이(가) 응답하지 않습니다. 프라이머리였다면 오퍼레이터가 복제본을 승격합니다',
      },
      tests: { trips: [of(up, 0)], quiet: [of(up, 1)] },
    },
    ...(instances > 1
      ? [
          {
            name: 'PostgresqlReplicasMissing',
            component,
            expression: `max(cnpg_pg_replication_streaming_replicas) < ${instances - 1}`,
            for: seconds(900),
            severity: 'warning' as const,
            summary: {
              en: 'PostgreSQL has fewer replicas than it should',
              ko: 'PostgreSQL 복제본이 부족합니다',
            },
            description: {
              en: `{{ $value }} of ${instances - 1} replicas follow the primary`,
              ko: `복제본 ${instances - 1}개 중 {{ $value }}개만 프라이머리를 따라가고 있습니다`,
            },
            tests: { trips: [of(streaming, 0)], quiet: [of(streaming, instances - 1)] },
          },
          {
            name: 'PostgresqlReplicaBehind',
            component,
            expression: 'max by (pod) (cnpg_pg_replication_lag) > 60',
            for: seconds(600),
            severity: 'warning' as const,
            summary: {
              en: 'A replica of PostgreSQL is behind',
              ko: 'PostgreSQL 복제가 지연되고 있습니다',
            },
            description: {
              en: '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind the primary',
              ko: '{{ $labels.pod }}이(가) 프라이머리보다 {{ $value | humanizeDuration }} 뒤처져 있습니다',
            },
            tests: { trips: [of(lag, 120)], quiet: [of(lag, 1)] },
          },
        ]
      : []),
    ...(hasArchive ? [archiveLate((archiveInterval(context) / 1000) * 3)] : []),
  ]
}

const archiveLate = (limit: number): Alert => ({
  name: 'PostgresqlArchiveStopped',
  component,
  expression: `max(cnpg_pg_stat_archiver_seconds_since_last_archival) > ${limit}`,
  for: seconds(300),
  severity: 'critical',
  summary: {
    en: 'PostgreSQL’s log is no longer archived',
    ko: 'PostgreSQL WAL 보관이 중단되었습니다',
  },
  description: {
    en: 'The last WAL file was archived {{ $value | humanizeDuration }} ago; what came since is lost with the volumes',
    ko: '마지막 WAL 보관 이후 {{ $value | humanizeDuration }}가 지났습니다. 볼륨을 잃으면 그 뒤의 데이터는 복구할 수 없습니다',
  },
  tests: { trips: [of(archived, limit * 2)], quiet: [of(archived, 10)] },
})

export const cloudNativePanels: Dashboard['panels'] = [
  {
    title: 'PostgreSQL replication lag',
    kind: 'timeseries',
    unit: 's',
    queries: [{ expression: 'max by (pod) (cnpg_pg_replication_lag)', legend: '{{pod}}' }],
  },
  {
    title: 'PostgreSQL connections',
    kind: 'timeseries',
    unit: 'short',
    queries: [{ expression: 'sum by (pod) (cnpg_backends_total)', legend: '{{pod}}' }],
  },
]

const kubectl = `kubectl --namespace ${clusterNamespace}`

const state = outside(
  'See the instances, who is primary, and whether the archive grows',
  '인스턴스와 프라이머리, WAL 보관 상태를 확인합니다',
  [`${kubectl} get clusters.postgresql.cnpg.io,backups.postgresql.cnpg.io,pods`],
)

const databases = outside('See the databases and their sizes', '데이터베이스와 크기를 확인합니다', [
  `${kubectl} exec ${clusterName}-1 --container postgres -- psql --list`,
])

export const cloudNativeCommands: readonly OperatorCommand[] = [state, databases]

export function cloudNativeStore(context: Context, sizes: ComponentSizes): Store {
  const isCopied = backupScheduleOf(context, component) !== undefined
  return {
    name: component,
    method: {
      en: 'A new cluster starts from the newest base backup and the WAL in the archive',
      ko: '새 클러스터가 보관된 최신 베이스 백업과 WAL에서 시작합니다',
    },
    ...(isCopied ? { addon: clusterAddon, keepsLog: true } : {}),
    bytes: sizes['postgresql']?.storage ?? byDefault(gibibytes(20), 'LLMFlow’s own default'),
    after: ['etcd'],
    steps: isCopied ? restoreSteps : [],
  }
}

const restoreSteps: readonly OperatorCommand[] = [
  outside(
    'Set components.postgresql.options.restore to latest, or to a moment such as 2026-11-23T09:30:00+09:00, and render again. It stays set: the new cluster writes its archive beside the old one',
    'components.postgresql.options.restore를 latest 또는 2026-11-23T09:30:00+09:00 같은 시각으로 지정하고 다시 렌더링합니다. 새 클러스터는 기존 보관 폴더 옆에 따로 기록하므로 복구 후에도 지우지 않습니다',
    ['llmflow render .'],
  ),
  outside(
    'Take away what is left of the old cluster, with its volumes',
    '이전 클러스터의 남은 오브젝트와 볼륨을 지웁니다',
    [`${kubectl} delete clusters.postgresql.cnpg.io ${clusterName}`],
  ),
  outside(
    'Install the chart again with the new values: it starts from the archive',
    '새 값으로 차트를 다시 설치합니다. 보관된 데이터에서 시작합니다',
    [
      `helm upgrade --install ${clusterAddon} cluster --repo https://cloudnative-pg.github.io/charts --version 0.2.0 --namespace ${clusterNamespace} --values addons/${clusterAddon}/values.yaml`,
    ],
  ),
  state,
  databases,
]
