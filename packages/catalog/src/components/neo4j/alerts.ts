// Alerts of Neo4j: on its own series where the edition exports them, else on what the cluster sees of its pod.

import { seconds, type Alert } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { backupAlert, backupScheduleOf } from '../../backup-job.js'
import { namespaces } from '../../endpoints.js'
import { neo4jBackup } from './backup.js'
import { editionOf } from './edition.js'
import { hasBackup } from './size.js'

export function neo4jAlerts(context: Context): readonly Alert[] {
  if (editionOf(context) === 'community') return [notReady]
  const isCluster = context.topologyOf('neo4j') === 'cluster'
  return [...ofServer, ...(isCluster ? ofCluster : []), ...ofBackup(context)]
}

function ofBackup(context: Context): readonly Alert[] {
  const schedule = backupScheduleOf(context, 'neo4j')
  if (schedule === undefined || !hasBackup(context)) return []
  const job = { id: neo4jBackup, component: 'neo4j', namespace: namespaces.infra }
  return [backupAlert(job, 'neo4j', schedule.every)]
}

const leads = 'neo4j_database_neo4j_cluster_raft_is_leader'
const committed = 'neo4j_database_neo4j_cluster_raft_commit_index'
const applied = 'neo4j_database_neo4j_cluster_raft_applied_index'
const latency = 'neo4j_database_neo4j_db_query_execution_latency_millis'
const hits = 'neo4j_dbms_page_cache_hit_ratio'
const faults = 'neo4j_dbms_page_cache_page_faults_total'
const heapUsed = 'neo4j_dbms_vm_heap_used'
const heapMax = 'neo4j_dbms_vm_heap_max'
const failed = 'neo4j_dbms_db_state_count_failed'
const ready = 'kube_statefulset_status_replicas_ready'

/** The guide’s limit of two seconds (7.2); the series is in milliseconds, with the quantile as a label. */
const latencyLimit = 2000

const ofServer: readonly Alert[] = [
  {
    name: 'Neo4jServerDown',
    component: 'neo4j',
    expression: 'up{service="neo4j"} == 0',
    for: seconds(120),
    severity: 'critical',
    summary: { en: 'A Neo4j server does not answer', ko: 'Neo4j 서버가 응답하지 않습니다' },
    description: {
      en: '{{ $labels.pod }} has answered no scrape for two minutes',
      ko: '{{ $labels.pod }}에서 2분 동안 메트릭을 가져오지 못했습니다',
    },
    tests: {
      trips: [{ series: 'up{service="neo4j",pod="neo4j-0"}', values: '0x30' }],
      quiet: [{ series: 'up{service="neo4j",pod="neo4j-0"}', values: '1x30' }],
    },
  },
  {
    name: 'Neo4jQueryLatencyHigh',
    component: 'neo4j',
    expression: `max by (pod) (${latency}{quantile="0.95"}) > ${latencyLimit}`,
    for: seconds(300),
    severity: 'warning',
    summary: { en: 'Graph queries take too long', ko: '그래프 질의가 느립니다' },
    description: {
      en: 'P95 of queries at {{ $labels.pod }} is {{ $value }} ms; the limit is 2 s',
      ko: '{{ $labels.pod }}의 질의 P95가 {{ $value }}ms입니다. 한도는 2초입니다',
    },
    tests: {
      trips: [{ series: `${latency}{quantile="0.95",pod="neo4j-0"}`, values: '3500x30' }],
      quiet: [
        { series: `${latency}{quantile="0.95",pod="neo4j-0"}`, values: '300x30' },
        { series: `${latency}{quantile="0.999",pod="neo4j-0"}`, values: '9000x30' },
      ],
    },
  },
  {
    name: 'Neo4jPageCacheTooSmall',
    component: 'neo4j',
    // An idle or freshly started server misses what it has never read: only one that keeps reading counts.
    expression: `${hits} < 0.95 and rate(${faults}[5m]) > 100`,
    for: seconds(900),
    severity: 'warning',
    summary: {
      en: 'The graph does not fit into the page cache',
      ko: '그래프가 페이지 캐시에 들어가지 않습니다',
    },
    description: {
      en: '{{ $labels.pod }} finds {{ $value | humanizePercentage }} of its pages in memory; 98% and more is usual',
      ko: '{{ $labels.pod }}의 페이지 캐시 적중률이 {{ $value | humanizePercentage }}입니다. 보통은 98% 이상입니다',
    },
    tests: {
      trips: [
        { series: `${hits}{pod="neo4j-0"}`, values: '0.8x40' },
        { series: `${faults}{pod="neo4j-0"}`, values: '0+60000x40' },
      ],
      quiet: [
        { series: `${hits}{pod="neo4j-0"}`, values: '0.8x40' },
        { series: `${faults}{pod="neo4j-0"}`, values: '0+60x40' },
      ],
    },
  },
  {
    name: 'Neo4jHeapHigh',
    component: 'neo4j',
    expression: `${heapUsed} / ${heapMax} > 0.9`,
    for: seconds(600),
    severity: 'warning',
    summary: { en: 'The heap of Neo4j is almost full', ko: 'Neo4j 힙이 거의 찼습니다' },
    description: {
      en: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its heap; long pauses and failed queries come next',
      ko: '{{ $labels.pod }}의 힙 사용률이 {{ $value | humanizePercentage }}입니다. 곧 긴 멈춤과 질의 실패가 이어집니다',
    },
    tests: {
      trips: [
        { series: `${heapUsed}{pod="neo4j-0"}`, values: '950x40' },
        { series: `${heapMax}{pod="neo4j-0"}`, values: '1000x40' },
      ],
      quiet: [
        { series: `${heapUsed}{pod="neo4j-0"}`, values: '600x40' },
        { series: `${heapMax}{pod="neo4j-0"}`, values: '1000x40' },
      ],
    },
  },
  {
    name: 'Neo4jDatabaseFailed',
    component: 'neo4j',
    expression: `${failed} > 0`,
    for: seconds(60),
    severity: 'critical',
    summary: { en: 'A graph database has failed', ko: '그래프 데이터베이스가 실패 상태입니다' },
    description: {
      en: '{{ $value }} databases at {{ $labels.pod }} have failed; SHOW DATABASES says why',
      ko: '{{ $labels.pod }}에서 데이터베이스 {{ $value }}개가 실패 상태입니다. 원인은 SHOW DATABASES로 확인합니다',
    },
    tests: {
      trips: [{ series: `${failed}{pod="neo4j-0"}`, values: '1x30' }],
      quiet: [{ series: `${failed}{pod="neo4j-0"}`, values: '0x30' }],
    },
  },
]

const ofCluster: readonly Alert[] = [
  {
    name: 'Neo4jNoLeader',
    component: 'neo4j',
    // Every follower says 0, so the sum over the servers counts and not each of them.
    expression: `sum(${leads}) == 0`,
    for: seconds(60),
    severity: 'critical',
    summary: { en: 'Nobody leads the graph database', ko: '그래프 데이터베이스에 리더가 없습니다' },
    description: {
      en: 'No server has led the database neo4j for a minute, so that nothing is written',
      ko: '1분 동안 neo4j 데이터베이스의 리더가 없어 쓰기가 멈췄습니다',
    },
    tests: {
      trips: [
        { series: `${leads}{pod="neo4j-0"}`, values: '0x30' },
        { series: `${leads}{pod="neo4j-1"}`, values: '0x30' },
      ],
      quiet: [
        { series: `${leads}{pod="neo4j-0"}`, values: '0x30' },
        { series: `${leads}{pod="neo4j-1"}`, values: '1x30' },
      ],
    },
  },
  {
    name: 'Neo4jReplicationBehind',
    component: 'neo4j',
    expression: `max(${committed}) - min(${applied}) > 1000`,
    for: seconds(300),
    severity: 'warning',
    summary: { en: 'A Neo4j server falls behind', ko: 'Neo4j 서버 하나가 뒤처지고 있습니다' },
    description: {
      en: 'The slowest server has {{ $value }} committed entries still to apply',
      ko: '가장 느린 서버가 커밋된 항목 {{ $value }}개를 아직 반영하지 못했습니다',
    },
    tests: {
      trips: [
        { series: `${committed}{pod="neo4j-0"}`, values: '90000x30' },
        { series: `${applied}{pod="neo4j-0"}`, values: '90000x30' },
        { series: `${applied}{pod="neo4j-1"}`, values: '40000x30' },
      ],
      quiet: [
        { series: `${committed}{pod="neo4j-0"}`, values: '90000x30' },
        { series: `${applied}{pod="neo4j-0"}`, values: '90000x30' },
        { series: `${applied}{pod="neo4j-1"}`, values: '89990x30' },
      ],
    },
  },
]

/** Community exports no series of its own. */
const notReady: Alert = {
  name: 'Neo4jNotReady',
  component: 'neo4j',
  expression: `${ready}{namespace="${namespaces.infra}",statefulset="neo4j"} == 0`,
  for: seconds(300),
  severity: 'critical',
  summary: { en: 'Neo4j is not ready', ko: 'Neo4j가 준비되지 않았습니다' },
  description: {
    en: 'Neo4j has taken no connections for five minutes',
    ko: 'Neo4j가 5분 동안 연결을 받지 못했습니다',
  },
  tests: {
    trips: [
      { series: `${ready}{namespace="${namespaces.infra}",statefulset="neo4j"}`, values: '0x30' },
    ],
    quiet: [
      { series: `${ready}{namespace="${namespaces.infra}",statefulset="neo4j"}`, values: '1x30' },
    ],
  },
}
