// MLflow: keeps what was trained, with which settings and how well it did.

import {
  explained,
  fromFact,
  gibibytes,
  printBytes,
  printCpu,
  threads,
  type Figure,
  type Explained,
} from '@llmflow/spec'
import type { Component, ComponentSizes, Context } from '../../component.js'
import { mlflowEndpoint } from '../../endpoints.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'
import { mlflowAlerts, mlflowDashboards } from './watching.js'
import { mlflowVersions } from './versions.js'
import { connections, mlflowWorkloads } from './workloads.js'

const guide = 'infrastructure guide 4.2 values.yaml, mlflow'

export const mlflow: Component = {
  name: 'mlflow',
  title: 'MLflow',
  summary: {
    en: 'Keeps runs of training with their settings, results and files, and the models that came of them',
    ko: '학습 실행의 설정·결과·파일과 거기서 나온 모델을 보관합니다',
  },
  topologies: ['server'],
  versions: mlflowVersions,
  parts: () => ['server'],
  needs: () => [
    {
      component: 'postgresql',
      purpose: { en: 'runs, settings and results', ko: '실행·설정·결과 저장' },
    },
    { component: 'minio', purpose: { en: 'files of runs and models', ko: '실행과 모델의 파일' } },
  ],
  size: sizeMlflow,
  workloads: mlflowWorkloads,
  databases: () => ['mlflow'],
  buckets: () => ['mlflow-artifacts'],
  routes: () => [
    {
      id: 'mlflow',
      prefix: 'mlflow',
      paths: ['/*'],
      target: { kind: 'workload', endpoint: mlflowEndpoint },
      readSeconds: 300,
      // Its own login keeps passwords in a file of its own and knows no Keycloak.
      access: 'signed-in',
      purpose: 'runs of training and their models',
    },
  ],
  alerts: mlflowAlerts,
  dashboards: mlflowDashboards,
  backups: [
    {
      store: 'postgresql',
      method: {
        en: 'Runs lie in PostgreSQL and are backed up with it',
        ko: '실행 기록은 PostgreSQL에 있어 함께 백업됩니다',
      },
    },
    {
      store: 'minio',
      method: {
        en: 'Files lie in a bucket and are backed up with MinIO',
        ko: '파일은 버킷에 있어 MinIO와 함께 백업됩니다',
      },
    },
  ],
  commands: () => [
    {
      purpose: {
        en: 'Removes for good the runs that people deleted a month ago, with their files',
        ko: '삭제한 지 한 달이 지난 실행을 파일까지 완전히 지웁니다',
      },
      within: mlflowEndpoint.workload,
      command: [
        `sh -c 'MLFLOW_TRACKING_URI=http://localhost:5000 mlflow gc --older-than 30d --backend-store-uri "$MLFLOW_BACKEND_STORE_URI"'`,
      ],
    },
    {
      purpose: { en: 'The version that answers', ko: '응답하는 서버의 버전을 봅니다' },
      within: mlflowEndpoint.workload,
      command: [
        `python -c 'import urllib.request as r; print(r.urlopen("http://localhost:5000/version").read().decode())'`,
      ],
    },
  ],
}

function sizeMlflow(context: Context): ComponentSizes {
  return {
    server: sizePart(context, 'mlflow', 'server', {
      minimum: standingReplicas(context.platform, 2, guide),
      cpu: byDefault(threads(1), guide, printCpu),
      cpuLimit: byDefault(threads(2), guide, printCpu),
      memory: byDefault(gibibytes(2), guide, printBytes),
      memoryLimit: byDefault(gibibytes(4), guide, printBytes),
      figures: { databaseConnections },
    }),
  }
}

const databaseConnections: Explained<Figure> = explained(
  {
    value: connections.workers * connections.stores * (connections.pool + connections.overflow) + 2,
    unit: 'count',
  },
  'mlflow/connections',
  'workers × stores × (connections of a pool + overflow) + 2 while it starts',
  [
    fromFact('workers', `${connections.workers}`, 'MLFLOW_WORKERS as set here'),
    fromFact('stores', `${connections.stores}`, 'runs and models, each with a pool of its own'),
    fromFact('pool', `${connections.pool}`, 'MLFLOW_SQLALCHEMYSTORE_POOL_SIZE as set here'),
    fromFact(
      'overflow',
      `${connections.overflow}`,
      'MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW as set here',
    ),
  ],
)
