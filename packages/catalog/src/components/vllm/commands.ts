// Lists what people run to look after the chat models.

import type { OperatorCommand } from '@llmflow/spec'
import { modelsServedBy, type Context } from '../../component.js'
import { modelEndpoint } from '../../endpoints.js'
import { inside } from '../../recovery-steps.js'

export const vllmCommands = ({ platform }: Context): readonly OperatorCommand[] =>
  modelsServedBy('vllm', platform).flatMap(({ name }) => {
    const { workload } = modelEndpoint('vllm', name)
    return [
      inside(workload, `See whether ${name} answers`, `${name}이(가) 응답하는지 확인합니다`, [
        'curl --silent --show-error --fail --include http://127.0.0.1:8000/health',
      ]),
      inside(
        workload,
        `See the name under which ${name} is served, and its longest context`,
        `${name}의 서빙 이름과 최대 컨텍스트를 확인합니다`,
        ['curl --silent http://127.0.0.1:8000/v1/models'],
      ),
      inside(
        workload,
        `See the GPUs of ${name} and their memory`,
        `${name}이(가) 쓰는 GPU와 메모리를 확인합니다`,
        ['nvidia-smi'],
      ),
    ]
  })
