// Tells whether the series of a selector have a label: from the catalog, from the scrape, or from what is written.

import type { Exporter } from '@llmflow/catalog'
import type { Graph } from '../../graph/graph.js'
import type { MetricStatus, Query } from './contract.js'
import { typoOf } from './near-names.js'
import type { Answer, HasLabel } from '../promql/survival.js'
import { scrapeLabelsOf } from './scrape-labels.js'

/** The exporter to which a name belongs, also when it does not exist. */
export function exporterOf(status: MetricStatus): Exporter | undefined {
  switch (status.kind) {
    case 'known':
      return status.series[0]?.exporter
    case 'gone':
    case 'wrong-ending':
      return status.series.exporter
    case 'absent':
    case 'not-listed':
    case 'silent':
    case 'unlisted':
      return status.exporter
    case 'recorded':
    case 'unknown':
      return undefined
  }
}

/** Whether a metric has a label. A name that does not exist is judged only by labels that people mistake. */
export function hasLabel(graph: Graph, status: MetricStatus, label: string): Answer {
  const scrape = scrapeLabelsOf(graph)
  const exporter = exporterOf(status)
  if (exporter === undefined) return 'maybe'
  if (status.kind === 'known') {
    const own = status.series.flatMap(({ metric }) => metric.labels)
    if (own.includes(label)) return 'yes'
    if (scrape.has(label)) return 'maybe'
    if (exporter.labelFixes?.[label] !== undefined) return 'no'
    // Elsewhere a scrape may copy any label of a pod.
    const isOpen = own.includes('*') || scrape.isOpen || !graph.isComplete
    return isOpen || !isTrusted(status) ? 'maybe' : 'no'
  }
  return exporter.labelFixes?.[label] !== undefined && !scrape.has(label) ? 'no' : 'maybe'
}

/** The label of a known metric that another is a misspelling of; empty when it is none. */
export function labelTypo(graph: Graph, status: MetricStatus, label: string): string {
  if (status.kind !== 'known') return ''
  const scrape = scrapeLabelsOf(graph)
  const own = status.series.flatMap(({ metric }) => metric.labels)
  if (own.includes(label) || scrape.has(label) || own.includes('*') || scrape.isOpen) return ''
  return typoOf(label, [...own, ...scrape.names])
}

/** Lists of whole programs were read with their labels; other lists are names first of all. */
const isTrusted = (status: MetricStatus): boolean =>
  status.kind === 'known' &&
  status.series.every(({ release }) => release?.metrics.isComplete === true)

export function labelsOfQuery(graph: Graph, query: Query): HasLabel {
  return (selector, label) => {
    const use = query.uses.find((candidate) => candidate.selector === selector)
    if (
      selector.matchers.some((matcher) => matcher.label.text === label && matcher.operator === '=')
    )
      return 'yes'
    return use === undefined ? 'maybe' : hasLabel(graph, use.status, label)
  }
}
