// Reports metrics that the program to which their name belongs does not export.

import { diagnostic, type Advice, type Diagnostic } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { contractOf, type MetricUse, type Query } from './contract.js'

export const unknownMetric: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap((query) =>
    query.uses.flatMap((use) => findings(graph, query, use)),
  )

function findings(graph: Graph, query: Query, { name, status }: MetricUse): readonly Diagnostic[] {
  const place = query.expression.excerpt.place(name.start, name.end - name.start)
  const metric = name.text
  switch (status.kind) {
    case 'absent': {
      const { exporter, version, isCertain, correction, near } = status
      const facts = { metric, program: exporter.title, version, suggestion: correction }
      const severity = isCertain ? 'error' : 'warning'
      return [
        diagnostic('metrics/unknown-metric', place, facts, {
          severity,
          advice: adviceOf(metric, correction, near),
        }),
      ]
    }
    case 'not-listed': {
      if (isListedHere(graph, metric)) return []
      const { exporter, near } = status
      const condition = exporter.listedBy ?? { en: '', ko: '' }
      const facts = { metric, program: exporter.title, condition }
      return [diagnostic('metrics/not-listed', place, facts, { advice: listOf(near) })]
    }
    case 'silent': {
      const { exporter, version } = status
      const facts = { metric, program: exporter.title, version }
      return [
        diagnostic('metrics/exports-nothing', place, facts, {
          severity: graph.isComplete ? 'error' : 'warning',
        }),
      ]
    }
    default:
      return []
  }
}

/** A correction is certain when only the opening of a name was wrong or letters were mixed up. */
function adviceOf(metric: string, correction: string, near: readonly string[]): readonly Advice[] {
  return correction === '' || correction.includes('<')
    ? listOf(near)
    : [{ kind: 'diff', remove: metric, add: correction }]
}

const listOf = (items: readonly string[]): readonly Advice[] =>
  items.length === 0 ? [] : [{ kind: 'list', items }]

/** A list of counters in a ConfigMap or a file here may name a field that no shipped list names. */
function isListedHere({ files }: Graph, metric: string): boolean {
  const line = new RegExp(`^\\s*${metric}\\s*,`, 'm')
  return files.some(({ excerpt }) => excerpt.text.includes(metric) && line.test(excerpt.text))
}
