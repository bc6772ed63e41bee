// Reports divisions by a metric that is 0 while something is not set.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf, type MetricUse, type Query } from './contract.js'
import { bare, visit } from '../promql/query.js'
import { comparisonOf } from './quantity.js'

export const divisionByZero: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap((query) => {
    // A panel shows an infinite quotient; an alert fires for it.
    if (query.expression.use !== 'alert') return []
    return divisorsIn(query).flatMap(({ name, status }): readonly Diagnostic[] => {
      const condition = status.kind === 'known' ? status.series[0]?.metric.zeroWhen : undefined
      if (condition === undefined || isGuarded(query, name.text)) return []
      const place = query.expression.excerpt.place(name.start, name.end - name.start)
      return [diagnostic('metrics/division-by-zero', place, { metric: name.text, condition })]
    })
  })

function divisorsIn({ parsed, uses }: Query): readonly MetricUse[] {
  const found: MetricUse[] = []
  if (parsed.root === undefined) return found
  visit(parsed.root, (node) => {
    if (node.kind !== 'binary' || node.operator !== '/') return
    const divisor = bare(node.right)
    found.push(...uses.filter(({ selector }) => selector === divisor))
  })
  return found
}

/** `and x > 0`, or the divisor itself as `(x > 0)`. */
function isGuarded({ parsed, uses }: Query, metric: string): boolean {
  let guarded = false
  if (parsed.root === undefined) return guarded
  visit(parsed.root, (node) => {
    const comparison = comparisonOf(node)
    if (comparison === undefined || !['>', '!=', '>='].includes(comparison.operator)) return
    const value = bare(comparison.value)
    guarded ||= uses.some(({ selector, name }) => selector === value && name.text === metric)
  })
  return guarded
}
