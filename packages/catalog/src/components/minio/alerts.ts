// Alerts of MinIO, each with series that trip it and that leave it quiet.

import { seconds, type Alert } from '@llmflow/spec'
import { backupAlert, backupScheduleOf } from '../../backup-job.js'
import type { Context } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { minioBackup } from './backup.js'

export function minioAlerts(context: Context): readonly Alert[] {
  const copies = copiesLate(context)
  return context.topologyOf('minio') === 'distributed'
    ? [space, ...losses, ...copies]
    : [space, ...copies]
}

/** The copies outside are what replication is here: when they stand still, a lost site is lost. */
function copiesLate(context: Context): readonly Alert[] {
  const schedule = backupScheduleOf(context, 'minio')
  if (schedule === undefined) return []
  const job = { id: minioBackup, component: 'minio', namespace: namespaces.infra }
  return [backupAlert(job, 'minio', schedule.every)]
}

const space: Alert = {
  name: 'MinioSpaceLow',
  component: 'minio',
  expression:
    'min by (job) (minio_cluster_capacity_usable_free_bytes / minio_cluster_capacity_usable_total_bytes) < 0.15',
  for: seconds(600),
  severity: 'warning',
  summary: {
    en: 'The object store is almost full',
    ko: '오브젝트 스토리지 여유 공간이 부족합니다',
  },
  description: {
    en: '{{ $value | humanizePercentage }} of the usable space is free',
    ko: '사용 가능한 공간 중 {{ $value | humanizePercentage }}만 남았습니다',
  },
  tests: {
    trips: [
      {
        series: 'minio_cluster_capacity_usable_free_bytes{job="minio",server="a"}',
        values: '10x30',
      },
      {
        series: 'minio_cluster_capacity_usable_total_bytes{job="minio",server="a"}',
        values: '100x30',
      },
    ],
    quiet: [
      {
        series: 'minio_cluster_capacity_usable_free_bytes{job="minio",server="a"}',
        values: '60x30',
      },
      {
        series: 'minio_cluster_capacity_usable_total_bytes{job="minio",server="a"}',
        values: '100x30',
      },
    ],
  },
}

const losses: readonly Alert[] = [
  {
    name: 'MinioServerDown',
    component: 'minio',
    expression: 'max by (job) (minio_cluster_nodes_offline_total) > 0',
    for: seconds(300),
    severity: 'critical',
    summary: { en: 'A MinIO server is away', ko: 'MinIO 서버가 응답하지 않습니다' },
    description: {
      en: '{{ $value }} servers do not answer; the parity covers one',
      ko: '서버 {{ $value }}대가 응답하지 않습니다. 패리티로 버틸 수 있는 것은 한 대입니다',
    },
    tests: {
      trips: [
        { series: 'minio_cluster_nodes_offline_total{job="minio",server="a"}', values: '1x30' },
      ],
      quiet: [
        { series: 'minio_cluster_nodes_offline_total{job="minio",server="a"}', values: '0x30' },
      ],
    },
  },
  {
    name: 'MinioDriveDown',
    component: 'minio',
    expression: 'max by (job) (minio_cluster_drive_offline_total) > 0',
    for: seconds(300),
    severity: 'warning',
    summary: { en: 'A drive of MinIO is away', ko: 'MinIO 드라이브에 장애가 있습니다' },
    description: {
      en: '{{ $value }} drives do not answer',
      ko: '드라이브 {{ $value }}개가 응답하지 않습니다',
    },
    tests: {
      trips: [
        { series: 'minio_cluster_drive_offline_total{job="minio",server="a"}', values: '2x30' },
      ],
      quiet: [
        { series: 'minio_cluster_drive_offline_total{job="minio",server="a"}', values: '0x30' },
      ],
    },
  },
]
