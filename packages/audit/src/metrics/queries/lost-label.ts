// Reports texts with labels that the aggregations of the query drop.

import { diagnostic } from '@llmflow/spec'
import type { Expression, Graph } from '../../graph/graph.js'
import { quietRepeats } from '../../graph/repeats.js'
import type { AuditRule } from '../../rule.js'
import { contractOf } from './contract.js'
import { survives } from '../promql/survival.js'
import { labelReferences } from './templates.js'

export const lostLabel: AuditRule = (graph) => {
  const panels = lostOf(graph, (use) => use === 'panel')
  return [
    ...lostOf(graph, (use) => use !== 'panel'),
    ...quietRepeats(panels, ({ location, params }) =>
      'label' in params ? `${location.document} ${params.label}` : '',
    ),
  ]
}

const lostOf = (graph: Graph, isWanted: (use: Expression['use']) => boolean) =>
  contractOf(graph)
    .queries.filter(({ expression }) => isWanted(expression.use))
    .flatMap(({ expression, parsed }) => {
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
