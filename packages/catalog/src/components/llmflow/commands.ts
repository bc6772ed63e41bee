// Lists what people run to look after the service itself.

import type { OperatorCommand } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { outside } from '../../recovery-steps.js'

export const llmflowCommands = ({ platform }: Context): readonly OperatorCommand[] => [
  outside(
    'See which models the service offers; the key is one of a tenant',
    '제공하는 모델을 확인합니다. 키는 테넌트의 API 키입니다',
    [
      `curl --silent --show-error --header "Authorization: Bearer $API_KEY" https://api.${platform.domain}/v1/models`,
    ],
  ),
  outside('Ask a question', '질문을 보내 봅니다', [
    `curl --silent --show-error --header "Authorization: Bearer $API_KEY" --header 'Content-Type: application/json' --data '{"model":"assistant/default","messages":[{"role":"user","content":"test"}]}' https://api.${platform.domain}/v1/chat/completions`,
  ]),
]
