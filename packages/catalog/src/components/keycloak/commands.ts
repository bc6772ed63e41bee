// Lists what people run to look after the login.

import type { OperatorCommand } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { keycloakEndpoint } from '../../endpoints.js'
import { inside, outside } from '../../recovery-steps.js'

export const keycloakCommands = ({ platform }: Context): readonly OperatorCommand[] => [
  outside(
    'See whether the login answers under its public name',
    '로그인 서비스가 공개 이름으로 응답하는지 확인합니다',
    [
      `curl --silent --show-error --fail https://auth.${platform.domain}/realms/llmflow/.well-known/openid-configuration`,
    ],
  ),
  inside(
    keycloakEndpoint.workload,
    'See which version runs and how it is set up',
    '실행 중인 버전과 설정을 확인합니다',
    ['/opt/keycloak/bin/kc.sh show-config'],
  ),
]
