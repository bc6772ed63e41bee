// The metrics that Fluent Bit exports about its pipeline.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const fluentBitMetrics: MetricFacts = {
  source: 'fluent/fluent-bit-docs@3.2 administration/monitoring.md, /api/v2/metrics/prometheus',
  metrics: metricTable(
    [
      [
        'counter',
        'name',
        `fluentbit_input_bytes_total fluentbit_input_records_total
        fluentbit_filter_drop_records_total fluentbit_output_dropped_records_total
        fluentbit_output_errors_total fluentbit_output_proc_bytes_total
        fluentbit_output_proc_records_total fluentbit_output_retried_records_total
        fluentbit_output_retries_failed_total fluentbit_output_retries_total`,
      ],
      ['gauge', 'name', 'fluentbit_input_storage_chunks_down fluentbit_input_storage_overlimit'],
      ['gauge', '', 'fluentbit_storage_fs_chunks fluentbit_storage_mem_chunk'],
      ['counter', 'hostname', 'fluentbit_uptime'],
    ],
    {
      fluentbit_input_records_total: { help: 'Lines that were read.' },
      fluentbit_output_proc_records_total: { help: 'Lines that the store took.' },
      fluentbit_output_dropped_records_total: {
        help: 'Lines that were let go: refused for good, or their retries ended.',
      },
      fluentbit_output_retries_total: { help: 'Chunks that have to be sent again.' },
      fluentbit_input_bytes_total: { unit: 'bytes' },
      fluentbit_output_proc_bytes_total: { unit: 'bytes' },
      fluentbit_uptime: { unit: 'seconds' },
    },
  ),
}
