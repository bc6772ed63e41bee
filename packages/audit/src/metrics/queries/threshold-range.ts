// Reports thresholds that a share or a percentage never passes, in queries and beside them.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf, type Query } from './contract.js'
import { visit, type QueryNode } from '../promql/query.js'
import { comparisonOf, quantityOf, type Quantity } from './quantity.js'

export const thresholdRange: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap((query) => [...inQuery(query), ...besideQuery(query)])

function inQuery(query: Query): readonly Diagnostic[] {
  const { root } = query.parsed
  if (root === undefined) return []
  const found: Diagnostic[] = []
  visit(root, (node: QueryNode) => {
    const comparison = comparisonOf(node)
    if (comparison === undefined) return
    const { operator, value, threshold, start, end } = comparison
    const quantity = quantityOf(query, value)
    const maximum = quantity === undefined ? undefined : maximumOf(quantity)
    if (quantity === undefined || maximum === undefined) return
    if (decides(operator, threshold, maximum)) return
    found.push(
      diagnostic(
        'metrics/threshold-out-of-range',
        query.expression.excerpt.place(start, end - start),
        {
          metric: quantity.metric,
          threshold,
          minimum: 0,
          maximum,
          isQuantile: !quantity.isBounded,
        },
      ),
    )
  })
  return found
}

/** An autoscaler's target: a share never comes near 80. */
function besideQuery(query: Query): readonly Diagnostic[] {
  const { threshold } = query.expression
  const { root } = query.parsed
  const number = threshold?.number
  if (threshold === undefined || number === undefined || root === undefined) return []
  const quantity = quantityOf(query, root)
  const maximum = quantity === undefined ? undefined : maximumOf(quantity)
  if (quantity === undefined || maximum === undefined || number <= maximum) return []
  return [
    diagnostic('metrics/threshold-out-of-range', threshold.place, {
      metric: quantity.metric,
      threshold: number,
      minimum: 0,
      maximum,
      isQuantile: !quantity.isBounded,
    }),
  ]
}

function maximumOf({ unit, isBounded, ceiling }: Quantity): number | undefined {
  if (!isBounded) return ceiling
  return unit === 'ratio' ? 1 : unit === 'percent' ? 100 : undefined
}

/** Whether a value between 0 and the maximum can be on both sides of the comparison. */
function decides(operator: string, threshold: number, maximum: number): boolean {
  switch (operator) {
    case '>':
      return threshold >= 0 && threshold < maximum
    case '>=':
      return threshold > 0 && threshold <= maximum
    case '<':
      return threshold > 0 && threshold <= maximum
    case '<=':
      return threshold >= 0 && threshold < maximum
    default:
      return threshold >= 0 && threshold <= maximum
  }
}
