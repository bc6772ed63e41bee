// Alerts of the gateway: errors that people see, and an etcd that does not answer.

import { seconds, type Alert } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { etcdAlerts } from '../etcd/alerts.js'
import { etcdBackupAlerts } from '../etcd/backup.js'
import { etcdId, gatewayEtcd } from './configuration.js'

export function apisixAlerts(context: Context, sizes: ComponentSizes): readonly Alert[] {
  if (context.topologyOf('apisix') === 'standalone') return [errors]
  const quota = sizes['etcd']?.figures['quota']?.value.value ?? 0
  return [
    errors,
    storeUnreachable,
    ...etcdAlerts('apisix', etcdId, quota),
    ...etcdBackupAlerts(context, gatewayEtcd),
  ]
}

const failed = 'apisix_http_status{job="apisix",instance="a",route="llmflow-api",code="502"}'
const served = 'apisix_http_status{job="apisix",instance="a",route="llmflow-api",code="200"}'

const errors: Alert = {
  name: 'GatewayErrors',
  component: 'apisix',
  expression:
    'sum by (route) (rate(apisix_http_status{job="apisix",code=~"5.."}[5m])) / sum by (route) (rate(apisix_http_status{job="apisix"}[5m])) > 0.05',
  for: seconds(300),
  severity: 'critical',
  summary: { en: 'The gateway answers with errors', ko: '게이트웨이가 오류로 응답합니다' },
  description: {
    en: '{{ $value | humanizePercentage }} of the requests to {{ $labels.route }} end in a server error',
    ko: '{{ $labels.route }} 요청의 {{ $value | humanizePercentage }}가 서버 오류로 끝납니다',
  },
  tests: {
    trips: [
      { series: failed, values: '0+30x30' },
      { series: served, values: '0+70x30' },
    ],
    quiet: [
      { series: failed, values: '0+1x30' },
      { series: served, values: '0+99x30' },
    ],
  },
}

const reachable = 'apisix_etcd_reachable{job="apisix",instance="a"}'

const storeUnreachable: Alert = {
  name: 'GatewayStoreUnreachable',
  component: 'apisix',
  expression: 'min by (instance) (apisix_etcd_reachable{job="apisix"}) == 0',
  for: seconds(300),
  severity: 'warning',
  summary: {
    en: 'The gateway does not reach its etcd',
    ko: '게이트웨이가 etcd에 연결하지 못합니다',
  },
  description: {
    en: '{{ $labels.instance }} serves the routes that it knows, but starts anew with none',
    ko: '{{ $labels.instance }}가 알고 있는 경로는 계속 처리하지만, 다시 시작하면 경로를 읽지 못합니다',
  },
  tests: {
    trips: [{ series: reachable, values: '0x30' }],
    quiet: [{ series: reachable, values: '1x30' }],
  },
}
