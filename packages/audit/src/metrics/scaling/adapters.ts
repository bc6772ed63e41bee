// Collects which metrics the adapter rules in the files make for autoscalers.

import type { Field } from '@llmflow/spec'
import { documentsLike } from '../../graph/documents.js'
import type { Graph } from '../../graph/graph.js'

/** What adapters serve. An open set may have any name: a rule makes names by a pattern. */
export type ServedMetrics = {
  readonly names: ReadonlySet<string>
  readonly isOpen: boolean
  /** Whether an adapter is here at all. */
  readonly isPresent: boolean
}

export function servedMetrics(graph: Graph): ServedMetrics {
  const { rules, charts, addons } = adapterRules(graph)
  const names = rules.map(nameOf)
  return {
    names: new Set(names.flatMap((name) => name ?? [])),
    // The chart adds rules of its own unless it is told not to.
    isOpen:
      names.includes(undefined) ||
      charts.some((values) => values.get('rules', 'default').value !== false),
    isPresent: rules.length > 0 || addons.length > 0 || isRunning(graph),
  }
}

type AdapterRules = {
  readonly rules: readonly Field[]
  /** Values of the adapter's chart, wherever they are. */
  readonly charts: readonly Field[]
  readonly addons: readonly Field[]
}

/** The rules of adapters in the files, and the values of charts that hold some. */
export function adapterRules(graph: Graph): AdapterRules {
  const roots = ruleFiles(graph)
  const addons = graph.addons.filter(({ chart }) => isAdapter(chart)).map(({ values }) => values)
  const charts = [...addons, ...roots.filter(isValues)]
  const rules = [
    ...roots.flatMap((root) => root.get('rules').items),
    ...charts.flatMap((values) => values.get('rules', 'custom').items),
  ]
  return { rules, charts, addons }
}

/** Documents with rules of an adapter: its configuration, wherever it lies, or values of its chart. */
const ruleFiles = (graph: Graph): readonly Field[] =>
  documentsLike(graph, (text) => text.includes('seriesQuery')).flatMap((root) => [
    root,
    root.get('prometheus-adapter'),
  ])

const isValues = (root: Field): boolean => root.get('rules', 'custom').items.length > 0

const isAdapter = (name: string): boolean => /prometheus-adapter|custom-metrics/.test(name)

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
