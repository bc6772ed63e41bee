import { describe, expect, it } from 'vitest'
import { lostLabel } from '../../src/metrics/queries/lost-label.js'
import { partialLabel } from '../../src/metrics/queries/partial-label.js'
import { unknownLabelValue } from '../../src/metrics/queries/unknown-label-value.js'
import { unknownLabel } from '../../src/metrics/queries/unknown-label.js'
import { findings } from './findings.js'
import { alert, milvus, monitor, service, tei, vllm } from './queries.js'

const waiting = 'vllm:num_requests_waiting'

describe('a label that a metric does not have', () => {
  it('is found in matchers, groupings and texts', () => {
    const matched = alert(`${waiting}{model="m"} > 5`)
    const grouped = alert(`sum by (model) (${waiting}) > 5`)
    for (const rules of [matched, grouped]) {
      expect(
        findings(unknownLabel, { 'r.yaml': rules, 'd.yaml': vllm, 'm.yaml': monitor() }),
      ).toEqual(['error metrics/unknown-label: model'])
    }
    const plain = alert(`${waiting} > 5`, '{{ $labels.model }} waits')
    expect(
      findings(unknownLabel, { 'r.yaml': plain, 'd.yaml': vllm, 'm.yaml': monitor() }),
    ).toEqual(['error metrics/unknown-label: model'])
  })

  it('is right as the program calls it, and as the scrape adds it', () => {
    const right = alert(`sum by (model_name, pod) (${waiting}) > 5`, '{{ $labels.model_name }}')
    expect(
      findings(unknownLabel, { 'r.yaml': right, 'd.yaml': vllm, 'm.yaml': monitor() }),
    ).toEqual([])
    const added = alert(`sum by (model) (${waiting}) > 5`)
    const labels = monitor('  podTargetLabels: [model]\n')
    expect(findings(unknownLabel, { 'r.yaml': added, 'd.yaml': vllm, 'm.yaml': labels })).toEqual(
      [],
    )
  })

  it('is a warning where nothing tells how it is scraped', () => {
    const rules = alert(`sum by (model) (${waiting}) > 5`)
    expect(findings(unknownLabel, { 'r.yaml': rules })).toEqual([
      'warning metrics/unknown-label: model',
    ])
  })

  it('is not put right in the text of a metric that is like no other', () => {
    const texts = { 'd.yaml': vllm, 'm.yaml': monitor() }
    const rules = alert('vllm:qqqq_zzzz > 5', '{{ $labels.model }}')
    expect(findings(unknownLabel, { 'r.yaml': rules, ...texts })).toEqual([])
  })

  it('may be a misspelling on any metric that is known', () => {
    expect(findings(unknownLabel, { 'r.yaml': alert('up{jobx="a"} == 0') })).toEqual([
      'warning metrics/unknown-label: jobx',
    ])
    expect(findings(unknownLabel, { 'r.yaml': alert('up{job="a",team="b"} == 0') })).toEqual([])
  })

  it('is not looked for where it need not be there', () => {
    expect(findings(unknownLabel, { 'r.yaml': alert(`${waiting}{model!="m"} > 5`) })).toEqual([])
    expect(findings(unknownLabel, { 'r.yaml': alert('orders{kind="m"} > 5') })).toEqual([])
  })
})

describe('a label value', () => {
  it('is a served model', () => {
    const rules = (name: string) => alert(`${waiting}{model_name="${name}"} > 5`)
    expect(findings(unknownLabelValue, { 'r.yaml': rules('llama'), 'd.yaml': vllm })).toEqual([
      'warning metrics/unknown-label-value: llama',
    ])
    expect(findings(unknownLabelValue, { 'r.yaml': rules('chat-8b'), 'd.yaml': vllm })).toEqual([])
    expect(findings(unknownLabelValue, { 'r.yaml': rules('$model'), 'd.yaml': vllm })).toEqual([])
    expect(findings(unknownLabelValue, { 'r.yaml': rules('llama') })).toEqual([])
  })

  it('is the name of a Service', () => {
    const rules = alert('te_queue_size{service="embedding"} > 5')
    const files = { 'r.yaml': rules, 'd.yaml': tei, 'm.yaml': monitor() }
    expect(findings(unknownLabelValue, files)).toEqual([
      'warning metrics/unknown-label-value: embedding',
    ])
    expect(findings(unknownLabelValue, { ...files, 's.yaml': service('embedding') })).toEqual([])
    expect(findings(unknownLabelValue, { 'r.yaml': rules, 'd.yaml': tei })).toEqual([])
  })

  it('is one of those that the program writes', () => {
    const rules = (type: string) =>
      alert(`rate(milvus_proxy_sq_latency_sum{query_type="${type}"}[5m]) > 5`)
    expect(findings(unknownLabelValue, { 'r.yaml': rules('searching'), 'd.yaml': milvus })).toEqual(
      ['error metrics/unknown-label-value: searching'],
    )
    expect(findings(unknownLabelValue, { 'r.yaml': rules('search'), 'd.yaml': milvus })).toEqual([])
  })
})

describe('the bound of a bucket', () => {
  it('is one that the histogram has', () => {
    const rules = (bound: string) =>
      alert(`rate(vllm:e2e_request_latency_seconds_bucket{le="${bound}"}[5m]) > 5`)
    expect(findings(unknownLabelValue, { 'r.yaml': rules('3'), 'd.yaml': vllm })).toEqual([
      'error metrics/unknown-label-value: 3',
    ])
    for (const bound of ['2.5', '5.0', '+Inf']) {
      expect(findings(unknownLabelValue, { 'r.yaml': rules(bound), 'd.yaml': vllm })).toEqual([])
    }
    expect(findings(unknownLabelValue, { 'r.yaml': rules('3') })).toEqual([])
  })
})

describe('a label that aggregations drop', () => {
  it('leaves a gap in the text', () => {
    const rules = alert('sum by (job) (up) < 1', '{{ $labels.job }} on {{ $labels.instance }}')
    expect(findings(lostLabel, { 'r.yaml': rules })).toEqual([
      'warning metrics/lost-label: instance',
    ])
    expect(findings(lostLabel, { 'r.yaml': rules.replace('(job)', '(job, instance)') })).toEqual([])
  })

  it('leaves a gap in the legend', () => {
    const panel = (legend: string) =>
      `{ "uid": "d", "title": "D", "panels": [{ "type": "stat", "title": "P", "targets": [{ "expr": "sum(up)", "legendFormat": "${legend}" }] }] }`
    expect(findings(lostLabel, { 'd.json': panel('{{ job }}') })).toEqual([
      'warning metrics/lost-label: job',
    ])
    expect(findings(lostLabel, { 'd.json': panel('all') })).toEqual([])
  })
})

describe('a label that repeats', () => {
  it('needs another one that tells which', () => {
    const rules = (text: string) => alert('DCGM_FI_DEV_GPU_TEMP > 85', text)
    expect(findings(partialLabel, { 'r.yaml': rules('GPU {{ $labels.gpu }} is hot') })).toEqual([
      'warning metrics/partial-label: gpu',
    ])
    expect(
      findings(partialLabel, {
        'r.yaml': rules('{{ $labels.Hostname }}/{{ $labels.gpu }} is hot'),
      }),
    ).toEqual([])
  })
})
