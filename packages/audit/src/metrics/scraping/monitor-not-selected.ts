// Finds monitors and rules that no Prometheus of the operator would take, judged by the selectors that are known here.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Labels } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { isPlain, selects } from './selector.js'
import { grouped } from '../../graph/grouped.js'

/** The selector of a Prometheus for each kind, as its spec names it. */
const selectorKeys = {
  ServiceMonitor: 'serviceMonitorSelector',
  PodMonitor: 'podMonitorSelector',
  Probe: 'probeSelector',
  PrometheusRule: 'ruleSelector',
  ScrapeConfig: 'scrapeConfigSelector',
} as const

type Kind = keyof typeof selectorKeys
const kinds: readonly Kind[] = [
  'ServiceMonitor',
  'PodMonitor',
  'Probe',
  'PrometheusRule',
  'ScrapeConfig',
]

/** Whether a Prometheus takes objects of a kind with these labels. */
type Taker = (kind: Kind, labels: Labels) => boolean

export const monitorNotSelected: AuditRule = (graph) => {
  const takers = [...prometheusTakers(graph), ...chartTakers(graph)]
  const objects = kinds.flatMap((kind) => ofKind(graph, kind).map((object) => ({ kind, object })))
  if (takers.length === 0)
    return unlabelled(
      graph,
      objects.map(({ object }) => object),
    )
  return objects
    .filter(({ kind, object }) => !takers.some((takes) => takes(kind, object.labels)))
    .map(({ kind, object }) =>
      diagnostic('metrics/not-selected', nameOf(object).place, {
        kind,
        name: object.name,
        count: 1,
        label: '',
      }),
    )
}

const nameOf = ({ field }: KubernetesObject): Field => field.get('metadata', 'name')

/** Prometheus objects: a selector that is absent takes nothing, an empty one everything. */
const prometheusTakers = (graph: Graph): readonly Taker[] =>
  [...ofKind(graph, 'Prometheus'), ...ofKind(graph, 'PrometheusAgent')].map(
    ({ field }): Taker =>
      (kind, labels) => {
        const selector = field.get('spec', selectorKeys[kind])
        return selector.value !== undefined && (!isPlain(selector) || selects(selector, labels))
      },
  )

/** kube-prometheus-stack by its values, among the addons or as a file of values. */
function chartTakers(graph: Graph): readonly Taker[] {
  const addons = graph.addons
    .filter(({ chart }) => chart.split('/').at(-1) === 'kube-prometheus-stack')
    .map(({ values }) => values)
  const files = graph.values.flatMap(({ root }) => [root, root.get('kube-prometheus-stack')])
  return [...addons, ...files.filter(isStack)].map(takerOf)
}

const isStack = (values: Field): boolean =>
  values.get('prometheus', 'prometheusSpec').value !== undefined

/** The chart's own default is the label of its release, whatever the release is called. */
function takerOf(values: Field): Taker {
  const spec = values.get('prometheus', 'prometheusSpec')
  return (kind, labels) => {
    const key = selectorKeys[kind]
    const selector = spec.get(key)
    if (selector.entries.length > 0) return !isPlain(selector) || selects(selector, labels)
    return spec.get(`${key}NilUsesHelmValues`).value === false || labels['release'] !== undefined
  }
}

/** Where no selector is known, an object without any label is passed over by most. One finding for each file. */
function unlabelled(
  { isComplete }: Graph,
  objects: readonly KubernetesObject[],
): readonly Diagnostic[] {
  const byDocument = grouped(
    objects
      .filter(({ labels }) => Object.keys(labels).length === 0)
      .map((object) => [object.field.place.document, object] as const),
  )
  return [...byDocument.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return []
    const params = {
      kind: first.kind,
      name: first.name,
      count: rest.length + 1,
      label: 'release',
    }
    const related = rest.map((object) => nameOf(object).place)
    const severity = isComplete ? 'warning' : 'info'
    return [diagnostic('metrics/not-selected', nameOf(first).place, params, { severity, related })]
  })
}
