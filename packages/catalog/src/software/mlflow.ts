// What is known of MLflow: its image, its settings and what goes wrong with it.

import { readOptions } from '../options.js'
import type { Software } from '../software.js'

const source = 'mlflow/mlflow v2.10.0 docker/Dockerfile, mlflow/cli.py'

export const mlflow: Software = {
  name: 'mlflow',
  title: 'MLflow',
  images: [{ repository: 'ghcr.io/mlflow/mlflow', part: 'server', runsAsRoot: true, source }],
  versions: [
    {
      version: '2.10.0',
      source,
      env: {
        isComplete: false,
        source,
        options: readOptions(`
          MLFLOW_BACKEND_STORE_URI MLFLOW_DEFAULT_ARTIFACT_ROOT MLFLOW_ARTIFACTS_DESTINATION MLFLOW_SERVE_ARTIFACTS
          MLFLOW_HOST MLFLOW_PORT MLFLOW_WORKERS MLFLOW_S3_ENDPOINT_URL MLFLOW_EXPOSE_PROMETHEUS AWS_ACCESS_KEY_ID
          AWS_SECRET_ACCESS_KEY
        `),
      },
      metricsEndpoint: {
        port: 5000,
        path: '/metrics',
        needs: {
          en: '--expose-prometheus and the package prometheus-flask-exporter, which the image lacks',
          ko: '--expose-prometheus 옵션과, 이미지에 없는 prometheus-flask-exporter 패키지',
        },
        source: 'mlflow/mlflow v2.10.0 mlflow/server/prometheus_exporter.py',
      },
    },
  ],
}
