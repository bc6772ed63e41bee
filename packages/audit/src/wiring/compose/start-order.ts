// Finds services that wait for others to start, although only their answer would help.

import { diagnostic, type Location } from '@llmflow/spec'
import type { Composition } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'

/** One finding for a file: the remedy is the same everywhere in it. */
export const startOrder: AuditRule = ({ compositions }) =>
  compositions.flatMap((composition) => {
    const [first, ...others] = hastyIn(composition)
    if (first === undefined) return []
    const params = { services: others.length + 1 }
    return [diagnostic('wiring/start-order', first, params, { related: others })]
  })

function hastyIn({ field }: Composition): readonly Location[] {
  return field.get('services').entries.flatMap(({ field: service }) => {
    const waited = service.get('depends_on')
    const isHasty =
      waited.items.length > 0 ||
      waited.entries.some(
        ({ field: condition }) =>
          (condition.get('condition').text ?? 'service_started') === 'service_started',
      )
    return isHasty ? [waited.keyPlace] : []
  })
}
