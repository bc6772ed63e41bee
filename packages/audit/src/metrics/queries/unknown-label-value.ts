// Reports matchers that ask for a value which the label never has here.

import type { KnownSeries } from '@llmflow/catalog'
import { diagnostic, nearest, type Diagnostic, type DiagnosticParams } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import { directoryOf } from '../../graph/documents.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { contractOf, type MetricUse, type Query } from './contract.js'
import { exporterOf } from './known-labels.js'
import { jobNames, serviceNames, valuesFromArguments } from './label-values.js'
import type { Matcher } from '../promql/query.js'
import { scrapeLabelsOf } from './scrape-labels.js'

type LabelMeaning = DiagnosticParams['metrics/unknown-label-value']['meaning']

type KnownValues = {
  readonly meaning: LabelMeaning
  readonly values: readonly string[]
  /** Whether nothing outside of the files could make another value. */
  readonly isCertain: boolean
}

/** Most values that a finding lists. */
const listedMax = 10

export const unknownLabelValue: AuditRule = (graph) =>
  contractOf(graph).queries.flatMap((query) =>
    query.uses.flatMap((use) =>
      use.selector.matchers.flatMap((matcher) => findings(graph, query, use, matcher)),
    ),
  )

function findings(
  graph: Graph,
  { expression }: Query,
  use: MetricUse,
  { label, operator, value }: Matcher,
): readonly Diagnostic[] {
  const { text } = value
  if (operator !== '=' || text === '' || value.isTemplate || isTemplate(text)) return []
  const known = knownValues(graph, use, label.text)
  if (known === undefined || known.values.includes(text)) return []
  if (label.text === 'le' && known.values.some((bound) => Number(bound) === Number(text))) return []
  const suggestion = nearest(text, known.values)
  if (
    suggestion === '' &&
    isMeantElsewhere(graph, known, expression.excerpt.place(value.start, 1).document)
  )
    return []
  return [
    diagnostic(
      'metrics/unknown-label-value',
      expression.excerpt.place(value.start, value.end - value.start),
      { label: label.text, value: text, meaning: known.meaning, suggestion },
      {
        severity: known.isCertain ? 'error' : 'warning',
        advice:
          known.values.length === 0
            ? []
            : [{ kind: 'list', items: known.values.slice(0, listedMax) }],
      },
    ),
  ]
}

/** A folder without Services and monitors speaks of what another one, or none of these, installs. */
const isMeantElsewhere = (graph: Graph, known: KnownValues, document: string): boolean =>
  !known.isCertain &&
  (known.meaning === 'job' || known.meaning === 'service') &&
  ['Service', 'ServiceMonitor', 'PodMonitor', 'ScrapeConfig']
    .flatMap((kind) => ofKind(graph, kind))
    .every(({ field }) => directoryOf(field.place.document) !== directoryOf(document))

/** The values that the label has here; undefined when nothing tells. */
function knownValues(graph: Graph, { status }: MetricUse, label: string): KnownValues | undefined {
  const exporter = exporterOf(status)
  if (exporter === undefined) return undefined
  if (status.kind === 'known') {
    const bounds = label === 'le' && status.isExact ? boundsOf(status.series) : undefined
    if (bounds !== undefined) return { meaning: 'fixed', values: bounds, isCertain: true }
    const fixed = status.series.map(({ metric }) => metric.values?.[label])
    if (fixed.every((values) => values !== undefined)) {
      return { meaning: 'fixed', values: fixed.flat(), isCertain: status.isExact }
    }
    if (
      status.series.some(
        ({ metric }) =>
          metric.labels.includes(label) && label !== exporter.labelFromArguments?.label,
      )
    ) {
      return undefined
    }
  }
  const contract = contractOf(graph)
  const isCertain = graph.isComplete
  // A mistaken name of the label is another fault; its value can be wrong as well.
  if ((exporter.labelFixes?.[label] ?? label) === exporter.labelFromArguments?.label) {
    const values = valuesFromArguments(graph, exporter)
    return values === undefined ? undefined : { meaning: 'served-model', values, isCertain }
  }
  // Only what is scraped from here can be judged by what is here.
  if (!contract.runs(exporter) || !scrapeLabelsOf(graph).isTold) return undefined
  if (label === 'service') return { meaning: 'service', values: serviceNames(graph), isCertain }
  if (label === 'job') return { meaning: 'job', values: [...jobNames(graph)], isCertain }
  return undefined
}

/** The upper bounds of a histogram's buckets, where they are known. */
function boundsOf(series: readonly KnownSeries[]): readonly string[] | undefined {
  const bounds = series.map(({ metric, ending }) =>
    ending === '_bucket' ? metric.buckets : undefined,
  )
  if (bounds.some((list) => list === undefined)) return undefined
  return [...bounds.flatMap((list) => list ?? []).map(String), '+Inf']
}
