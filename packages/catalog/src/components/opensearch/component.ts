// OpenSearch: keeps the logs, searches text for the runtime, and shows logs to people.

import type { SecretKey } from '@llmflow/spec'
import type { Component, Context, SecretDeclaration } from '../../component.js'
import { opensearchEndpoint } from '../../endpoints.js'
import { keptInside } from '../../rotation.js'
import { fluentSecret } from '../fluent-bit/chart.js'
import { keepsLogs } from '../fluent-bit/store.js'
import { indexSecret, opensearchSecret } from './access.js'
import { opensearchAlerts } from './alerts.js'
import { opensearchCommands } from './commands.js'
import { dashboardsClient, dashboardsEndpoint } from './dashboards-server.js'
import { hasDashboards, isTextIndex, opensearchOptions } from './options.js'
import { opensearchDashboards } from './panels.js'
import { opensearchParts, sizeOpensearch } from './size.js'
import { opensearchVersions } from './versions.js'
import { opensearchWorkloads } from './workloads.js'

export const opensearch: Component = {
  name: 'opensearch',
  title: 'OpenSearch',
  summary: {
    en: 'Keeps logs for a while and finds words in them and in the passages of documents',
    ko: '로그를 일정 기간 보관하고, 로그와 문서 단락에서 단어를 검색합니다',
  },
  brings: ['opensearch-dashboards'],
  topologies: ['cluster', 'single'],
  versions: opensearchVersions,
  options: opensearchOptions,
  parts: opensearchParts,
  auxiliaryParts: ['setup', 'exporter', 'dashboards'],
  needs: (context) => [
    {
      component: 'certificates',
      purpose: {
        en: 'TLS between its nodes and to its clients',
        ko: '노드 사이와 클라이언트 연결의 TLS',
      },
    },
    ...(keepsLogs(context) ? [collector] : []),
  ],
  size: sizeOpensearch,
  workloads: opensearchWorkloads,
  secrets: secretsOf,
  logins: (context) =>
    hasDashboards(context)
      ? [{ id: dashboardsClient, prefixes: ['logs'], path: '/auth/openid/login' }]
      : [],
  routes: (context) =>
    hasDashboards(context)
      ? [
          {
            id: 'opensearch-dashboards',
            prefix: 'logs',
            paths: ['/*'],
            target: { kind: 'workload', endpoint: dashboardsEndpoint },
            readSeconds: 120,
            access: 'own',
            purpose: 'reading logs',
          },
        ]
      : [],
  rivals: [
    {
      component: 'loki',
      reason: {
        en: 'both keep the logs and one would get none; choose one, or set components.opensearch.options.logs to false to keep OpenSearch for the text index',
        ko: '둘 다 로그 저장소라 한쪽은 로그를 받지 못합니다. 하나만 고르거나, OpenSearch를 텍스트 인덱스로만 쓰려면 components.opensearch.options.logs를 false로 설정하세요',
      },
      unless: (context) => !keepsLogs(context),
    },
  ],
  alerts: opensearchAlerts,
  dashboards: opensearchDashboards,
  backups: {
    none: {
      en: 'Logs are copies that end with their retention, and the text index is built again from the records; snapshots to S3 need a plugin that the image lacks',
      ko: '로그는 보관 기간이 지나면 지우는 사본이고 텍스트 인덱스는 원본에서 다시 만들 수 있습니다. S3 스냅숏에는 이미지에 없는 플러그인이 필요합니다',
    },
  },
  commands: () => opensearchCommands(opensearchEndpoint.workload),
}

const collector = {
  component: 'fluent-bit',
  purpose: { en: 'sending it the logs', ko: '로그 수집·전송' },
}

const made = (purpose: string): SecretKey => ({ format: 'alphanumeric', length: 32, purpose })

function secretsOf(context: Context): { readonly [name: string]: SecretDeclaration } {
  return {
    [opensearchSecret]: {
      keys: {
        'admin-password': {
          ...made('the user admin; set when the cluster is first formed'),
          ...keptInside(
            'OpenSearch keeps its hash; change it by PUT _plugins/_security/api/account before the others restart',
            'OpenSearch가 해시를 보관합니다. 다른 것을 재시작하기 전에 PUT _plugins/_security/api/account로 바꾸세요',
          ),
        },
        'exporter-password': made('user with which the exporter asks'),
        ...(hasDashboards(context)
          ? {
              'dashboards-password': made('user of OpenSearch Dashboards itself'),
              'cookie-password': made('encrypts the sessions of OpenSearch Dashboards'),
            }
          : {}),
      },
      purpose: 'users of OpenSearch itself',
    },
    ...(keepsLogs(context)
      ? {
          [fluentSecret]: {
            keys: { password: made('user that may add logs and nothing else') },
            purpose: 'writing logs to OpenSearch',
          },
        }
      : {}),
    ...(isTextIndex(context)
      ? {
          [indexSecret]: {
            keys: { password: made('user that owns the text index') },
            purpose: 'LLMFlow’s text index in OpenSearch',
          },
        }
      : {}),
  }
}
