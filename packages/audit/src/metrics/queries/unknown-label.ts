// Reports labels that the metrics of a query do not have: in matchers, in groupings and in texts.

import type { Exporter } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Location } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { contractOf, type MetricStatus, type Query } from './contract.js'
import { exporterOf, hasLabel, labelTypo, labelsOfQuery } from './known-labels.js'
import { visit, type QueryNode } from '../promql/query.js'
import { survives } from '../promql/survival.js'
import { scrapeLabelsOf } from './scrape-labels.js'
import { labelReferences } from './templates.js'

export const unknownLabel: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap((query) => [
    ...inMatchers(graph, query),
    ...inGroupings(graph, query),
    ...inTexts(graph, query),
  ])

function inMatchers(graph: Graph, { expression, uses }: Query): readonly Diagnostic[] {
  return uses.flatMap(({ selector, status }) =>
    selector.matchers.flatMap(({ label, operator, value }) => {
      const exporter = exporterOf(status)
      if (exporter === undefined || label.isTemplate) return []
      const typo = labelTypo(graph, status, label.text)
      if (typo !== '') {
        const place = expression.excerpt.place(label.start, label.end - label.start)
        return [finding(graph, exporter, label.text, place, typo)]
      }
      // `{x=""}` and `{x!="y"}` also take series without the label.
      if (operator === '!=' || operator === '!~' || value.text === '') return []
      if (hasLabel(graph, status, label.text) !== 'no') return []
      const place = expression.excerpt.place(label.start, label.end - label.start)
      return [finding(graph, exporter, label.text, place)]
    }),
  )
}

function inGroupings(graph: Graph, query: Query): readonly Diagnostic[] {
  const { root } = query.parsed
  if (root === undefined) return []
  const found: Diagnostic[] = []
  visit(root, (node) => {
    if (node.kind !== 'aggregation' || node.grouping !== 'by') return
    const of = node.arguments.at(-1)
    if (of === undefined) return
    for (const { text, start, end, isTemplate } of node.labels) {
      if (isTemplate) continue
      const exporter = lacking(graph, query, of, text)
      if (exporter === undefined) continue
      found.push(finding(graph, exporter, text, query.expression.excerpt.place(start, end - start)))
    }
  })
  return found
}

function inTexts(graph: Graph, query: Query): readonly Diagnostic[] {
  const { root } = query.parsed
  // Of a metric that is nothing and like nothing there is no label to put right.
  if (root === undefined || query.uses.every(({ status }) => isUnheardOf(status))) return []
  return labelReferences(query.expression)
    .flat()
    .flatMap(({ label, place }) => {
      const exporter = lacking(graph, query, root, label)
      return exporter === undefined ? [] : [finding(graph, exporter, label, place)]
    })
}

const isUnheardOf = (status: MetricStatus): boolean =>
  status.kind === 'absent' && status.correction === '' && status.near.length === 0

/** The program whose metrics have no such label, when no series below has it. */
function lacking(graph: Graph, query: Query, node: QueryNode, label: string): Exporter | undefined {
  const has = labelsOfQuery(graph, query)
  if (survives(node, label, has) !== 'no') return undefined
  const inside = query.uses.filter(
    ({ selector }) => selector.start >= node.start && selector.end <= node.end,
  )
  // A label that aggregations drop is another fault; here no series has it in the first place.
  if (inside.length === 0 || inside.some(({ selector }) => has(selector, label) !== 'no')) {
    return undefined
  }
  return inside.map(({ status }) => exporterOf(status)).find((found) => found !== undefined)
}

function finding(
  graph: Graph,
  exporter: Exporter,
  label: string,
  place: Location,
  suggestion = exporter.labelFixes?.[label] ?? '',
): Diagnostic {
  const isSeen = contractOf(graph).runs(exporter) && scrapeLabelsOf(graph).isTold
  const isCertain = graph.isComplete || (exporter.labelFixes?.[label] !== undefined && isSeen)
  return diagnostic(
    'metrics/unknown-label',
    place,
    { label, program: exporter.title, suggestion },
    {
      severity: isCertain ? 'error' : 'warning',
      advice: suggestion === '' ? [] : [{ kind: 'diff', remove: label, add: suggestion }],
    },
  )
}
