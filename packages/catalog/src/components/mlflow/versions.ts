// What is known of MLflow, whose published image has neither a driver for PostgreSQL nor one for S3.

import type { Image } from '@llmflow/spec'
import type { LifeFact, OptionFacts, VersionFacts } from '../../facts.js'
import { noConfiguration, readOptions, unreadOption } from '../../options.js'
import { mlflowMetrics } from './metrics.js'

const common = `MLFLOW_BACKEND_STORE_URI MLFLOW_REGISTRY_STORE_URI MLFLOW_DEFAULT_ARTIFACT_ROOT
    MLFLOW_ARTIFACTS_DESTINATION MLFLOW_SERVE_ARTIFACTS MLFLOW_ARTIFACTS_ONLY MLFLOW_HOST MLFLOW_PORT
    MLFLOW_WORKERS MLFLOW_STATIC_PREFIX MLFLOW_GUNICORN_OPTS MLFLOW_EXPOSE_PROMETHEUS MLFLOW_TMP_DIR
    MLFLOW_S3_ENDPOINT_URL MLFLOW_S3_IGNORE_TLS MLFLOW_SQLALCHEMYSTORE_POOL_SIZE
    MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW MLFLOW_SQLALCHEMYSTORE_POOL_RECYCLE PGPASSWORD HOME TZ`

const third = `MLFLOW_UVICORN_OPTS MLFLOW_SERVER_ALLOWED_HOSTS MLFLOW_SERVER_CORS_ALLOWED_ORIGINS
    MLFLOW_SERVER_DISABLE_SECURITY_MIDDLEWARE MLFLOW_SERVER_X_FRAME_OPTIONS MLFLOW_SERVER_ENABLE_JOB_EXECUTION
    MLFLOW_DISABLE_TELEMETRY DO_NOT_TRACK MLFLOW_ENABLE_WORKSPACES MLFLOW_WORKSPACE_STORE_URI`

const prefixes = ['AWS_', 'PYTHON', 'PROMETHEUS_']

const args: OptionFacts = {
  isComplete: false,
  source: 'mlflow 2.10.0 mlflow/cli.py server; mlflow 3.12.0 mlflow/cli/__init__.py server',
  options: readOptions(`--backend-store-uri --registry-store-uri --default-artifact-root
    --artifacts-destination --serve-artifacts --no-serve-artifacts --artifacts-only --host --port --workers
    --static-prefix --gunicorn-opts --expose-prometheus --app-name`),
}

/** The published image with what it lacks; every package at one version, so that the image can be built again. */
const imageOf = (version: string, packages: readonly string[]): Image => ({
  repository: 'docker.io/llmflow/mlflow',
  tag: `${version}-1`,
  asks: 'bash',
  recipe: [
    `FROM ghcr.io/mlflow/mlflow:v${version}`,
    `RUN pip install --no-cache-dir ${packages.join(' ')}`,
    'USER 1000:1000',
  ],
})

const released = (version: string, since: string): LifeFact => ({
  subject: `MLflow ${version}`,
  status: 'released',
  since,
  note: { en: 'Published on PyPI', ko: 'PyPI에 게시되었습니다' },
  source: `pypi.org mlflow ${version}`,
})

const config = noConfiguration('the server reads arguments and variables alone')

export const mlflowVersions: { readonly [version: string]: VersionFacts } = {
  '2.10.0': {
    version: '2.10.0',
    images: {
      server: imageOf('2.10.0', [
        'psycopg2-binary==2.9.9',
        'boto3==1.34.34',
        'prometheus-flask-exporter==0.23.0',
      ]),
    },
    source: 'mlflow/mlflow v2.10.0 docker/Dockerfile (python and mlflow, nothing else)',
    env: {
      isComplete: false,
      source:
        'mlflow 2.10.0 mlflow/cli.py, mlflow/utils/cli_args.py, mlflow/environment_variables.py',
      options: [
        ...readOptions(common),
        unreadOption('MLFLOW_SERVER_ALLOWED_HOSTS', 'nothing: 2.10 takes every name'),
      ],
      prefixes,
    },
    args,
    config,
    metrics: mlflowMetrics,
    life: [released('2.10.0', '2024-01-26')],
  },
  '3.12.0': {
    version: '3.12.0',
    images: {
      server: imageOf('3.12.0', [
        'psycopg2-binary==2.9.12',
        'boto3==1.42.97',
        'prometheus-flask-exporter==0.23.2',
      ]),
    },
    source: 'mlflow 3.12.0 METADATA: drivers and exporter are in the extras db and extras',
    env: {
      isComplete: false,
      source:
        'mlflow 3.12.0 mlflow/cli/__init__.py, mlflow/utils/cli_args.py, mlflow/environment_variables.py',
      options: readOptions(`${common} ${third}`),
      prefixes,
    },
    args: {
      ...args,
      options: [
        ...args.options,
        ...readOptions('--uvicorn-opts --allowed-hosts --workspace-store-uri'),
      ],
    },
    config,
    metrics: mlflowMetrics,
    life: [released('3.12.0', '2026-05-05')],
  },
}
