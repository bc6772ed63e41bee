// Lists what people run to look after the embedding and reranking models.

import type { OperatorCommand } from '@llmflow/spec'
import { modelsServedBy, type Context } from '../../component.js'
import { modelEndpoint } from '../../endpoints.js'
import { inside } from '../../recovery-steps.js'

export const teiCommands = ({ platform }: Context): readonly OperatorCommand[] =>
  modelsServedBy('tei', platform).flatMap(({ name, kind }) => {
    const { workload } = modelEndpoint('tei', name)
    return [
      inside(workload, `See whether ${name} answers`, `${name}이(가) 응답하는지 확인합니다`, [
        'curl --silent --show-error --fail --include http://127.0.0.1:8080/health',
      ]),
      inside(
        workload,
        `See the model of ${name} and its limits`,
        `${name}의 모델과 한도를 확인합니다`,
        ['curl --silent http://127.0.0.1:8080/info'],
      ),
      inside(workload, `Try ${name}`, `${name}을(를) 시험합니다`, [
        kind === 'reranking'
          ? `curl --silent http://127.0.0.1:8080/rerank --header 'Content-Type: application/json' --data '{"query":"test","texts":["one","two"]}'`
          : `curl --silent http://127.0.0.1:8080/embed --header 'Content-Type: application/json' --data '{"inputs":"test"}'`,
      ]),
    ]
  })
