// What is known of the series of the router of vLLM's production stack, which opens its names as vLLM does.

import type { MetricFact, MetricType } from '../facts.js'
import type { Exporter } from './exporter.js'

const of = (
  type: MetricType,
  labels: readonly string[],
  names: readonly string[],
): readonly MetricFact[] => names.map((name) => ({ name, type, labels, help: '' }))

/** Only names that vLLM has not: the others, such as `vllm:num_requests_running`, are vLLM's in the first place. */
const metrics: readonly MetricFact[] = [
  ...of(
    'gauge',
    ['server'],
    [
      'vllm:current_qps',
      'vllm:avg_decoding_length',
      'vllm:num_prefill_requests',
      'vllm:num_decoding_requests',
      'vllm:healthy_pods_total',
      'vllm:avg_latency',
      'vllm:avg_itl',
      'vllm:semantic_cache_hits',
      'vllm:semantic_cache_misses',
      'vllm:semantic_cache_hit_ratio',
      'vllm:semantic_cache_size',
      'vllm:semantic_cache_latency',
    ],
  ),
  ...of('counter', ['model'], ['vllm:num_incoming_requests_total']),
  ...of('counter', ['server', 'model'], ['vllm:input_tokens_total', 'vllm:output_tokens_total']),
  ...of('counter', ['server', 'model', 'error_type'], ['vllm:request_errors_total']),
  ...of('histogram', ['server', 'model', 'status'], ['vllm:request_latency_seconds']),
  ...of('counter', ['endpoint'], ['vllm_pii_requests_total']),
  ...of('counter', ['endpoint', 'pii_type'], ['vllm_pii_detected_total']),
  ...of('histogram', ['endpoint', 'status'], ['vllm_pii_detection_seconds']),
  ...of('histogram', ['pii_type'], ['vllm_pii_detection_score']),
  ...of('counter', ['error_type'], ['vllm_pii_analyzer_errors_total']),
]

export const vllmRouterExporter: Exporter = {
  software: 'vllm-router',
  title: 'vLLM router',
  prefixes: [],
  releases: [
    {
      from: '0.1.8',
      to: '0.1.12',
      metrics: {
        source:
          'vllm-project/production-stack src/vllm_router/services/metrics_service, src/vllm_router/experimental',
        metrics,
      },
    },
  ],
}
