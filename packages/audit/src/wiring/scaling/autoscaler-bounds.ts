// Finds autoscalers whose minimum is above their maximum.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { autoscalersOf, titleOf } from './autoscalers.js'

export const autoscalerBounds: AuditRule = (graph) => [
  ...autoscalersOf(graph).flatMap((autoscaler) =>
    judge(titleOf(autoscaler), autoscaler.minimum, autoscaler.maximum),
  ),
  ...graph.processes
    .filter(({ origin }) => origin === 'values')
    .flatMap(({ name, field }) => {
      const block = field.get('autoscaling')
      return judge(name, block.get('minReplicas'), block.get('maxReplicas'))
    }),
]

function judge(name: string, minimum: Field, maximum: Field): readonly Diagnostic[] {
  const [least, most] = [minimum.number, maximum.number]
  if (least === undefined || most === undefined || least <= most) return []
  return [
    diagnostic(
      'capacity/bounds-contradict',
      minimum.place,
      { name, minimum: least, maximum: most },
      { advice: [{ kind: 'frame', location: maximum.place, label: `${most}` }] },
    ),
  ]
}
