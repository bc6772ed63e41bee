// What is known of vLLM's series: by version, and the names that came and went between them.

import { metrics060, metricsCurrent } from '../components/vllm/metrics.js'
import type { MetricFact, MetricType } from '../facts.js'
import type { Exporter, PastMetric } from './exporter.js'

const source =
  'vllm-project/vllm vllm/engine/metrics.py, vllm/v1/metrics/loggers.py, vllm/v1/metrics/perf.py, vllm/distributed/kv_transfer, over their history from 2023-12 to 2026-05'

const of = (name: string, type: MetricType, successor?: string): MetricFact => ({
  name,
  type,
  labels: ['model_name', 'engine', '*'],
  help: '',
  ...(successor === undefined ? {} : { successor }),
})

const cacheUse = 'vllm:kv_cache_usage_perc'

/** Names of versions between those whose whole list is known, by the first version without them. */
const past: readonly PastMetric[] = [
  ...[
    of('vllm:avg_generation_throughput_toks_per_s', 'gauge', 'vllm:generation_tokens_total'),
    of('vllm:avg_prompt_throughput_toks_per_s', 'gauge', 'vllm:prompt_tokens_total'),
  ].map((metric) => ({ metric, until: '0.7.0', source })),
  ...[
    of('vllm:gpu_cache_usage_perc', 'gauge', cacheUse),
    of('vllm:gpu_prefix_cache_hits_total', 'counter', 'vllm:prefix_cache_hits_total'),
    of('vllm:gpu_prefix_cache_queries_total', 'counter', 'vllm:prefix_cache_queries_total'),
  ].map((metric) => ({ metric, until: '0.12.0', source })),
  ...[
    of('vllm:time_per_output_token_seconds', 'histogram', 'vllm:inter_token_latency_seconds'),
  ].map((metric) => ({ metric, until: '0.15.0', source })),
  ...[
    of('vllm:num_requests_swapped', 'gauge'),
    of('vllm:cpu_cache_usage_perc', 'gauge'),
    of('vllm:cpu_prefix_cache_hit_rate', 'gauge'),
    of('vllm:gpu_prefix_cache_hit_rate', 'gauge'),
    of('vllm:model_execute_time_milliseconds', 'histogram'),
    of('vllm:model_forward_time_milliseconds', 'histogram'),
    of('vllm:time_in_queue_requests', 'histogram', 'vllm:request_queue_time_seconds'),
    of('vllm:tokens_total', 'counter'),
    of('vllm:cache_config', 'gauge', 'vllm:cache_config_info'),
    of('vllm:spec_decode_draft_acceptance_rate', 'gauge'),
    of('vllm:spec_decode_efficiency', 'gauge'),
    of('vllm:spec_decode_num_emitted_tokens_total', 'counter'),
    of('vllm:prompt_tokens_recomputed_total', 'counter'),
    of('vllm:estimated_flops_per_gpu_total', 'counter'),
    of('vllm:estimated_read_bytes_per_gpu_total', 'counter'),
    of('vllm:estimated_write_bytes_per_gpu_total', 'counter'),
    of('vllm:hf3fs_load_duration_seconds', 'histogram'),
    of('vllm:hf3fs_save_duration_seconds', 'histogram'),
    of('vllm:hf3fs_num_failed_load_total', 'counter'),
    of('vllm:hf3fs_num_failed_save_total', 'counter'),
    of('vllm:kv_offload_size', 'histogram'),
    of('vllm:kv_offload_total_bytes_total', 'counter'),
    of('vllm:kv_offload_total_time_total', 'counter'),
    of('vllm:mooncake_store_operation_total', 'counter'),
    of('vllm:mooncake_store_operation_bytes_total', 'counter'),
    of('vllm:mooncake_store_operation_keys_total', 'counter'),
    of('vllm:mooncake_store_operation_failed_keys_total', 'counter'),
    of('vllm:mooncake_store_operation_time_seconds', 'histogram'),
    of('vllm:nixl_bytes_transferred', 'histogram'),
    of('vllm:nixl_num_descriptors', 'histogram'),
    of('vllm:nixl_num_failed_notifications_total', 'counter'),
    of('vllm:nixl_num_failed_transfers_total', 'counter'),
    of('vllm:nixl_num_kv_expired_reqs_total', 'counter'),
    of('vllm:nixl_post_time_seconds', 'histogram'),
    of('vllm:nixl_xfer_time_seconds', 'histogram'),
  ].map((metric) => ({ metric, source })),
]

/** By the day on which each name came, and the first release after that day. */
const introduced: { readonly [name: string]: string } = {
  'vllm:request_queue_time_seconds': '0.6.4',
  'vllm:request_inference_time_seconds': '0.6.4',
  'vllm:request_prefill_time_seconds': '0.6.4',
  'vllm:request_decode_time_seconds': '0.6.4',
  'vllm:request_max_num_generation_tokens': '0.6.4',
  'vllm:request_params_max_tokens': '0.6.4',
  'vllm:iteration_tokens_total': '0.6.4',
  'vllm:kv_cache_usage_perc': '0.9.2',
  'vllm:prefix_cache_queries_total': '0.9.2',
  'vllm:prefix_cache_hits_total': '0.9.2',
  'vllm:inter_token_latency_seconds': '0.10.2',
  'vllm:engine_sleep_state': '0.11.0',
}

const oneIsFull: { readonly [name: string]: true } = {
  'vllm:gpu_cache_usage_perc': true,
  'vllm:cpu_cache_usage_perc': true,
  'vllm:kv_cache_usage_perc': true,
}

/** A share of the cache runs from 0 to 1, whatever `perc` suggests. */
const withUnits = (metrics: readonly MetricFact[]): readonly MetricFact[] =>
  metrics.map((metric) =>
    Object.hasOwn(oneIsFull, metric.name)
      ? { ...metric, unit: 'ratio' as const }
      : metric.name.endsWith('_seconds')
        ? { ...metric, unit: 'seconds' as const }
        : metric,
  )

const reasons = { finished_reason: ['stop', 'length', 'abort', 'error', 'repetition'] }

const withValues = (metrics: readonly MetricFact[]): readonly MetricFact[] =>
  metrics.map((metric) =>
    metric.name === 'vllm:request_success_total' ? { ...metric, values: reasons } : metric,
  )

export const vllmExporter: Exporter = {
  software: 'vllm',
  title: 'vLLM',
  prefixes: ['vllm:'],
  wrongPrefixes: [{ written: 'vllm_', right: 'vllm:' }],
  releases: [
    {
      from: '0.22.0',
      to: '0.22.0',
      metrics: { ...metricsCurrent, metrics: withValues(withUnits(metricsCurrent.metrics)) },
    },
    {
      from: '0.6.0',
      to: '0.6.0',
      metrics: {
        ...metrics060,
        isComplete: true,
        metrics: withValues(withUnits(metrics060.metrics)),
      },
    },
  ],
  past,
  introduced,
  knowsAllVersions: true,
  labelFixes: { model: 'model_name' },
  timeUnit: 'seconds',
  labelFromArguments: { label: 'model_name', arguments: ['served-model-name', 'model'] },
}
