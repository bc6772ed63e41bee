// Reports functions and comparisons that do not fit the type of a metric.

import { diagnostic, type Diagnostic, type DiagnosticParams } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { contractOf, type MetricUse, type Query } from './contract.js'
import { bare, visit, type Call, type QueryNode } from '../promql/query.js'
import { survives } from '../promql/survival.js'
import { comparisonOf } from './quantity.js'

type SeriesMisuse = DiagnosticParams['metrics/wrong-type']['misuse']

export const wrongType: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap((query) => {
    const { root } = query.parsed
    if (root === undefined) return []
    const found: Diagnostic[] = []
    visit(root, (node, around) => {
      if (node.kind === 'selector') found.push(...ofSelector(query, node, around))
      if (node.kind === 'call') found.push(...ofCall(query, node))
    })
    return [...found, ...ofThreshold(query, root)]
  })

function report(
  query: Query,
  use: MetricUse,
  metric: string,
  misuse: SeriesMisuse,
  isCertain: boolean,
): Diagnostic {
  const { start, end } = use.name
  return diagnostic(
    'metrics/wrong-type',
    query.expression.excerpt.place(start, end - start),
    { metric, misuse },
    { severity: isCertain ? 'error' : 'warning' },
  )
}

const useOf = (query: Query, node: QueryNode): MetricUse | undefined =>
  query.uses.find(({ selector }) => selector === node)

function ofSelector(
  query: Query,
  node: QueryNode,
  around: readonly QueryNode[],
): readonly Diagnostic[] {
  const use = useOf(query, node)
  if (use === undefined) return []
  const { status } = use
  if (status.kind === 'wrong-ending') return [report(query, use, status.base, 'no-buckets', true)]
  if (status.kind !== 'known' || !isTrusted(use)) return []
  const isBare = status.series.every(
    ({ ending, metric }) => ending === '' && metric.type === 'histogram',
  )
  // Native histograms keep the plain name; their functions begin with `histogram_`.
  const isNative = around.some(
    (outer) => outer.kind === 'call' && outer.function.startsWith('histogram_'),
  )
  if (isBare && !isNative && query.expression.use !== 'adapter') {
    return [report(query, use, use.name.text, 'bare-histogram', true)]
  }
  const call = around.findLast((outer) => outer.kind === 'call')
  const isRate = call?.kind === 'call' && /^(rate|irate|increase)$/.test(call.function)
  const isGauge = status.series.every(
    ({ ending, metric }) =>
      ending === '' && metric.type === 'gauge' && !metric.name.endsWith('_total'),
  )
  return isRate && isGauge ? [report(query, use, use.name.text, 'rate-of-gauge', false)] : []
}

/** Types of a list that was read as a whole, where no other list says otherwise; not those that a configuration makes. */
const isTrusted = ({ status }: MetricUse): boolean =>
  status.kind === 'known' &&
  status.series.some(({ release }) => release?.metrics.isComplete === true) &&
  status.series.every(
    ({ exporter, metric }) =>
      exporter.listedBy === undefined && metric.type === status.series[0]?.metric.type,
  )

function ofCall(query: Query, call: Call): readonly Diagnostic[] {
  if (call.function !== 'histogram_quantile') return []
  const of = call.arguments[1]
  if (of === undefined) return []
  const inside = query.uses.filter(
    ({ selector }) => selector.start >= of.start && selector.end <= of.end,
  )
  const other = inside.find((use) => isTrusted(use) && hasNoBuckets(use))
  if (other !== undefined) return [report(query, other, other.name.text, 'quantile-of-other', true)]
  const bucket = inside.find(({ name }) => name.text.endsWith('_bucket'))
  if (bucket === undefined || survives(of, 'le', () => 'yes') !== 'no') return []
  return [report(query, bucket, bucket.name.text, 'quantile-without-le', true)]
}

const hasNoBuckets = ({ status }: MetricUse): boolean =>
  status.kind === 'known' &&
  status.series.every(
    ({ metric, ending }) => metric.type !== 'histogram' || ending === '_sum' || ending === '_count',
  )

/** `x_total > 100`: true from the hundredth event until the next restart. */
function ofThreshold(query: Query, root: QueryNode): readonly Diagnostic[] {
  if (query.expression.use !== 'alert') return []
  const comparison = comparisonOf(bare(root))
  if (comparison === undefined || comparison.threshold <= 0) return []
  if (!['>', '>='].includes(comparison.operator)) return []
  const use = useOf(query, bare(comparison.value))
  if (use?.status.kind !== 'known' || use.status.series.length === 0) return []
  const isCounter = use.status.series.every(
    ({ metric, ending }) => metric.type === 'counter' || ending === '_count',
  )
  return isCounter ? [report(query, use, use.name.text, 'counter-threshold', false)] : []
}
