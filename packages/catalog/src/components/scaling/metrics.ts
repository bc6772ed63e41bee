// The metrics of KEDA.

import type { MetricGroup } from '../../metric-table.js'

const scaler = 'namespace metric scaledObject scaler triggerIndex type'

export const kedaGroups: readonly MetricGroup[] = [
  ['gauge', 'version git_commit goversion goos goarch', 'keda_build_info'],
  [
    'gauge',
    scaler,
    'keda_scaler_metrics_value keda_scaler_metrics_latency_seconds keda_scaler_active',
  ],
  ['counter', scaler, 'keda_scaler_errors_total keda_scaler_detail_errors_total'],
  ['gauge', 'namespace scaledObject', 'keda_scaled_object_paused'],
  ['counter', 'namespace scaledObject', 'keda_scaled_object_errors_total'],
  ['counter', 'namespace scaledJob', 'keda_scaled_job_errors_total'],
  ['gauge', 'type', 'keda_trigger_registered_total'],
  ['gauge', 'type namespace', 'keda_resource_registered_total'],
  ['gauge', 'namespace type resource', 'keda_internal_scale_loop_latency_seconds'],
]
