// The series of PgBouncer's exporter that alerts and dashboards use.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const pgbouncerMetrics: MetricFacts = {
  source: 'prometheus-community/pgbouncer_exporter v0.9.0 collector.go',
  metrics: metricTable([
    ['gauge', '', 'pgbouncer_up'],
    [
      'gauge',
      'database user',
      `pgbouncer_pools_client_active_connections pgbouncer_pools_client_waiting_connections
          pgbouncer_pools_server_active_connections pgbouncer_pools_server_idle_connections
          pgbouncer_pools_client_maxwait_seconds`,
    ],
  ]),
}
