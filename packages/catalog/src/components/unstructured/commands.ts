// Lists what people run to look after the document parser.

import type { OperatorCommand } from '@llmflow/spec'
import { unstructuredEndpoint } from '../../endpoints.js'
import { inside } from '../../recovery-steps.js'

export const unstructuredCommands = (): readonly OperatorCommand[] => [
  inside(
    unstructuredEndpoint.workload,
    'See whether the parser answers',
    '문서 파서가 응답하는지 확인합니다',
    [
      `python3 -c "from urllib.request import urlopen; print(urlopen('http://127.0.0.1:8000/healthcheck').read())"`,
    ],
  ),
]
