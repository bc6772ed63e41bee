// The metrics that APISIX exports, by version.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'
import { etcdMetrics } from '../etcd/metrics.js'

const milliseconds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000]

export const metrics312: MetricFacts = {
  source: `apache/apisix@3.12.0 apisix/plugins/prometheus/exporter.lua; ${etcdMetrics.source}`,
  metrics: [
    ...metricTable(
      [
        [
          'counter',
          'code route matched_uri matched_host service consumer node',
          'apisix_http_status',
        ],
        ['histogram', 'type route service consumer node', 'apisix_http_latency'],
        ['counter', 'type route service consumer node', 'apisix_bandwidth'],
        ['gauge', '', 'apisix_http_requests_total apisix_etcd_reachable'],
        ['gauge', 'state', 'apisix_nginx_http_current_connections'],
        ['gauge', 'hostname', 'apisix_node_info'],
        ['gauge', 'key', 'apisix_etcd_modify_indexes'],
        ['gauge', 'name', 'apisix_shared_dict_capacity_bytes apisix_shared_dict_free_space_bytes'],
        ['gauge', 'name ip port', 'apisix_upstream_status'],
      ],
      {
        apisix_http_status: { help: 'Answers by status code.' },
        apisix_http_latency: {
          unit: 'milliseconds',
          buckets: milliseconds,
          help: 'Time of a request; type is request, upstream or apisix.',
        },
        apisix_bandwidth: { unit: 'bytes', help: 'Bytes; type is ingress or egress.' },
        apisix_etcd_reachable: { help: '1 while etcd answers.' },
        apisix_upstream_status: { help: '1 is healthy; only with active health checks.' },
      },
    ),
    ...etcdMetrics.metrics,
  ],
}
