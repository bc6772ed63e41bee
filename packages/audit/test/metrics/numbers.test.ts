import { describe, expect, it } from 'vitest'
import { divisionByZero } from '../../src/metrics/queries/division-by-zero.js'
import { thresholdNearNormal } from '../../src/metrics/queries/near-normal.js'
import { thresholdRange } from '../../src/metrics/queries/threshold-range.js'
import { wrongType } from '../../src/metrics/queries/wrong-type.js'
import { wrongUnit } from '../../src/metrics/queries/wrong-unit.js'
import { findings } from './findings.js'
import { alert, deployment, milvus, tei, vllm } from './queries.js'

describe('a threshold', () => {
  const cache = 'vllm:gpu_cache_usage_perc'
  const quantile =
    'histogram_quantile(0.9, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket[5m])))'

  it.each([
    [`${cache} > 80`, ['80']],
    [`max by (pod) (avg_over_time(${cache}[5m])) >= 80`, ['80']],
    [`80 < ${cache}`, ['80']],
    [`${cache} * 100 > 80`, []],
    [`${cache} > 0.8`, []],
    [`sum(${cache}) > 3`, []],
    ['DCGM_FI_DEV_GPU_UTIL > 120', ['120']],
    ['DCGM_FI_DEV_GPU_UTIL > 90', []],
    ['DCGM_FI_DEV_GPU_UTIL == 0', []],
    [`${quantile} > 60`, ['60']],
    [`${quantile} >= 60`, []],
    [`${quantile} * 1000 > 50000`, []],
    [`${quantile} * 1000 > 70000`, ['70000']],
    [`sum(${quantile}) > 100`, []],
  ])('of %s', (expression, expected) => {
    expect(findings(thresholdRange, { 'r.yaml': alert(expression), 'd.yaml': vllm })).toEqual(
      expected.map((text) => `error metrics/threshold-out-of-range: ${text}`),
    )
  })

  it('of an autoscaler stands beside its query', () => {
    const scaled = (threshold: string) => `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: chat }
spec:
  scaleTargetRef: { name: chat }
  triggers:
    - type: prometheus
      metadata: { serverAddress: "http://p:9090", query: "avg(${cache})", threshold: "${threshold}" }
`
    expect(findings(thresholdRange, { 's.yaml': scaled('80') })).toEqual([
      'error metrics/threshold-out-of-range: "80"',
    ])
    expect(findings(thresholdRange, { 's.yaml': scaled('0.8') })).toEqual([])
  })
})

describe('milliseconds', () => {
  const latency = (factor: string) =>
    `histogram_quantile(0.9, sum by (le) (rate(milvus_proxy_sq_latency_bucket[5m])))${factor} > 2`

  it('are not to be called seconds', () => {
    const rules = alert(latency(''), 'P90 is {{ $value }}s')
    expect(findings(wrongUnit, { 'r.yaml': rules, 'd.yaml': milvus })).toEqual([
      'warning metrics/wrong-unit: {{ $value }}s',
    ])
    const human = alert(latency(''), 'P90 is {{ $value | humanizeDuration }}')
    expect(findings(wrongUnit, { 'r.yaml': human, 'd.yaml': milvus })).toHaveLength(1)
  })

  it('are seconds once divided, or called what they are', () => {
    expect(findings(wrongUnit, { 'r.yaml': alert(latency(' / 1000'), '{{ $value }}s') })).toEqual(
      [],
    )
    expect(findings(wrongUnit, { 'r.yaml': alert(latency(''), '{{ $value }}ms') })).toEqual([])
    const seconds = alert(
      'histogram_quantile(0.9, rate(te_request_duration_bucket[5m])) > 2',
      '{{ $value }}s',
    )
    expect(findings(wrongUnit, { 'r.yaml': seconds, 'd.yaml': tei })).toEqual([])
  })
})

describe('a divisor that may be 0', () => {
  it('needs a guard', () => {
    const share = 'redis_memory_used_bytes / redis_memory_max_bytes > 0.8'
    expect(findings(divisionByZero, { 'r.yaml': alert(share) })).toEqual([
      'warning metrics/division-by-zero: redis_memory_max_bytes',
    ])
    expect(
      findings(divisionByZero, { 'r.yaml': alert(`${share} and redis_memory_max_bytes > 0`) }),
    ).toEqual([])
    expect(
      findings(divisionByZero, {
        'r.yaml': alert('redis_memory_used_bytes / (redis_memory_max_bytes > 0) > 0.8'),
      }),
    ).toEqual([])
  })
})

describe('the type of a metric', () => {
  it.each([
    ['te_request_duration > 5', ['error', 'te_request_duration']],
    [
      'histogram_quantile(0.9, sum(rate(te_request_duration_bucket[5m]))) > 5',
      ['error', 'te_request_duration_bucket'],
    ],
    ['histogram_quantile(0.9, rate(te_request_count[5m])) > 5', ['error', 'te_request_count']],
    ['rate(te_queue_size_bucket[5m]) > 5', ['error', 'te_queue_size_bucket']],
    ['rate(te_queue_size[5m]) > 5', ['warning', 'te_queue_size']],
    ['te_request_count > 100', ['warning', 'te_request_count']],
  ])('is mistaken in %s', (expression, [severity, metric]) => {
    expect(findings(wrongType, { 'r.yaml': alert(expression), 'd.yaml': tei })).toEqual([
      `${severity} metrics/wrong-type: ${metric}`,
    ])
  })

  it('is mistaken with a counter of a program that is not here', () => {
    const rule = { 'r.yaml': alert('vllm:generation_tokens_total > 100') }
    expect(findings(wrongType, rule)).toEqual([
      'warning metrics/wrong-type: vllm:generation_tokens_total',
    ])
  })

  it.each([
    'histogram_quantile(0.9, sum by (le) (rate(te_request_duration_bucket[5m]))) > 5',
    'rate(te_request_duration_sum[5m]) / rate(te_request_duration_count[5m]) > 5',
    'rate(te_request_count[5m]) > 5',
    'te_queue_size > 5',
    'deriv(te_queue_size[5m]) > 5',
    'orders_total > 5',
  ])('is right in %s', (expression) => {
    expect(findings(wrongType, { 'r.yaml': alert(expression), 'd.yaml': tei })).toEqual([])
  })
})

describe('an alert on memory of GPUs', () => {
  const used = (threshold: number) =>
    alert(`DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE) * 100 > ${threshold}`)

  it('lies above what a model server takes', () => {
    const server = deployment(
      'chat',
      'vllm/vllm-openai:v0.6.0',
      ['--gpu-memory-utilization=0.9'],
      1,
    )
    expect(findings(thresholdNearNormal, { 'r.yaml': used(95), 'd.yaml': server })).toEqual([
      'warning metrics/threshold-near-normal: 95',
    ])
    expect(findings(thresholdNearNormal, { 'r.yaml': used(98), 'd.yaml': server })).toEqual([])
    expect(findings(thresholdNearNormal, { 'r.yaml': used(95) })).toEqual([])
  })
})

describe('the type of a metric whose program runs elsewhere', () => {
  it('is known where every list says the same', () => {
    const at = (query: string) => findings(wrongType, { 'r.yaml': alert(query) })
    expect(at('rate(vllm:num_requests_running[5m]) > 5')).toEqual([
      'warning metrics/wrong-type: vllm:num_requests_running',
    ])
    expect(at('vllm:time_to_first_token_seconds > 2')).toEqual([
      'error metrics/wrong-type: vllm:time_to_first_token_seconds',
    ])
    expect(at('vllm:num_requests_running > 5')).toEqual([])
  })
})
