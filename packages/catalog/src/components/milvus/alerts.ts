// Alerts of Milvus, each with series that trip it and that leave it quiet. Its latencies are in milliseconds.

import { printDuration, seconds, type Alert } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { backupAlert, backupScheduleOf } from '../../backup-job.js'
import { etcdAlerts } from '../etcd/alerts.js'
import { etcdBackupAlerts } from '../etcd/backup.js'
import { milvusBackup, milvusEtcd } from './backup.js'

const component = 'milvus'
const bucket = 'milvus_proxy_sq_latency_bucket'

export function milvusAlerts(context: Context, sizes: ComponentSizes): readonly Alert[] {
  const quota = sizes['etcd']?.figures['quota']?.value.value ?? 0
  return [
    latency(context),
    failures,
    queue,
    ...etcdAlerts(component, 'milvus-etcd', quota),
    ...copiesLate(context),
    ...etcdBackupAlerts(context, milvusEtcd),
  ]
}

function copiesLate(context: Context): readonly Alert[] {
  const schedule = backupScheduleOf(context, component)
  if (schedule === undefined) return []
  const job = { id: milvusBackup, component, namespace: milvusEtcd.namespace }
  return [backupAlert(job, component, schedule.every)]
}

function latency(context: Context): Alert {
  const objective = context.platform.objectives.retrieval
  const limit = printDuration(objective)
  return {
    name: 'MilvusSearchSlow',
    component,
    expression: `histogram_quantile(0.95, sum by (le) (rate(${bucket}{query_type="search"}[5m]))) > ${objective}`,
    for: seconds(300),
    severity: 'warning',
    summary: { en: 'Vector searches take too long', ko: '벡터 검색이 느립니다' },
    description: {
      en: `P95 of a search is {{ $value | printf "%.0f" }} ms; the objective is ${limit}`,
      ko: `검색 P95가 {{ $value | printf "%.0f" }}ms입니다. 목표는 ${limit}입니다`,
    },
    tests: {
      trips: [
        { series: `${bucket}{query_type="search",le="1"}`, values: '0x30' },
        { series: `${bucket}{query_type="search",le="131072"}`, values: '0+60x30' },
        { series: `${bucket}{query_type="search",le="+Inf"}`, values: '0+60x30' },
      ],
      quiet: [
        { series: `${bucket}{query_type="search",le="1"}`, values: '0+60x30' },
        { series: `${bucket}{query_type="search",le="+Inf"}`, values: '0+60x30' },
      ],
    },
  }
}

const failures: Alert = {
  name: 'MilvusRequestsFail',
  component,
  expression:
    'sum(rate(milvus_proxy_req_count{status="fail"}[5m])) / sum(rate(milvus_proxy_req_count{status="total"}[5m])) > 0.05',
  for: seconds(300),
  severity: 'critical',
  summary: { en: 'Requests to Milvus fail', ko: 'Milvus 요청이 실패합니다' },
  description: {
    en: '{{ $value | humanizePercentage }} of the requests fail',
    ko: '요청의 {{ $value | humanizePercentage }}가 실패합니다',
  },
  tests: {
    trips: [
      { series: 'milvus_proxy_req_count{status="fail"}', values: '0+30x30' },
      { series: 'milvus_proxy_req_count{status="total"}', values: '0+60x30' },
    ],
    quiet: [
      { series: 'milvus_proxy_req_count{status="fail"}', values: '0x30' },
      { series: 'milvus_proxy_req_count{status="total"}', values: '0+60x30' },
    ],
  },
}

const queue: Alert = {
  name: 'MilvusSearchesQueue',
  component,
  expression: 'max by (node_id) (milvus_querynode_read_task_ready_len) > 100',
  for: seconds(300),
  severity: 'warning',
  summary: { en: 'Searches queue at a query node', ko: '쿼리 노드에 검색이 쌓입니다' },
  description: {
    en: '{{ $value }} searches wait at node {{ $labels.node_id }}',
    ko: '노드 {{ $labels.node_id }}에서 검색 {{ $value }}건이 대기하고 있습니다',
  },
  tests: {
    trips: [{ series: 'milvus_querynode_read_task_ready_len{node_id="1"}', values: '500x30' }],
    quiet: [{ series: 'milvus_querynode_read_task_ready_len{node_id="1"}', values: '3x30' }],
  },
}
