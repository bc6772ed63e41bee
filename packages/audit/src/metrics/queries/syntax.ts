// Reports expressions that Prometheus would refuse.

import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf } from './contract.js'

export const querySyntax: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap(({ expression, parsed }) =>
    // Documents write `[<RANGE>]` for what a reader puts in.
    (/<[A-Za-z]\w*>/.test(expression.excerpt.text) ? [] : parsed.faults).map(
      ({ start, end, reason, found }) =>
        diagnostic('metrics/syntax', expression.excerpt.place(start, end - start), {
          fault: reason,
          found: found.slice(0, 60),
        }),
    ),
  )
