// Finds containers that ask for more than their own limit: no API server takes them.

import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { parseQuantity } from './quantity.js'

export const requestAboveLimit: AuditRule = ({ processes }) =>
  processes.flatMap(({ name, field }) => {
    const resources = field.get('resources')
    return resources.get('requests').entries.flatMap(({ key, field: request }) => {
      const bound = resources.get('limits', key)
      const [wanted, limit] = [parseQuantity(request.text), parseQuantity(bound.text)]
      if (wanted === undefined || limit === undefined || wanted <= limit) return []
      return [
        diagnostic(
          'capacity/request-above-limit',
          request.place,
          {
            process: name,
            resource: key,
            request: request.text ?? '',
            limit: bound.text ?? '',
          },
          { related: [bound.place] },
        ),
      ]
    })
  })
