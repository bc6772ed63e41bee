// Finds monitors whose selectors take nothing.

import { findSoftware } from '@llmflow/catalog'
import { diagnostic, type Advice, type Diagnostic } from '@llmflow/spec'
import { areTogether } from '../../graph/beside.js'
import type { Graph, Pod } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { isBesideTemplates, mayBeMade } from '../../wiring/objects/makers.js'
import { monitorsOf, type Monitor } from './monitors.js'
import { placeOfSelector, printSelector, selects } from './selector.js'

export const scrapeTarget: AuditRule = (graph) =>
  monitorsOf(graph).flatMap((monitor) => noTarget(graph, monitor))

function noTarget(graph: Graph, monitor: Monitor): readonly Diagnostic[] {
  const { object, kind, selector, services, pods } = monitor
  const found = kind === 'PodMonitor' ? pods : services
  if (found.length > 0 || isElsewhere(graph, monitor)) return []
  const meant = kind === 'ServiceMonitor' ? podsWith(graph, monitor) : []
  const params = {
    monitor: object.name,
    target: kind === 'PodMonitor' ? ('Pod' as const) : ('Service' as const),
    selector: printSelector(selector),
    namespace: namespacesIn(monitor),
    pods: meant[0]?.owner.name ?? '',
  }
  const isExpected = meant.length > 0 || hasWorkloads(graph, monitor)
  const severity = graph.isComplete ? 'error' : isExpected ? 'warning' : 'info'
  const advice = [...meant.slice(0, 1).flatMap(framesOf), ...usualTargets(monitor)]
  return [diagnostic('metrics/no-target', placeOfSelector(selector), params, { severity, advice })]
}

/** A folder of monitors alone is for programs that come from somewhere else. */
const hasWorkloads = (graph: Graph, { object }: Monitor): boolean =>
  graph.pods.some(({ owner }) => areTogether(owner, object)) ||
  ofKind(graph, 'Service').some((service) => areTogether(service, object))

/** Kubernetes brings some Services itself; charts, templates and operators make more. */
function isElsewhere(graph: Graph, { object, namespaces, selector }: Monitor): boolean {
  if (namespaces === 'any') return graph.isComplete || printSelector(selector) === ''
  if (namespaces.includes('kube-system')) return true
  if (selector.get('matchLabels', 'provider').text === 'kubernetes') return true
  if (isBesideTemplates(graph, object.field.place.document)) return true
  const values = selector.get('matchLabels').entries.map(({ field }) => field.text ?? '')
  return namespaces.some((namespace) => values.some((value) => mayBeMade(graph, namespace, value)))
}

/** Pods that a ServiceMonitor would find if it looked for pods. */
const podsWith = ({ pods }: Graph, { selector, namespaces }: Monitor): readonly Pod[] =>
  printSelector(selector) === ''
    ? []
    : pods.filter(
        ({ namespace, labels }) =>
          (namespaces === 'any' || namespaces.includes(namespace)) && selects(selector, labels),
      )

const namespacesIn = ({ namespaces, object }: Monitor): string =>
  namespaces === 'any' ? object.namespace : namespaces.join(', ')

const framesOf = ({ owner }: Pod): readonly Advice[] => [
  { kind: 'frame', location: owner.field.get('metadata', 'name').place, label: owner.name },
]

/** Where a program is usually found that the monitor names in its name, its labels or its ports. */
function usualTargets({ object, kind, selector, endpoints }: Monitor): readonly Advice[] {
  const texts = [
    object.name,
    ...selector.get('matchLabels').entries.map(({ field }) => field.text ?? ''),
    ...endpoints.map((endpoint) => endpoint.get('port').text ?? ''),
  ]
  const programs = texts.flatMap((text) => text.split(/[-_.]/)).map(findSoftware)
  const facts = new Set(
    programs
      .flatMap((program) => program?.scrapes ?? [])
      .filter((fact) => fact.kind === kind)
      .map(({ by, selector: labels, port }) => `${labels}, port: ${port} (${by})`),
  )
  return facts.size === 0 ? [] : [{ kind: 'list', items: [...facts] }]
}
