// The metrics of etcd that the catalog relies on.

import type { MetricFacts } from '../../facts.js'
import { metricTable, type MetricGroup } from '../../metric-table.js'

const server: readonly MetricGroup[] = [
  [
    'gauge',
    '',
    `
      etcd_server_has_leader etcd_mvcc_db_total_size_in_bytes
    `,
  ],
]

export const etcdMetrics: MetricFacts = {
  source: 'etcd-io/etcd v3.5.17 server/etcdserver/metrics.go, server/mvcc/metrics.go',
  metrics: metricTable(server, {
    etcd_server_has_leader: { help: '1 on a member that knows a leader.' },
    etcd_mvcc_db_total_size_in_bytes: { unit: 'bytes', help: 'Size of the data file.' },
  }),
}
