// APISIX: the gateway through which people and programs reach the platform.

import type { Dashboard, PublicName } from '@llmflow/spec'
import type { Component, Context, SecretDeclaration } from '../../component.js'
import { apisixEndpoint } from '../../endpoints.js'
import { backupSecrets } from '../../backup.js'
import { etcdBackupParts } from '../etcd/backup.js'
import { apisixAlerts } from './alerts.js'
import { gatewaySecret } from './handover.js'
import { routesOf } from '../../route.js'
import { protectsData } from '../../rotation.js'
import { sizeApisix } from './size.js'
import { apisixCommands, apisixStores } from './recovery.js'
import { apisixVersions } from './versions.js'
import { apisixWorkloads } from './workloads.js'

export const apisix: Component = {
  name: 'apisix',
  title: 'Apache APISIX',
  summary: {
    en: 'Takes every request from outside: TLS, routes by name and path, coarse limits',
    ko: '외부 요청을 모두 받는 게이트웨이입니다. TLS, 이름과 경로에 따른 라우팅, 기본 요청 제한을 맡습니다',
  },
  topologies: ['etcd', 'standalone'],
  versions: apisixVersions,
  options: [
    {
      name: 'operatorRanges',
      type: 'list',
      form: 'range',
      default: [],
      description: {
        en: 'Networks of the operators, from which prometheus.<domain> and alerts.<domain> are reached; without them these names do not exist',
        ko: '운영자 네트워크 대역입니다. 이 대역에서만 prometheus.<domain>과 alerts.<domain>에 접속할 수 있으며, 비우면 두 이름을 만들지 않습니다',
      },
    },
  ],
  parts: (context) =>
    context.topologyOf('apisix') === 'etcd'
      ? ['gateway', 'etcd', 'routes', ...etcdBackupParts(context)]
      : ['gateway'],
  auxiliaryParts: ['etcd', 'routes', 'etcd-backup'],
  needs: () => [
    {
      component: 'certificates',
      purpose: { en: 'the certificate of the public names', ko: '공개 이름의 인증서' },
    },
  ],
  size: sizeApisix,
  workloads: apisixWorkloads,
  secrets: secretsOf,
  // The gateway asks for a login before it shows tools that have none of their own.
  logins: (context) => [
    {
      id: 'apisix',
      prefixes: routesOf(context)
        .filter(({ access }) => access !== 'own')
        .map(({ prefix }) => prefix),
      path: '/*',
    },
  ],
  names: namesOf,
  stores: apisixStores,
  commands: apisixCommands,
  alerts: apisixAlerts,
  backups: [
    {
      store: 'etcd',
      method: {
        en: 'Snapshots of its etcd; the planned routes are written again by its jobs',
        ko: 'etcd 스냅숏. 계획에 있는 라우트는 작업이 다시 씁니다',
      },
    },
  ],
  dashboards: () => ({ 'llmflow-overview': overview }),
}

function namesOf(context: Context): { readonly [prefix: string]: PublicName } {
  return Object.fromEntries(
    routesOf(context).map(({ prefix, purpose }) => [prefix, { ...apisixEndpoint, purpose }]),
  )
}

function secretsOf(context: Context): { readonly [name: string]: SecretDeclaration } {
  const hasEtcd = context.topologyOf('apisix') === 'etcd'
  return {
    ...(hasEtcd ? backupSecrets(context) : {}),
    [gatewaySecret]: {
      keys: {
        keyring: {
          format: 'alphanumeric',
          length: 16,
          purpose: 'encrypts keys and passwords among the routes',
          ...protectsData(
            'keys and passwords among the routes are encrypted with it; the job apisix-routes writes them again',
            '라우트에 든 키와 암호가 이 값으로 암호화되어 있습니다. apisix-routes 작업이 다시 씁니다',
          ),
        },
        ...(hasEtcd
          ? { 'admin-key': { format: 'alphanumeric', length: 32, purpose: 'key of the Admin API' } }
          : {}),
        ...(context.enabled.has('keycloak')
          ? {
              session: {
                format: 'alphanumeric',
                length: 32,
                purpose: 'encrypts the cookies of people who logged in',
              },
            }
          : {}),
      },
      purpose: 'the gateway’s own keys',
    },
  }
}

const overview: Dashboard = {
  title: 'LLMFlow overview',
  panels: [
    {
      title: 'Requests per second',
      kind: 'timeseries',
      unit: 'reqps',
      queries: [
        {
          expression: 'sum by (route) (rate(apisix_http_status{job="apisix"}[5m]))',
          legend: '{{route}}',
        },
      ],
    },
    {
      title: 'Server errors per second',
      kind: 'timeseries',
      unit: 'reqps',
      queries: [
        {
          expression: 'sum by (route) (rate(apisix_http_status{job="apisix",code=~"5.."}[5m]))',
          legend: '{{route}}',
        },
      ],
    },
    {
      title: 'P95 of a request',
      kind: 'timeseries',
      unit: 'ms',
      queries: [
        {
          expression:
            'histogram_quantile(0.95, sum by (le, route) (rate(apisix_http_latency_bucket{job="apisix",type="request"}[5m])))',
          legend: '{{route}}',
        },
      ],
    },
  ],
}
