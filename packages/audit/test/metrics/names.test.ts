import { audit } from '@llmflow/audit'
import { messageOf } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { findMetric } from '../../src/metrics/queries/contract.js'
import { exporterNotHere } from '../../src/metrics/queries/exporter-not-here.js'
import { metricOfOtherVersion } from '../../src/metrics/queries/other-version.js'
import { querySyntax } from '../../src/metrics/queries/syntax.js'
import { unknownExporter } from '../../src/metrics/queries/unknown-exporter.js'
import { unknownMetric } from '../../src/metrics/queries/unknown-metric.js'
import { buildGraph } from '../../src/graph/build.js'
import { readFiles } from '../../src/read/read.js'
import { findings, type Texts } from './findings.js'
import { alert, deployment, milvus, neo4j, recording, tei, vllm } from './queries.js'

const graphOf = (texts: Texts) =>
  buildGraph(readFiles(Object.entries(texts).map(([name, text]) => ({ name, text }))), false)

const fixes = (texts: Texts): readonly string[] =>
  [...unknownMetric(graphOf(texts)), ...metricOfOtherVersion(graphOf(texts))].flatMap(
    ({ advice }) =>
      advice.flatMap((one) => (one.kind === 'diff' ? [`${one.remove} -> ${one.add}`] : [])),
  )

describe('a metric that does not exist', () => {
  it('is an error where the version that runs is known as a whole', () => {
    const rules = alert('rate(vllm_request_latency_seconds_bucket[5m]) > 5')
    expect(findings(unknownMetric, { 'r.yaml': rules, 'd.yaml': vllm })).toEqual([
      'error metrics/unknown-metric: vllm_request_latency_seconds_bucket',
    ])
    expect(findings(unknownMetric, { 'r.yaml': rules })).toEqual([
      'warning metrics/unknown-metric: vllm_request_latency_seconds_bucket',
    ])
  })

  it('is not looked for in queries of Loki', () => {
    const lines = `sum by (job) (rate({app="shop"} |= "error" [5m])) > 1`
    expect(findings(querySyntax, { 'r.yaml': alert(lines) })).toEqual([])
    expect(findings(querySyntax, { 'r.yaml': alert('sum(rate(up[5m)) > 1') })).toHaveLength(1)
  })

  it('is asked for by several queries of one fence', () => {
    const fence = (text: string) => ({ 'a.md': `\`\`\`promql\n${text}\n\`\`\`\n` })
    expect(findings(querySyntax, fence('# one\nsum(up)\n\n# two\ncount(up)'))).toEqual([])
    expect(findings(querySyntax, fence('sum(\n\n  up\n)\n# or none\nor vector(0)'))).toEqual([])
    expect(findings(querySyntax, fence('max_over_time(up[<R>])'))).toEqual([])
    expect(findings(querySyntax, fence('sum(up) count(up)'))).toHaveLength(1)
  })

  it('is no other program of the same prefix', () => {
    const rules = alert('sum(vllm:num_incoming_requests_total) > sum(vllm:healthy_pods_total)')
    expect(findings(unknownMetric, { 'r.yaml': rules })).toEqual([])
    expect(findings(unknownMetric, { 'r.yaml': alert('vllm:healthy_ports_total > 1') })).toEqual([
      'warning metrics/unknown-metric: vllm:healthy_ports_total',
    ])
    expect(fixes({ 'r.yaml': alert('rate(vllm_request_latency_seconds_bucket[5m]) > 5') })).toEqual(
      [],
    )
  })

  it('is right under the name that the program gives it', () => {
    const rules = alert(
      'histogram_quantile(0.9, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket[5m]))) > 5',
    )
    expect(findings(unknownMetric, { 'r.yaml': rules, 'd.yaml': vllm })).toEqual([])
    expect(findings(metricOfOtherVersion, { 'r.yaml': rules, 'd.yaml': vllm })).toEqual([])
  })

  it('is corrected where only its opening is wrong', () => {
    expect(fixes({ 'r.yaml': alert('vllm_num_requests_waiting > 5'), 'd.yaml': vllm })).toEqual([
      'vllm_num_requests_waiting -> vllm:num_requests_waiting',
    ])
    expect(fixes({ 'r.yaml': alert('rate(vllm_requests_total[5m]) > 5'), 'd.yaml': vllm })).toEqual(
      [],
    )
  })

  it('is made here by a recording rule', () => {
    const rules = alert('vllm_num_requests_waiting > 5')
    const record = recording('vllm_num_requests_waiting', '"vllm:num_requests_waiting"')
    expect(findings(unknownMetric, { 'r.yaml': rules, 's.yaml': record, 'd.yaml': vllm })).toEqual(
      [],
    )
  })

  it('may be a letter away from one of a list that is not complete', () => {
    expect(findings(unknownMetric, { 'r.yaml': alert('patroni_primaryy == 0') })).toEqual([
      'warning metrics/unknown-metric: patroni_primaryy',
    ])
    expect(findings(unknownMetric, { 'r.yaml': alert('pg_my_own_query_rows == 0') })).toEqual([])
  })

  it('of a program that exports none is told as such', () => {
    const rules = alert('dify_active_sessions > 5')
    const dify = deployment('dify-api', 'langgenius/dify-api:0.11.0')
    expect(findings(unknownMetric, { 'r.yaml': rules, 'd.yaml': dify })).toEqual([
      'warning metrics/exports-nothing: dify_active_sessions',
    ])
    expect(findings(unknownMetric, { 'r.yaml': rules, 'd.yaml': dify }, true)).toEqual([
      'error metrics/exports-nothing: dify_active_sessions',
    ])
  })

  it('needs a list of counters that names it', () => {
    const rules = alert('DCGM_FI_DEV_FB_USED / DCGM_FI_DEV_FB_TOTAL > 0.9')
    expect(findings(unknownMetric, { 'r.yaml': rules })).toEqual([
      'warning metrics/not-listed: DCGM_FI_DEV_FB_TOTAL',
    ])
    const list = `apiVersion: v1
kind: ConfigMap
metadata: { name: counters }
data:
  counters.csv: |
    DCGM_FI_DEV_FB_TOTAL, gauge, Memory of the GPU.
`
    expect(findings(unknownMetric, { 'r.yaml': rules, 'c.yaml': list })).toEqual([])
  })
})

describe('a metric of another version', () => {
  it('is not one that another program here has under the same name', () => {
    const rules = alert('rate(http_requests_total{status="5xx"}[5m]) > 1')
    const files = { 'r.yaml': rules, 'd.yaml': vllm }
    expect(findings(metricOfOtherVersion, files)).toEqual([
      'error metrics/other-version: http_requests_total',
    ])
    const infinity = deployment('reranker', 'michaelf34/infinity:0.0.77')
    expect(findings(metricOfOtherVersion, { ...files, 'i.yaml': infinity })).toEqual([])
  })

  it('is told with the version that dropped it, and with its successor', () => {
    const rules = alert('neo4j_bolt_messages_done > 5')
    expect(findings(metricOfOtherVersion, { 'r.yaml': rules, 'd.yaml': neo4j })).toEqual([
      'error metrics/other-version: neo4j_bolt_messages_done',
    ])
    expect(fixes({ 'r.yaml': rules, 'd.yaml': neo4j })).toEqual([
      'neo4j_bolt_messages_done -> neo4j_dbms_bolt_messages_done_total',
    ])
    const [said] = audit({
      files: [
        { name: 'r.yaml', text: rules },
        { name: 'd.yaml', text: neo4j },
      ],
    }).diagnostics.filter(({ code }) => code === 'metrics/other-version')
    expect(said === undefined ? '' : messageOf(said, 'en')).toMatch(/server\.metrics\.filter/)
  })

  it('may be right where no version is told', () => {
    expect(
      findings(metricOfOtherVersion, { 'r.yaml': alert('neo4j_bolt_messages_done > 5') }),
    ).toEqual([])
  })

  it('came later than the version that runs', () => {
    const rules = alert('vllm:kv_cache_usage_perc > 0.9')
    expect(findings(metricOfOtherVersion, { 'r.yaml': rules, 'd.yaml': vllm })).toEqual([
      'error metrics/other-version: vllm:kv_cache_usage_perc',
    ])
    expect(fixes({ 'r.yaml': rules, 'd.yaml': vllm })).toEqual([
      'vllm:kv_cache_usage_perc -> vllm:gpu_cache_usage_perc',
    ])
    const before = deployment('chat', 'vllm/vllm-openai:v0.8.5')
    expect(findings(metricOfOtherVersion, { 'r.yaml': rules, 'd.yaml': before })).toEqual([
      'error metrics/other-version: vllm:kv_cache_usage_perc',
    ])
    const between = deployment('chat', 'vllm/vllm-openai:v0.10.0')
    expect(findings(metricOfOtherVersion, { 'r.yaml': rules, 'd.yaml': between })).toEqual([])
  })

  it('was dropped before the version that runs', () => {
    const rules = alert('vllm:gpu_cache_usage_perc > 0.9')
    const current = deployment('chat', 'vllm/vllm-openai:v0.13.0')
    expect(fixes({ 'r.yaml': rules, 'd.yaml': current })).toEqual([
      'vllm:gpu_cache_usage_perc -> vllm:kv_cache_usage_perc',
    ])
    expect(findings(metricOfOtherVersion, { 'r.yaml': rules, 'd.yaml': vllm })).toEqual([])
  })

  it('is asked for on purpose beside the other name', () => {
    const rules = alert('vllm:kv_cache_usage_perc > 0.9 or vllm:gpu_cache_usage_perc > 0.9')
    expect(findings(metricOfOtherVersion, { 'r.yaml': rules, 'd.yaml': vllm })).toEqual([])
  })

  it('has a database in its name', () => {
    const rules = alert('neo4j_database_neo4j_cluster_raft_is_leader == 1')
    expect(findings(metricOfOtherVersion, { 'r.yaml': rules, 'd.yaml': neo4j })).toEqual([])
    expect(findings(unknownMetric, { 'r.yaml': rules, 'd.yaml': neo4j })).toEqual([])
    expect(
      findings(unknownMetric, {
        'r.yaml': alert('neo4j_cluster_core_is_leader == 0'),
        'd.yaml': neo4j,
      }),
    ).toEqual(['error metrics/unknown-metric: neo4j_cluster_core_is_leader'])
  })
})

describe('a metric of our own runtime', () => {
  it('needs the runtime', () => {
    const rules = alert('rate(rag_fusion_latency_sum[5m]) > 5')
    const runtime = deployment('gateway', 'docker.io/llmflow/llmflow:0.1.0')
    expect(findings(exporterNotHere, { 'r.yaml': rules })).toEqual([
      'warning metrics/exporter-not-here: rag_fusion_latency_sum',
    ])
    expect(findings(exporterNotHere, { 'r.yaml': rules, 'd.yaml': runtime })).toEqual([])
  })
})

describe('metrics about which nothing is known', () => {
  it('are told once for each file, and never as a fault', () => {
    const rules = alert('shop_orders > 5 and shop_carts > 5 and up == 1')
    expect(findings(unknownExporter, { 'r.yaml': rules })).toEqual([
      'info metrics/unknown-exporter: shop_orders',
    ])
    expect(findings(unknownMetric, { 'r.yaml': rules })).toEqual([])
    expect(findings(unknownExporter, { 'r.yaml': alert('team:orders:rate5m > 5') })).toEqual([])
  })
})

describe('queries in commands', () => {
  it('are found in the address that is asked', () => {
    const runbook =
      "# Runbook\n\n```bash\ncurl 'http://prometheus:9090/api/v1/query?query=tei_requests_total'\n```\n"
    expect(findings(unknownMetric, { 'runbook.md': runbook, 'd.yaml': tei })).toEqual([
      'error metrics/unknown-metric: tei_requests_total',
    ])
    const right = runbook.replace('tei_requests_total', 'te_queue_size')
    expect(findings(unknownMetric, { 'runbook.md': right, 'd.yaml': tei })).toEqual([])
  })
})

describe('queries of adapter rules', () => {
  it('are checked like others, and their templates are left alone', () => {
    const values = (name: string) => `rules:
  custom:
    - seriesQuery: '${name}{namespace!=""}'
      name: { as: waiting }
      metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
`
    const found = (name: string) =>
      [querySyntax, unknownMetric].flatMap((rule) =>
        findings(rule, { 'prometheus-adapter-values.yaml': values(name), 'd.yaml': vllm }),
      )
    expect(found('vllm:requests_waiting')).toEqual([
      'error metrics/unknown-metric: vllm:requests_waiting',
    ])
    expect(found('vllm:num_requests_waiting')).toEqual([])
  })
})

describe('a syntax fault', () => {
  it('stands at its word', () => {
    expect(findings(querySyntax, { 'r.yaml': alert('sum(rate(up[5m]) by (job) > 5') })).toEqual([
      'error metrics/syntax: by',
    ])
    expect(findings(querySyntax, { 'r.yaml': alert('sum(rate(up[5m])) by (job) > 5') })).toEqual([])
  })
})

describe('the look-up of a metric by its name', () => {
  it('answers for those who use one outside of a query', () => {
    const graph = graphOf({ 'd.yaml': vllm, 'm.yaml': milvus })
    expect(findMetric(graph, 'vllm:num_requests_running').kind).toBe('known')
    expect(findMetric(graph, 'vllm_num_requests_running').kind).toBe('absent')
    expect(findMetric(graph, 'milvus_search_latency_bucket').kind).toBe('absent')
    expect(findMetric(graph, 'vllm:num_requests_running_bucket').kind).toBe('wrong-ending')
    expect(findMetric(graph, 'http_requests_per_second').kind).toBe('unknown')
  })

  it('suggests names by their words and by what is said of them', () => {
    const status = findMetric(graphOf({ 'm.yaml': milvus }), 'milvus_search_latency_bucket')
    expect(status.kind === 'absent' ? status.near[0] : '').toBe('milvus_proxy_sq_latency_bucket')
  })
})
