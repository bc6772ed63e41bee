// Panels of vLLM for the inference dashboard.

import type { Dashboard } from '@llmflow/spec'
import type { Context } from '../../component.js'

/** The gauge was renamed in 0.9.2, and the old name removed in 0.12. */
const cacheMetrics = ['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'] as const

export function vllmDashboards(context: Context): { readonly [name: string]: Dashboard } {
  const metrics = context.factsOf('vllm').metrics?.metrics ?? []
  const cache = cacheMetrics.filter((name) => metrics.some((metric) => metric.name === name))
  return {
    'inference-latency': {
      title: 'Inference',
      panels: [
        {
          title: 'Requests per second',
          kind: 'timeseries',
          unit: 'reqps',
          queries: [
            {
              expression: 'sum by (model_name) (rate(vllm:request_success_total[5m]))',
              legend: '{{model_name}}',
            },
          ],
        },
        {
          title: 'P95 of a whole answer',
          kind: 'timeseries',
          unit: 's',
          queries: [
            {
              expression:
                'histogram_quantile(0.95, sum by (le, model_name) (rate(vllm:e2e_request_latency_seconds_bucket[5m])))',
              legend: '{{model_name}}',
            },
          ],
        },
        {
          title: 'P95 until the first token',
          kind: 'timeseries',
          unit: 's',
          queries: [
            {
              expression:
                'histogram_quantile(0.95, sum by (le, model_name) (rate(vllm:time_to_first_token_seconds_bucket[5m])))',
              legend: '{{model_name}}',
            },
          ],
        },
        {
          title: 'Tokens per second',
          kind: 'timeseries',
          unit: 'short',
          queries: [
            {
              expression: 'sum by (model_name) (rate(vllm:generation_tokens_total[5m]))',
              legend: '{{model_name}}',
            },
          ],
        },
        {
          title: 'Requests waiting',
          kind: 'timeseries',
          unit: 'short',
          queries: [
            {
              expression: 'sum by (model_name) (vllm:num_requests_waiting)',
              legend: '{{model_name}}',
            },
          ],
        },
        {
          title: 'KV cache in use',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: cache.slice(0, 1).map((name) => ({
            expression: `max by (model_name, pod) (${name})`,
            legend: '{{model_name}} {{pod}}',
          })),
        },
      ],
    },
  }
}
