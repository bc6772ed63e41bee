// The metrics of MLflow, which it exports when it is told to and the exporter is installed.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

/** Requests are grouped by the version of the server and not by their path; /health and /version are left out. */
export const mlflowMetrics: MetricFacts = {
  source:
    'mlflow 2.10.0 mlflow/server/prometheus_exporter.py; rycus86/prometheus_flask_exporter 0.23.0',
  metrics: metricTable(
    [
      [
        'counter',
        'method status',
        'mlflow_http_request_total mlflow_http_request_exceptions_total',
      ],
      ['histogram', 'method status mlflow_version', 'mlflow_http_request_duration_seconds'],
      ['gauge', 'version', 'mlflow_exporter_info'],
    ],
    {
      mlflow_http_request_total: { help: 'Requests answered.' },
      mlflow_http_request_duration_seconds: { help: 'Time of a request.', unit: 'seconds' },
    },
  ),
}
