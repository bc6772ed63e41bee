// Dify: builds assistants. An API, a worker, pages, a sandbox for code and a proxy for what leaves them.

import type { Component } from '../../component.js'
import { difyApi, difyWeb } from '../../endpoints.js'
import { answerSeconds } from '../../route.js'
import { keptInside, protectsData } from '../../rotation.js'
import { difyAlerts } from './alerts.js'
import { redisUser } from './environment.js'
import { difyParts, sizeDify } from './size.js'
import { difyVersions } from './versions.js'
import { difyWorkloads } from './workloads.js'
import { difyCommands } from './commands.js'

export const dify: Component = {
  name: 'dify',
  title: 'Dify',
  summary: {
    en: 'Builds assistants and workflows on the platform’s models and documents',
    ko: '플랫폼의 모델과 문서로 어시스턴트와 워크플로를 만듭니다',
  },
  topologies: ['standard'],
  versions: difyVersions,
  parts: () => difyParts,
  auxiliaryParts: ['sandbox', 'proxy'],
  needs: () => [
    {
      component: 'postgresql',
      purpose: { en: 'apps, people and conversations', ko: '앱·사용자·대화 저장' },
    },
    { component: 'redis', purpose: { en: 'the task queue and cache', ko: '작업 대기열과 캐시' } },
    { component: 'milvus', purpose: { en: 'vectors of documents', ko: '문서 벡터 저장' } },
    { component: 'minio', purpose: { en: 'files of documents', ko: '문서 파일 저장' } },
  ],
  size: sizeDify,
  workloads: difyWorkloads,
  secrets: () => ({
    dify: {
      keys: {
        'secret-key': {
          format: 'base64',
          length: 42,
          purpose: 'signs sessions and encrypts credentials',
          ...protectsData(
            'credentials that people entered in Dify are encrypted with it and have to be entered again',
            'Dify에 입력한 자격 증명이 이 값으로 암호화되어 있어 다시 입력해야 합니다',
          ),
        },
        'sandbox-key': {
          format: 'alphanumeric',
          length: 32,
          purpose: 'lets the API run code in the sandbox',
        },
        'init-password': {
          format: 'alphanumeric',
          length: 24,
          purpose: 'asked before the first administrator is made',
          ...keptInside(
            'Dify asks for it once, before the first administrator; afterwards nothing reads it',
            'Dify는 첫 관리자를 만들기 전에 한 번만 묻습니다. 그 뒤에는 읽는 것이 없습니다',
          ),
        },
      },
      purpose: 'keys of Dify',
    },
  }),
  databases: () => ['dify'],
  buckets: () => ['dify'],
  // Neither Celery nor Dify puts a prefix before its keys.
  redisClients: () => [{ name: redisUser, keys: ['*'] }],
  routes: (context) => [
    // The API and the pages share a name, as behind Dify’s own proxy.
    {
      id: 'dify-api',
      prefix: 'dify',
      paths: ['/console/api/*', '/api/*', '/v1/*', '/files/*'],
      target: { kind: 'workload', endpoint: difyApi },
      readSeconds: answerSeconds(context),
      access: 'own',
      purpose: 'building and using assistants',
    },
    {
      id: 'dify-web',
      prefix: 'dify',
      paths: ['/*'],
      target: { kind: 'workload', endpoint: difyWeb },
      readSeconds: 60,
      access: 'own',
      purpose: 'building and using assistants',
    },
  ],
  // With a gateway, its routes divide the name between the pages and the API.
  names: (context) =>
    context.enabled.has('apisix')
      ? {}
      : { dify: { ...difyWeb, purpose: 'building and using assistants' } },
  commands: difyCommands,
  alerts: difyAlerts,
  backups: [
    {
      store: 'postgresql',
      method: {
        en: 'Apps, conversations and the list of documents, with PostgreSQL',
        ko: '앱과 대화, 문서 목록을 PostgreSQL과 함께 백업합니다',
      },
    },
    {
      store: 'minio',
      method: {
        en: 'Uploaded files and the keys of each workspace, with the buckets',
        ko: '업로드한 파일과 작업 공간 키를 버킷과 함께 백업합니다',
      },
    },
    {
      store: 'milvus',
      method: {
        en: 'Vectors of the documents, with Milvus',
        ko: '문서 벡터를 Milvus와 함께 백업합니다',
      },
    },
  ],
}
