// Lists what people run to look after Dify.

import type { OperatorCommand } from '@llmflow/spec'
import { difyApi } from '../../endpoints.js'
import { inside } from '../../recovery-steps.js'

export const difyCommands = (): readonly OperatorCommand[] => [
  inside(difyApi.workload, 'See whether the API answers', 'API가 응답하는지 확인합니다', [
    'curl --silent --show-error --fail http://127.0.0.1:5001/health',
  ]),
  inside(
    'dify-worker',
    'See whether the workers answer, and their queues',
    '워커가 응답하는지와 큐를 확인합니다',
    ['celery --app app.celery inspect active_queues'],
  ),
  inside(
    difyApi.workload,
    'See whether the tables fit the version',
    '테이블이 버전에 맞는지 확인합니다',
    ['flask db current'],
  ),
]
