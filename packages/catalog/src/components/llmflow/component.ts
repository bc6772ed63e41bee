// LLMFlow's own runtime: one API for models, documents and search, for every tenant.

import type { Component } from '../../component.js'
import { llmflowEndpoint } from '../../endpoints.js'
import { answerSeconds } from '../../route.js'
import { keptInside, protectsData } from '../../rotation.js'
import { llmflowAlerts } from './alerts.js'
import { llmflowDashboards } from './dashboards.js'
import { redisUser } from './environment.js'
import { llmflowNeeds } from './needs.js'
import { sizeLlmflow } from './size.js'
import { llmflowVersions } from './versions.js'
import { llmflowWorkloads } from './workloads.js'
import { llmflowCommands } from './commands.js'

export const llmflow: Component = {
  name: 'llmflow',
  title: 'LLMFlow',
  summary: {
    en: 'One API for models, documents and search, with keys and limits for every tenant',
    ko: '모델·문서·검색을 하나의 API로 제공하고, 테넌트별 키와 한도를 관리합니다',
  },
  brings: ['langgraph'],
  topologies: ['cluster', 'embedded'],
  versions: llmflowVersions,
  parts: () => ['llmflow'],
  needs: llmflowNeeds,
  size: sizeLlmflow,
  workloads: llmflowWorkloads,
  secrets: () => ({
    llmflow: {
      keys: {
        'master-key': {
          format: 'hex',
          length: 64,
          purpose: 'encrypts the credentials that tenants store',
          ...protectsData(
            'credentials that tenants stored are encrypted with it and have to be entered again',
            '테넌트가 저장한 자격 증명이 이 값으로 암호화되어 있어 다시 입력해야 합니다',
          ),
        },
        'admin-password': {
          format: 'alphanumeric',
          length: 24,
          purpose: 'password of the first administrator',
          ...keptInside(
            'it makes the first administrator; afterwards this person changes it in the console',
            '첫 관리자를 만들 때 씁니다. 그 뒤에는 관리자가 콘솔에서 바꿉니다',
          ),
        },
      },
      purpose: 'keys of LLMFlow itself',
    },
  }),
  databases: () => ['llmflow'],
  buckets: () => ['llmflow'],
  redisClients: (context) =>
    context.topologyOf('llmflow') === 'cluster' ? [{ name: redisUser, keys: ['*'] }] : [],
  logins: () => [{ id: 'llmflow', prefixes: ['api'], path: '/*', isService: true }],
  routes: (context) => [
    {
      id: 'llmflow-api',
      prefix: 'api',
      paths: ['/v1/*'],
      target: { kind: 'workload', endpoint: llmflowEndpoint },
      readSeconds: answerSeconds(context),
      access: 'own',
      purpose: 'the API of the models, assistants and documents',
    },
  ],
  names: (context) =>
    context.enabled.has('apisix')
      ? {}
      : { api: { ...llmflowEndpoint, purpose: 'the API of the models, assistants and documents' } },
  commands: llmflowCommands,
  alerts: llmflowAlerts,
  backups: [
    {
      store: 'postgresql',
      method: {
        en: 'Tenants, keys, usage and documents’ records, with PostgreSQL',
        ko: '테넌트와 키, 사용량, 문서 기록을 PostgreSQL과 함께 백업합니다',
      },
    },
    {
      store: 'minio',
      method: {
        en: 'Original documents, with the buckets',
        ko: '원본 문서를 버킷과 함께 백업합니다',
      },
    },
  ],
  dashboards: llmflowDashboards,
}
