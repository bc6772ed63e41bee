// Asks whether the metrics that autoscalers want exist, are served to them, and can reach their targets.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { MetricFact } from '@llmflow/catalog'
import type { Graph, KnownSoftware, KubernetesObject } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { servedMetrics, type ServedMetrics } from './adapters.js'
import { scaledProcesses } from './scaled.js'

export const scalingMetric: AuditRule = (graph) => {
  const autoscalers = ofKind(graph, 'HorizontalPodAutoscaler')
  if (autoscalers.length === 0) return []
  const served = servedMetrics(graph)
  return autoscalers.flatMap((autoscaler) => judge(graph, served, autoscaler))
}

function judge(
  graph: Graph,
  served: ServedMetrics,
  autoscaler: KubernetesObject,
): readonly Diagnostic[] {
  const { field, namespace } = autoscaler
  const target = field.get('spec', 'scaleTargetRef', 'name').text ?? ''
  const processes = scaledProcesses(graph, namespace, target)
  const programs = processes.flatMap(({ software }) => software ?? [])
  return field.get('spec', 'metrics').items.flatMap((metric) => {
    const asked = askedOf(metric)
    if (asked === undefined) return []
    // A pod with a program that is not known may export anything.
    const known = programs.length === processes.length ? programs : []
    const fact = factOf(asked.name.text ?? '', known)
    return [
      ...missing(graph, served, autoscaler, asked, known, fact),
      ...shapeFaults(served, asked, fact),
    ]
  })
}

type Asked = { readonly name: Field; readonly target: Field; readonly isOfPods: boolean }

/** Metrics of other kinds come from the cluster itself, or from outside. */
function askedOf(metric: Field): Asked | undefined {
  const kind = metric.get('type').text === 'Pods' ? 'pods' : 'object'
  const source = metric.get(kind)
  const name = source.get('metric', 'name')
  if (name.text === undefined || isTemplate(name.text)) return undefined
  const target = source.get('target')
  const [value] = [target.get('averageValue'), target.get('value')].filter(
    ({ text }) => text !== undefined,
  )
  return { name, target: value ?? target, isOfPods: kind === 'pods' }
}

/** Names without what adapters change in them: a colon is no character of a metric's name there. */
const plain = (name: string): string => name.replaceAll(':', '_')

const factsOf = ({ version }: KnownSoftware): readonly MetricFact[] =>
  version?.metrics?.metrics ?? []

const factOf = (name: string, programs: readonly KnownSoftware[]): MetricFact | undefined =>
  programs.flatMap(factsOf).find((fact) => plain(fact.name) === plain(name))

function missing(
  graph: Graph,
  served: ServedMetrics,
  { name: autoscaler }: KubernetesObject,
  { name, isOfPods }: Asked,
  programs: readonly KnownSoftware[],
  fact: MetricFact | undefined,
): readonly Diagnostic[] {
  const metric = name.text ?? ''
  if (served.names.has(metric) || (served.isPresent && served.isOpen)) return []
  const isCertain = graph.isComplete || (served.isPresent && served.names.size > 0)
  const severity = isCertain ? ('error' as const) : ('warning' as const)
  const [program] = programs
  const exports = programs.flatMap(factsOf)
  const isSilent = program !== undefined && servesNone(program)
  // An underscore name without a colon in it needs no adapter rule of its own, only an adapter.
  if (!isOfPods || program === undefined || fact?.name === metric) {
    return [diagnostic('metrics/unserved-metric', name.place, { metric, autoscaler }, { severity })]
  }
  if (exports.length === 0 && !isSilent) {
    return [diagnostic('metrics/unserved-metric', name.place, { metric, autoscaler }, { severity })]
  }
  const similar = fact === undefined ? similarTo(metric, exports) : []
  const advice = similar.length === 0 ? [] : [{ kind: 'list' as const, items: similar }]
  const params = { metric, software: program.software.title, known: fact?.name ?? '' }
  return [diagnostic('metrics/not-exported', name.place, params, { severity, advice })]
}

const servesNone = ({ version }: KnownSoftware): boolean => version?.metricsEndpoint === 'none'

const similarMax = 3

/** Metrics that share words with a name, those with the most first. */
function similarTo(name: string, facts: readonly MetricFact[]): readonly string[] {
  const wanted = new Set(plain(name).split('_').slice(1))
  return facts
    .map((fact) => ({
      name: fact.name,
      score: plain(fact.name)
        .split('_')
        .filter((word) => wanted.has(word)).length,
    }))
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score)
    .slice(0, similarMax)
    .map((fact) => fact.name)
}

/** An adapter may compute something else under the same name: its rule decides then. */
function shapeFaults(
  served: ServedMetrics,
  { name, target }: Asked,
  fact: MetricFact | undefined,
): readonly Diagnostic[] {
  const metric = name.text ?? ''
  if (fact === undefined || served.names.has(metric)) return []
  if (fact.type === 'histogram' || fact.type === 'summary') {
    return [diagnostic('metrics/distribution-as-value', name.place, { metric, type: fact.type })]
  }
  const value = quantityOf(target.text ?? '')
  if (fact.unit !== 'ratio' || value === undefined || value <= 1) return []
  const params = { metric, target: target.text ?? '' }
  return [diagnostic('metrics/scaling-unit', target.place, params)]
}

/** `800m` is 0.8. Larger units are beyond any share. */
function quantityOf(text: string): number | undefined {
  const [, digits = '', suffix = ''] = /^(\d+(?:\.\d+)?)(m|[kMGTPE]i?)?$/.exec(text) ?? []
  if (digits === '') return undefined
  return suffix === 'm' ? Number(digits) / 1000 : Number(digits)
}
