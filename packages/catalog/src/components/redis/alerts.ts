// Alerts of Redis and its Sentinels, each with series that trip it and that leave it quiet.

import { seconds, type Alert } from '@llmflow/spec'
import { backupAlert, backupScheduleOf } from '../../backup-job.js'
import type { Context } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { redisBackup } from './backup.js'

export function redisAlerts(context: Context): readonly Alert[] {
  const copies = copiesLate(context)
  return context.topologyOf('redis') === 'sentinel'
    ? [memory, ...replication, ...copies]
    : [memory, ...copies]
}

function copiesLate(context: Context): readonly Alert[] {
  const schedule = backupScheduleOf(context, 'redis')
  if (schedule === undefined) return []
  const job = { id: redisBackup, component: 'redis', namespace: namespaces.infra }
  return [backupAlert(job, 'redis', schedule.every)]
}

const memory: Alert = {
  name: 'RedisMemoryHigh',
  component: 'redis',
  // Without a limit the maximum is 0 and the share would be infinite.
  expression:
    'redis_memory_used_bytes / redis_memory_max_bytes > 0.85 and redis_memory_max_bytes > 0',
  for: seconds(300),
  severity: 'warning',
  summary: { en: 'Redis is almost full', ko: 'Redis 메모리가 거의 찼습니다' },
  description: {
    en: '{{ $labels.instance }} uses {{ $value | humanizePercentage }} of its memory; when it is full, writes fail',
    ko: '{{ $labels.instance }}의 메모리 사용률이 {{ $value | humanizePercentage }}입니다. 가득 차면 쓰기가 실패합니다',
  },
  tests: {
    trips: [
      { series: 'redis_memory_used_bytes{instance="a"}', values: '950x30' },
      { series: 'redis_memory_max_bytes{instance="a"}', values: '1000x30' },
    ],
    quiet: [
      { series: 'redis_memory_used_bytes{instance="a"}', values: '950x30' },
      { series: 'redis_memory_max_bytes{instance="a"}', values: '0x30' },
    ],
  },
}

const replication: readonly Alert[] = [
  {
    name: 'RedisReplicaDisconnected',
    component: 'redis',
    expression: 'redis_master_link_up == 0',
    for: seconds(120),
    severity: 'warning',
    summary: { en: 'A Redis replica lost its master', ko: 'Redis 복제본이 마스터와 끊겼습니다' },
    description: {
      en: '{{ $labels.instance }} has no link to {{ $labels.master_host }}',
      ko: '{{ $labels.instance }}이(가) {{ $labels.master_host }}에 연결되어 있지 않습니다',
    },
    tests: {
      trips: [{ series: 'redis_master_link_up{instance="b",master_host="a"}', values: '0x30' }],
      quiet: [{ series: 'redis_master_link_up{instance="b",master_host="a"}', values: '1x30' }],
    },
  },
  {
    name: 'RedisSentinelsTooFew',
    component: 'redis',
    expression: 'redis_sentinel_master_ok_sentinels < 2',
    for: seconds(120),
    severity: 'critical',
    summary: {
      en: 'Too few Sentinels for a failover',
      ko: '장애 조치에 필요한 Sentinel이 부족합니다',
    },
    description: {
      en: '{{ $value }} Sentinels watch {{ $labels.master_name }}; two have to agree',
      ko: '{{ $labels.master_name }}을(를) 감시하는 Sentinel이 {{ $value }}개입니다. 두 개가 동의해야 합니다',
    },
    tests: {
      trips: [
        {
          series: 'redis_sentinel_master_ok_sentinels{master_name="llmflow-redis"}',
          values: '1x30',
        },
      ],
      quiet: [
        {
          series: 'redis_sentinel_master_ok_sentinels{master_name="llmflow-redis"}',
          values: '3x30',
        },
      ],
    },
  },
]
