// The series of HAProxy's own exporter that alerts and dashboards use.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const haproxyMetrics: MetricFacts = {
  source: 'haproxy/haproxy@50872daa addons/promex/README, addons/promex/service-prometheus.c',
  metrics: metricTable([
    ['gauge', 'proxy', 'haproxy_frontend_current_sessions haproxy_frontend_limit_sessions'],
    ['gauge', 'proxy', 'haproxy_backend_active_servers haproxy_backend_current_sessions'],
    ['counter', 'proxy', 'haproxy_backend_connection_errors_total'],
    ['counter', 'proxy', 'haproxy_backend_bytes_out_total'],
  ]),
}
