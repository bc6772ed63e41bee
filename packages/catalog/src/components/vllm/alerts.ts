// Alerts of vLLM on series that it exports, each with series that trip it and that leave it quiet.

import { seconds, type Alert } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { modelsServedBy } from '../../component.js'

export function vllmAlerts(context: Context, _sizes: ComponentSizes): readonly Alert[] {
  if (modelsServedBy('vllm', context.platform).length === 0) return []
  const latencySeconds = context.platform.objectives.answer / 1000
  return [
    {
      name: 'HighInferenceLatency',
      component: 'vllm',
      expression: `histogram_quantile(0.95, sum by (le, model_name) (rate(vllm:e2e_request_latency_seconds_bucket[5m]))) > ${latencySeconds}`,
      for: seconds(300),
      severity: 'warning',
      summary: { en: 'Answers take too long', ko: '답변 지연이 깁니다' },
      description: {
        en: `P95 of {{ $labels.model_name }} is {{ $value | humanizeDuration }}; the objective is ${latencySeconds}s`,
        ko: `{{ $labels.model_name }}의 P95가 {{ $value | humanizeDuration }}입니다. 목표는 ${latencySeconds}초입니다`,
      },
      tests: {
        trips: [
          { series: 'vllm:e2e_request_latency_seconds_bucket{model_name="m",le="1"}', values: '0x30' },
          { series: 'vllm:e2e_request_latency_seconds_bucket{model_name="m",le="30"}', values: '0x30' },
          { series: 'vllm:e2e_request_latency_seconds_bucket{model_name="m",le="60"}', values: '0+60x30' },
          { series: 'vllm:e2e_request_latency_seconds_bucket{model_name="m",le="+Inf"}', values: '0+60x30' },
        ],
        quiet: [
          { series: 'vllm:e2e_request_latency_seconds_bucket{model_name="m",le="1"}', values: '0+60x30' },
          { series: 'vllm:e2e_request_latency_seconds_bucket{model_name="m",le="+Inf"}', values: '0+60x30' },
        ],
      },
    },
    {
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
    },
    {
      name: 'ModelServerRestarting',
      component: 'vllm',
      expression:
        'max by (namespace, pod) (kube_pod_container_status_waiting_reason{namespace="llmflow-inference",reason="CrashLoopBackOff"}) > 0',
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
            series: 'kube_pod_container_status_waiting_reason{namespace="llmflow-inference",pod="vllm-m-0",reason="CrashLoopBackOff"}',
            values: '1x30',
          },
        ],
        quiet: [
          {
            series: 'kube_pod_container_status_waiting_reason{namespace="llmflow-inference",pod="vllm-m-0",reason="ContainerCreating"}',
            values: '1x30',
          },
        ],
      },
    },
  ]
}
