// Finds monitors whose pods let no Prometheus in, by their network policies.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import {
  monitorsOf,
  reachedPorts,
  type Monitor,
  type PodPort,
} from '../../metrics/scraping/monitors.js'
import type { AuditRule } from '../../rule.js'
import { lets, type Peer } from './peers.js'
import { hasForeignPolicies, policiesFor, policiesOf, type Policy } from './policies.js'

export const scrapes: AuditRule = (graph) => {
  if (policiesOf(graph).length === 0 || hasForeignPolicies(graph)) return []
  const scrapers = scrapersOf(graph)
  if (scrapers.length === 0) return []
  return monitorsOf(graph).flatMap((monitor) =>
    monitor.endpoints.flatMap((endpoint) =>
      judge(graph, monitor, endpoint, scrapers, reachedPorts(graph, monitor, endpoint)),
    ),
  )
}

/** Pods of Prometheus that are here, and those that its operator or its chart makes in a namespace. */
function scrapersOf(graph: Graph): readonly Peer[] {
  const here = graph.pods
    .filter(({ processes }) =>
      processes.some(({ software }) => software?.software.name === 'prometheus'),
    )
    .map(({ namespace, labels }): Peer => ({ kind: 'pod', namespace, labels }))
  const made = [
    ...['Prometheus', 'PrometheusAgent'].flatMap((kind) => ofKind(graph, kind)),
    ...graph.addons.filter(({ chart }) => chart.endsWith('kube-prometheus-stack')),
  ].map(({ namespace }): Peer => ({ kind: 'pod', namespace, labels: undefined }))
  return [...here, ...made]
}

function judge(
  graph: Graph,
  { object }: Monitor,
  endpoint: Field,
  scrapers: readonly Peer[],
  ports: readonly PodPort[],
): readonly Diagnostic[] {
  const verdicts = ports.flatMap(({ number, process }) => {
    const pod = process?.pod
    return pod === undefined
      ? []
      : [{ pod, number, deniers: deniersOf(graph, pod, number, scrapers) }]
  })
  const [first] = verdicts
  if (first === undefined || verdicts.some(({ deniers }) => deniers.length === 0)) return []
  const isSure = graph.isComplete || first.deniers.some(({ isSpecific }) => isSpecific)
  const field = ['port', 'targetPort', 'portNumber']
    .map((key) => endpoint.get(key))
    .find(({ value }) => value !== undefined)
  return [
    diagnostic(
      'wiring/traffic-denied',
      (field ?? endpoint).place,
      { from: 'Prometheus', to: first.pod.owner.name, port: first.number, side: 'ingress' },
      {
        severity: isSure ? 'error' : 'warning',
        related: [object.field.get('metadata', 'name').place],
        advice: first.deniers.slice(0, 3).map((policy) => ({
          kind: 'frame' as const,
          location: policy.object.field.get('spec', 'podSelector').keyPlace,
          label: policy.object.name,
        })),
      },
    ),
  ]
}

/** The policies of a pod, when none of them lets any Prometheus in. */
function deniersOf(
  graph: Graph,
  pod: Pod,
  number: number,
  scrapers: readonly Peer[],
): readonly Policy[] {
  const policies = policiesFor(graph, pod, 'ingress')
  const named = pod.processes.flatMap(({ ports }) => ports)
  const port = { number, protocol: 'TCP', named }
  const isLet = policies.some((policy) =>
    policy.rules.ingress.some((rule) =>
      scrapers.some((scraper) => lets(graph, policy, rule, scraper, port)),
    ),
  )
  return isLet ? [] : policies
}
