import { describe, expect, it } from 'vitest'
import { scalingMetric } from '../../src/metrics/scaling/scaling-metric.js'
import { findings, type Texts } from './findings.js'
import { deployment } from './manifests.js'

const autoscaler = (metric: string, target: string): string => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: app, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: app }
  metrics:
    - type: Pods
      pods:
        metric: { name: ${metric} }
        target: { type: AverageValue, averageValue: ${target} }
`
const adapter = (rule: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: { name: adapter }
data:
  config.yaml: |
    rules:
      - ${rule}
`
const vllm = deployment('app', 'vllm/vllm-openai:v0.6.0', 'containerPort: 8000')
const other = deployment('app', 'me/thing:1.0', 'containerPort: 80')
const judge = (texts: Texts, isComplete = false) => findings(scalingMetric, texts, isComplete)

describe('a metric that no adapter serves', () => {
  it('is told, as an error where the files are all there is', () => {
    const files = { 'a.yaml': autoscaler('orders', '10'), 'b.yaml': other }
    expect(judge(files)).toEqual(['warning metrics/unserved-metric: orders'])
    expect(judge(files, true)).toEqual(['error metrics/unserved-metric: orders'])
  })

  it('is served by a rule that names it, or by one whose names are a pattern', () => {
    const files = { 'a.yaml': autoscaler('orders', '10'), 'b.yaml': other }
    const named = adapter('{ seriesQuery: orders_total, name: { as: orders } }')
    const plain = adapter('{ seriesQuery: \'orders{pod!=""}\' }')
    const pattern = adapter('{ seriesQuery: x, name: { matches: "^(.*)_total$", as: "$1" } }')
    expect(judge({ ...files, 'c.yaml': named })).toEqual([])
    expect(judge({ ...files, 'c.yaml': plain })).toEqual([])
    expect(judge({ ...files, 'c.yaml': pattern })).toEqual([])
    expect(judge({ ...files, 'c.yaml': adapter('{ seriesQuery: sales }') })).toEqual([
      'error metrics/unserved-metric: orders',
    ])
  })

  it('is served by a rule in values of the adapter’s chart, which has more rules unless told otherwise', () => {
    const values = (isDefault: boolean): string =>
      `rules: { default: ${isDefault}, custom: [{ seriesQuery: sales, name: { as: sold } }] }`
    const files = (metric: string, isDefault: boolean): Texts => ({
      'a.yaml': autoscaler(metric, '10'),
      'b.yaml': other,
      'adapter.yaml': values(isDefault),
    })
    expect(judge(files('sold', false))).toEqual([])
    expect(judge(files('orders', true))).toEqual([])
    expect(judge(files('orders', false))).toEqual(['error metrics/unserved-metric: orders'])
  })

  it('is none of the program that is scaled', () => {
    const files = { 'a.yaml': autoscaler('vllm_num_requests_running', '10'), 'b.yaml': vllm }
    expect(judge(files)).toEqual(['warning metrics/not-exported: vllm_num_requests_running'])
    const dify = deployment('app', 'langgenius/dify-api:0.11.0', 'containerPort: 5001')
    expect(judge({ 'a.yaml': autoscaler('requests', '10'), 'b.yaml': dify })).toEqual([
      'warning metrics/not-exported: requests',
    ])
  })
})

describe('a target', () => {
  it('is out of the range of a share', () => {
    const files = (target: string): Texts => ({
      'a.yaml': autoscaler('vllm_gpu_cache_usage_perc', target),
      'b.yaml': vllm,
    })
    expect(judge(files('"80"'))).toContain('warning metrics/scaling-unit: "80"')
    expect(judge(files('800m')).join()).not.toContain('scaling-unit')
  })

  it('of a histogram is no value', () => {
    const files = { 'a.yaml': autoscaler('vllm_e2e_request_latency_seconds', '2'), 'b.yaml': vllm }
    expect(judge(files)).toContain(
      'warning metrics/distribution-as-value: vllm_e2e_request_latency_seconds',
    )
  })
})

it('leaves metrics of resources and names that are filled in later alone', () => {
  const cpu = autoscaler('x', '1').replace(
    /- type: Pods[\s\S]*/,
    '- type: Resource\n      resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }',
  )
  expect(judge({ 'a.yaml': cpu, 'b.yaml': vllm })).toEqual([])
  expect(judge({ 'a.yaml': autoscaler('"${METRIC}"', '1'), 'b.yaml': vllm })).toEqual([])
})
