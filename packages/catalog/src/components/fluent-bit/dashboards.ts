// Panels of the log pipeline: what is read, stored, sent again and lost.

import type { Dashboard, Panel } from '@llmflow/spec'

const linesOf = (title: string, metric: string, by: 'name' | 'pod'): Panel => ({
  title,
  kind: 'timeseries',
  unit: 'short',
  queries: [{ expression: `sum by (${by}) (rate(${metric}[5m]))`, legend: `{{${by}}}` }],
})

export const fluentBitDashboards = (): { readonly [name: string]: Dashboard } => ({
  'llmflow-logs': {
    title: 'LLMFlow logs',
    panels: [
      linesOf('Lines read per second', 'fluentbit_input_records_total', 'name'),
      linesOf('Lines stored per second', 'fluentbit_output_proc_records_total', 'name'),
      {
        title: 'Bytes stored per second',
        kind: 'timeseries',
        unit: 'bytes',
        queries: [
          { expression: 'sum(rate(fluentbit_output_proc_bytes_total[5m]))', legend: 'stored' },
        ],
      },
      linesOf('Chunks sent again per second', 'fluentbit_output_retries_total', 'pod'),
      linesOf('Lines lost per second', 'fluentbit_output_dropped_records_total', 'pod'),
      {
        title: 'Chunks that wait on disk',
        kind: 'timeseries',
        unit: 'short',
        queries: [{ expression: 'sum by (pod) (fluentbit_storage_fs_chunks)', legend: '{{pod}}' }],
      },
    ],
  },
})
