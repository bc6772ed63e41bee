// Alerts of vLLM on series that it exports, each with series that trip it and that leave it quiet.

import { seconds, type Alert } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { modelsServedBy } from '../../component.js'

export function vllmAlerts(context: Context): readonly Alert[] {
  if (modelsServedBy('vllm', context.platform).length === 0) return []
  return [slowAnswers(context), waitingRequests, cacheExhausted, restarting]
}

const latency = 'vllm:e2e_request_latency_seconds'

/** A quantile never passes the last finite bucket, so an objective beyond it is watched at that bucket. */
function slowAnswers(context: Context): Alert {
  const metrics = context.factsOf('vllm').metrics?.metrics ?? []
  const last = metrics.find(({ name }) => name === latency)?.buckets?.at(-1)
  const objective = context.platform.objectives.answer / 1000
  const limit = Math.min(objective, last ?? objective)
  return {
    name: 'HighInferenceLatency',
    component: 'vllm',
    expression: `histogram_quantile(0.95, sum by (le, model_name) (rate(${latency}_bucket[5m]))) >= ${limit}`,
    for: seconds(300),
    severity: 'warning',
    summary: { en: 'Answers take too long', ko: '답변 지연이 깁니다' },
    description: {
      en: `P95 of {{ $labels.model_name }} is {{ $value | humanizeDuration }}; the objective is ${objective}s`,
      ko: `{{ $labels.model_name }}의 P95가 {{ $value | humanizeDuration }}입니다. 목표는 ${objective}초입니다`,
    },
    tests: {
      trips: [
        { series: `${latency}_bucket{model_name="m",le="${limit}"}`, values: '0x30' },
        { series: `${latency}_bucket{model_name="m",le="+Inf"}`, values: '0+60x30' },
      ],
      quiet: [
        { series: `${latency}_bucket{model_name="m",le="1"}`, values: '0+60x30' },
        { series: `${latency}_bucket{model_name="m",le="+Inf"}`, values: '0+60x30' },
      ],
    },
  }
}

const waitingRequests: Alert = {
  name: 'RequestsWaiting',
  component: 'vllm',
  expression: 'sum by (model_name) (vllm:num_requests_waiting) > 20',
  for: seconds(300),
  severity: 'warning',
  summary: { en: 'Requests queue for a model', ko: '모델 요청이 대기열에 쌓입니다' },
  description: {
    en: '{{ $value }} requests wait for {{ $labels.model_name }}',
    ko: '{{ $labels.model_name }} 대기 요청이 {{ $value }}건입니다',
  },
  tests: {
    trips: [{ series: 'vllm:num_requests_waiting{model_name="m"}', values: '40x30' }],
    quiet: [{ series: 'vllm:num_requests_waiting{model_name="m"}', values: '3x30' }],
  },
}

/** GPU memory says nothing of load, because vLLM takes its share at start; preemptions do. */
const cacheExhausted: Alert = {
  name: 'CacheExhausted',
  component: 'vllm',
  expression: 'sum by (model_name) (rate(vllm:num_preemptions_total[5m])) > 0.1',
  for: seconds(600),
  severity: 'warning',
  summary: { en: 'A model’s KV cache is too small', ko: '모델의 KV 캐시가 부족합니다' },
  description: {
    en: '{{ $labels.model_name }} stops running requests to make room: lower the context or add a replica',
    ko: '{{ $labels.model_name }}이(가) 실행 중인 요청을 중단하고 있습니다. 컨텍스트를 줄이거나 레플리카를 늘려야 합니다',
  },
  tests: {
    trips: [{ series: 'vllm:num_preemptions_total{model_name="m"}', values: '0+30x40' }],
    quiet: [{ series: 'vllm:num_preemptions_total{model_name="m"}', values: '5x40' }],
  },
}

const waitingReason = 'kube_pod_container_status_waiting_reason'

/** A server that cannot load its model exits before it serves metrics. */
const restarting: Alert = {
  name: 'ModelServerRestarting',
  component: 'vllm',
  expression: `max by (namespace, pod) (${waitingReason}{namespace="llmflow-inference",reason="CrashLoopBackOff"}) > 0`,
  for: seconds(300),
  severity: 'critical',
  summary: { en: 'A model server does not start', ko: '모델 서버가 기동하지 못합니다' },
  description: {
    en: '{{ $labels.pod }} restarts again and again; a model that cannot be loaded looks like this',
    ko: '{{ $labels.pod }}이(가) 계속 재시작합니다. 모델을 적재하지 못하면 이렇게 나타납니다',
  },
  tests: {
    trips: [
      {
        series: `${waitingReason}{namespace="llmflow-inference",pod="vllm-m-0",reason="CrashLoopBackOff"}`,
        values: '1x30',
      },
    ],
    quiet: [
      {
        series: `${waitingReason}{namespace="llmflow-inference",pod="vllm-m-0",reason="ContainerCreating"}`,
        values: '1x30',
      },
    ],
  },
}
