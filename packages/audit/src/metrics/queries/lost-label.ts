// Reports texts with labels that the aggregations of the query drop.

import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf } from './contract.js'
import { survives } from '../promql/survival.js'
import { labelReferences } from './templates.js'

export const lostLabel: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap(({ expression, parsed }) => {
    const { root } = parsed
    if (root === undefined) return []
    return labelReferences(expression)
      .flat()
      .flatMap(({ label, place }) =>
        // Even if every series had it, the result would not.
        survives(root, label, () => 'yes') === 'no'
          ? [diagnostic('metrics/lost-label', place, { label })]
          : [],
      )
  })
