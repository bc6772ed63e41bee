// The metrics that Loki exports about the lines that it takes, refuses and deletes.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const lokiMetrics: MetricFacts = {
  source:
    'grafana/loki@v3.3.2 pkg/compactor/metrics.go, pkg/ingester/metrics.go, pkg/loghttp/push/push.go, pkg/validation/validate.go; grafana/dskit server/metrics.go',
  metrics: metricTable(
    [
      ['histogram', 'method route status_code ws', 'loki_request_duration_seconds'],
      ['gauge', '', 'loki_compactor_apply_retention_last_successful_run_timestamp_seconds'],
      ['counter', '', 'loki_ingester_wal_disk_full_failures_total'],
      ['gauge', '', 'loki_ingester_memory_chunks'],
      ['counter', 'tenant', 'loki_distributor_lines_received_total'],
      ['counter', 'reason tenant', 'loki_discarded_samples_total'],
    ],
    {
      loki_request_duration_seconds: { unit: 'seconds' },
      loki_compactor_apply_retention_last_successful_run_timestamp_seconds: {
        unit: 'seconds',
        help: 'When old logs were last deleted, as Unix time.',
      },
      loki_distributor_lines_received_total: { help: 'Lines that were taken.' },
      loki_discarded_samples_total: { help: 'Lines that were refused, by reason.' },
    },
  ),
}
