// Lists what people run to look after the models that Infinity serves.

import type { OperatorCommand } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { modelEndpoint } from '../../endpoints.js'
import { inside } from '../../recovery-steps.js'
import { infinityModels } from './models.js'

export const infinityCommands = (context: Context): readonly OperatorCommand[] =>
  infinityModels(context).map(({ name }) =>
    inside(
      modelEndpoint('infinity', name).workload,
      `See whether ${name} answers`,
      `${name}이(가) 응답하는지 확인합니다`,
      [
        `python3 -c "from urllib.request import urlopen; print(urlopen('http://127.0.0.1:7997/health').read())"`,
      ],
    ),
  )
