// Says how the gateway’s routes come back, and what people run to look after it.

import type { OperatorCommand } from '@llmflow/spec'
import type { ComponentSizes, Context, Store } from '../../component.js'
import { etcdHealth, outside } from '../../recovery-steps.js'
import { etcdStore } from '../etcd/backup.js'
import { gatewayEtcd } from './configuration.js'

export function apisixStores(context: Context, sizes: ComponentSizes): readonly Store[] {
  if (context.topologyOf('apisix') !== 'etcd') return []
  return [
    etcdStore(context, sizes, gatewayEtcd, {
      method: {
        en: 'The jobs of the gateway write every planned route again; a snapshot brings back what was added by hand',
        ko: '계획에 있는 라우트는 게이트웨이 작업이 다시 씁니다. 직접 추가한 설정은 스냅숏에서 되돌립니다',
      },
      after: ['etcd'],
    }),
  ]
}

export const apisixCommands = (context: Context): readonly OperatorCommand[] => [
  outside(
    'See whether the gateway answers under its public name, and until when its certificate is valid',
    '게이트웨이가 공개 이름으로 응답하는지, 인증서가 언제까지 유효한지 확인합니다',
    [`curl --silent --verbose --head https://api.${context.platform.domain}/`],
  ),
  ...(context.topologyOf('apisix') === 'etcd' ? [etcdHealth(gatewayEtcd.etcd)] : []),
]
