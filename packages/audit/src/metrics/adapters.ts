// Collects which metrics the adapter rules in the files make for autoscalers.

import { readFields, type Field } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import { ofKind } from '../graph/index.js'

/** What adapters serve. An open set may have any name: a rule makes names by a pattern. */
export type ServedMetrics = {
  readonly names: ReadonlySet<string>
  readonly isOpen: boolean
  /** Whether an adapter is here at all. */
  readonly isPresent: boolean
}

export function servedMetrics(graph: Graph): ServedMetrics {
  const configurations = ofKind(graph, 'ConfigMap').flatMap(({ field }) =>
    field
      .get('data')
      .entries.filter(({ field: text }) => text.excerpt.text.includes('seriesQuery'))
      .flatMap(({ field: text }) => readFields(text.excerpt).documents),
  )
  const addons = graph.addons.filter(({ chart }) => isAdapter(chart)).map(({ values }) => values)
  const files = graph.values
    .flatMap(({ root }) => [root, root.get('prometheus-adapter')])
    .filter((root) => root.get('rules', 'custom').items.some(isRule))
  const charts = [...addons, ...files]
  const rules = [
    ...configurations.flatMap((root) => root.get('rules').items),
    ...charts.flatMap((values) => values.get('rules', 'custom').items),
  ]
  const names = rules.map(nameOf)
  return {
    names: new Set(names.flatMap((name) => name ?? [])),
    // The chart adds rules of its own unless it is told not to.
    isOpen:
      names.includes(undefined) ||
      charts.some((values) => values.get('rules', 'default').value !== false),
    isPresent: configurations.length + charts.length > 0 || isRunning(graph),
  }
}

const isAdapter = (name: string): boolean => /prometheus-adapter|custom-metrics/.test(name)
const isRule = (rule: Field): boolean => rule.get('seriesQuery').value !== undefined

/** An adapter may run whose rules are elsewhere. */
const isRunning = ({ processes, objects }: Graph): boolean =>
  processes.some(({ image }) => image !== undefined && isAdapter(image.repository)) ||
  objects.some(({ kind, name }) => kind === 'APIService' && name.includes('custom.metrics.k8s.io'))

/** The name that a rule makes; undefined when a pattern makes it. */
function nameOf(rule: Field): string | undefined {
  const as = rule.get('name', 'as').text ?? ''
  if (as !== '') return as.includes('$') ? undefined : as
  if (rule.get('name', 'matches').text !== undefined) return undefined
  return /^([a-zA-Z_:][\w:]*)(?:\{|$)/.exec(rule.get('seriesQuery').text ?? '')?.[1]
}
