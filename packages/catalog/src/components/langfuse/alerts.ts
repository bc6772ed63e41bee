// Alerts of Langfuse through the cluster’s view of it, and from 3 on through the metrics of ClickHouse.

import { seconds, type Alert } from '@llmflow/spec'
import { backupAlert } from '../../backup-job.js'
import type { Context } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { clickhouseBackupId, traceBackupOf } from './backup.js'
import { hasClickhouse } from './versions.js'

export function langfuseAlerts(context: Context): readonly Alert[] {
  if (!hasClickhouse(context)) return [unavailable]
  const backup = traceBackupOf(context)
  const job = { id: clickhouseBackupId, component: 'langfuse', namespace: namespaces.infra }
  return [
    unavailable,
    workersUnavailable,
    notMigrated,
    tooManyParts,
    insertsRefused,
    diskFills,
    ...(backup === undefined ? [] : [backupAlert(job, 'clickhouse', backup.every)]),
  ]
}

const availableOf = (deployment: string): string =>
  `kube_deployment_status_replicas_available{namespace="llmflow-system",deployment="${deployment}"}`

const unavailable: Alert = {
  name: 'LangfuseUnavailable',
  component: 'langfuse',
  expression: `${availableOf('langfuse')} == 0`,
  for: seconds(300),
  severity: 'warning',
  summary: { en: 'Langfuse takes no traces', ko: 'Langfuse가 트레이스를 받지 못합니다' },
  description: {
    en: 'No web server of Langfuse is ready; answers go on, their traces are lost or wait',
    ko: '준비된 Langfuse 웹 서버가 없습니다. 답변은 계속되지만 트레이스는 유실되거나 대기합니다',
  },
  tests: {
    trips: [{ series: availableOf('langfuse'), values: '0x30' }],
    quiet: [{ series: availableOf('langfuse'), values: '2x30' }],
  },
}

const workersUnavailable: Alert = {
  name: 'LangfuseWorkersUnavailable',
  component: 'langfuse',
  expression: `${availableOf('langfuse-worker')} == 0`,
  for: seconds(600),
  severity: 'warning',
  summary: {
    en: 'Traces wait in the queue of Langfuse',
    ko: '트레이스가 Langfuse 대기열에 쌓입니다',
  },
  description: {
    en: 'No worker of Langfuse is ready; the queue takes memory of Redis until one is',
    ko: '준비된 Langfuse 워커가 없습니다. 워커가 복구될 때까지 대기열이 Redis 메모리를 차지합니다',
  },
  tests: {
    trips: [{ series: availableOf('langfuse-worker'), values: '0x30' }],
    quiet: [{ series: availableOf('langfuse-worker'), values: '1x30' }],
  },
}

const failed = 'kube_job_failed'
const migration = `${failed}{namespace="llmflow-system",job_name="langfuse-migrate-0a1b2c3d",condition="true"}`

const notMigrated: Alert = {
  name: 'LangfuseSchemaNotMigrated',
  component: 'langfuse',
  expression: `max by (job_name) (${failed}{namespace="llmflow-system",job_name=~"langfuse-migrate.*",condition="true"}) > 0`,
  for: seconds(300),
  severity: 'warning',
  summary: {
    en: 'The tables of Langfuse’s traces are not up to date',
    ko: 'Langfuse 트레이스 테이블이 최신이 아닙니다',
  },
  description: {
    en: '{{ $labels.job_name }} failed; workers cannot write traces without it',
    ko: '{{ $labels.job_name }} 작업이 실패했습니다. 이 작업 없이는 워커가 트레이스를 기록하지 못합니다',
  },
  tests: {
    trips: [{ series: migration, values: '1x20' }],
    quiet: [{ series: migration, values: '0x20' }],
  },
}

const parts = 'ClickHouseAsyncMetrics_MaxPartCountForPartition'

/** Inserts slow down at 1,000 parts and fail at 3,000, ClickHouse’s own defaults. */
const tooManyParts: Alert = {
  name: 'ClickHouseMergesFallBehind',
  component: 'langfuse',
  expression: `${parts} > 800`,
  for: seconds(600),
  severity: 'warning',
  summary: {
    en: 'ClickHouse merges more slowly than it writes',
    ko: 'ClickHouse의 병합이 쓰기를 따라가지 못합니다',
  },
  description: {
    en: '{{ $labels.instance }} has {{ $value }} parts in one partition; inserts slow down at 1,000 and fail at 3,000',
    ko: '{{ $labels.instance }}의 한 파티션에 파트가 {{ $value }}개 있습니다. 1,000개부터 쓰기가 느려지고 3,000개부터 실패합니다',
  },
  tests: {
    trips: [{ series: `${parts}{instance="a"}`, values: '900x30' }],
    quiet: [{ series: `${parts}{instance="a"}`, values: '120x30' }],
  },
}

const refused = 'ClickHouseProfileEvents_RejectedInserts'

const insertsRefused: Alert = {
  name: 'ClickHouseRefusesInserts',
  component: 'langfuse',
  expression: `increase(${refused}[15m]) > 0`,
  for: seconds(0),
  severity: 'critical',
  summary: {
    en: 'ClickHouse refuses to write traces',
    ko: 'ClickHouse가 트레이스 쓰기를 거부합니다',
  },
  description: {
    en: '{{ $labels.instance }} has too many parts; Langfuse tries three times and then drops the traces',
    ko: '{{ $labels.instance }}에 파트가 너무 많습니다. Langfuse는 세 번 시도한 뒤 트레이스를 버립니다',
  },
  tests: {
    trips: [{ series: `${refused}{instance="a"}`, values: '0+5x30' }],
    quiet: [{ series: `${refused}{instance="a"}`, values: '5x30' }],
  },
}

const free = 'ClickHouseAsyncMetrics_FilesystemMainPathAvailableBytes'
const total = 'ClickHouseAsyncMetrics_FilesystemMainPathTotalBytes'

const diskFills: Alert = {
  name: 'ClickHouseDiskFills',
  component: 'langfuse',
  expression: `${free} / ${total} < 0.2`,
  for: seconds(600),
  severity: 'warning',
  summary: { en: 'The disk of the traces fills', ko: '트레이스 디스크가 차고 있습니다' },
  description: {
    en: '{{ $value | humanizePercentage }} of {{ $labels.instance }} is free; delete old traces or enlarge the volume',
    ko: '{{ $labels.instance }}의 여유 공간이 {{ $value | humanizePercentage }}입니다. 오래된 트레이스를 지우거나 볼륨을 늘리세요',
  },
  tests: {
    trips: [
      { series: `${free}{instance="a"}`, values: '10x30' },
      { series: `${total}{instance="a"}`, values: '100x30' },
    ],
    quiet: [
      { series: `${free}{instance="a"}`, values: '50x30' },
      { series: `${total}{instance="a"}`, values: '100x30' },
    ],
  },
}
