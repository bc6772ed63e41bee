// The metrics of ClickHouse that alerts read; Langfuse itself exports none.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const clickhouseMetrics: MetricFacts = {
  source:
    'ClickHouse/ClickHouse src/Server/PrometheusMetricsWriter.cpp, src/Common/AsynchronousMetrics.cpp, src/Common/ProfileEvents.cpp',
  metrics: metricTable(
    [
      [
        'gauge',
        '',
        `ClickHouseAsyncMetrics_MaxPartCountForPartition
         ClickHouseAsyncMetrics_FilesystemMainPathAvailableBytes
         ClickHouseAsyncMetrics_FilesystemMainPathTotalBytes ClickHouseMetrics_MemoryTracking
         ClickHouseMetrics_Query`,
      ],
      [
        'counter',
        '',
        `ClickHouseProfileEvents_RejectedInserts ClickHouseProfileEvents_FailedInsertQuery
         ClickHouseProfileEvents_InsertedRows`,
      ],
    ],
    {
      ClickHouseAsyncMetrics_MaxPartCountForPartition: {
        help: 'Parts of the partition that has most; inserts slow down and then fail when merging falls behind.',
      },
      ClickHouseProfileEvents_RejectedInserts: {
        help: 'Inserts that were refused because a table had too many parts.',
      },
      ClickHouseAsyncMetrics_FilesystemMainPathAvailableBytes: { unit: 'bytes' },
      ClickHouseAsyncMetrics_FilesystemMainPathTotalBytes: { unit: 'bytes' },
      ClickHouseMetrics_MemoryTracking: { unit: 'bytes' },
    },
  ),
}
