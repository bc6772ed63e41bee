// The series that Infinity exports: of its HTTP server, and none of its queue.

import type { MetricFacts } from '../../facts.js'

/** Routes are told apart by `handler`; the histogram with many buckets has no label and counts probes and scrapes too. */
export const infinityMetrics: MetricFacts = {
  source:
    'michaelfeil/infinity 0.0.77 infinity_server.py (Instrumentator().instrument), poetry.lock (prometheus-fastapi-instrumentator 7.0.0), metrics.py default()',
  metrics: [
    {
      name: 'http_requests_total',
      type: 'counter',
      labels: ['method', 'status', 'handler'],
      help: 'requests, by group of status',
      values: { status: ['2xx', '3xx', '4xx', '5xx'] },
    },
    {
      name: 'http_request_size_bytes',
      type: 'summary',
      labels: ['handler'],
      help: 'bytes of requests',
      unit: 'bytes',
    },
    {
      name: 'http_response_size_bytes',
      type: 'summary',
      labels: ['handler'],
      help: 'bytes of answers',
      unit: 'bytes',
    },
    {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      labels: ['method', 'handler'],
      help: 'seconds of a request',
      unit: 'seconds',
      buckets: [0.1, 0.5, 1],
    },
    {
      name: 'http_request_duration_highr_seconds',
      type: 'histogram',
      labels: [],
      help: 'seconds of a request of any kind',
      unit: 'seconds',
      buckets: [
        0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 7.5, 10,
        30, 60,
      ],
    },
  ],
}
