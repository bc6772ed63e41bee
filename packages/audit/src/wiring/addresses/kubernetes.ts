// Looks a name up as the DNS of a cluster does, among the Services that are here or that operators make.

import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { labelsOf } from '../../graph/objects.js'
import { makersOf } from '../objects/makers.js'
import { podsWith, statedNamespace } from '../services/selection.js'
import { remembered } from '../../graph/remembered.js'
import { grouped } from '../../graph/grouped.js'

/** A Service and the ports at which it answers; undefined when that cannot be told. */
export type KnownService = {
  readonly name: string
  readonly namespace: string
  readonly ports: ReadonlySet<number> | undefined
  /** Whether its name leads to the pods themselves, which may listen where they like. */
  readonly isHeadless: boolean
  readonly object: KubernetesObject | undefined
}

type Cluster = {
  /** Services by name. */
  readonly services: ReadonlyMap<string, readonly KnownService[]>
  /** Namespaces that are here with what answers in them; one that only a setting lies in is not. */
  readonly namespaces: ReadonlySet<string>
  /** Names that other objects add to the DNS. */
  readonly hosts: ReadonlySet<string>
}

export const clusterOf = remembered((graph: Graph): Cluster => {
  const known = [
    ...ofKind(graph, 'Service').map((one) => serviceOf(graph, one)),
    ...products(graph),
  ]
  return {
    services: grouped(known.map((service) => [service.name, service] as const)),
    namespaces: new Set([
      ...ofKind(graph, 'Namespace').map(({ name }) => name),
      ...[...ofKind(graph, 'Service'), ...graph.pods.map(({ owner }) => owner)]
        .map(statedNamespace)
        .filter((namespace) => namespace !== ''),
    ]),
    hosts: new Set(
      ofKind(graph, 'ServiceEntry').flatMap(({ field }) =>
        field.get('spec', 'hosts').items.flatMap(({ text }) => text ?? []),
      ),
    ),
  }
})

function serviceOf(graph: Graph, object: KubernetesObject): KnownService {
  const spec = object.field.get('spec')
  const items = spec.get('ports').items
  const numbers = items.flatMap((port) => port.get('port').number ?? [])
  const isHeadless = spec.get('clusterIP').text === 'None'
  const isKnown =
    object.apiVersion === 'v1' &&
    spec.get('type').text !== 'ExternalName' &&
    items.length > 0 &&
    numbers.length === items.length
  return {
    name: object.name,
    namespace: statedNamespace(object),
    ports: isKnown
      ? new Set(isHeadless ? [...numbers, ...podPorts(graph, object)] : numbers)
      : undefined,
    isHeadless,
    object,
  }
}

function podPorts(graph: Graph, object: KubernetesObject): readonly number[] {
  const labels = labelsOf(object.field.get('spec', 'selector'))
  if (Object.keys(labels).length === 0) return []
  return podsWith(graph, statedNamespace(object), { labels, expressions: [] }).flatMap(
    ({ processes }) => processes.flatMap(({ ports }) => ports.map(({ number }) => number)),
  )
}

const products = (graph: Graph): readonly KnownService[] =>
  makersOf(graph).known.flatMap(({ object, facts }) =>
    facts.services.map(({ name, ports }) => ({
      name: name.replace('NAME', object.name),
      namespace: statedNamespace(object),
      ports: new Set(ports),
      isHeadless: false,
      object: undefined,
    })),
  )

/** What a name asks for: a Service in a namespace, and maybe one pod behind it. */
export type Target = {
  readonly name: string
  readonly namespace: string
  readonly pod: string
  /** Where the name of the Service begins in the host. */
  readonly start: number
  /** Whether the host says itself that it is one of the cluster. */
  readonly isExplicit: boolean
}

/**
 * Splits a host as the resolver of a pod in `namespace` reads it; undefined for what is none of this cluster.
 * `name`, `name.namespace`, `pod.name`, `pod.name.namespace`, each with `.svc` and the domain of the cluster or not.
 */
export function targetOf(
  cluster: Cluster,
  host: string,
  namespace: string | undefined,
): Target | undefined {
  const labels = host.replace(/\.$/, '').split('.')
  const svc = labels.indexOf('svc')
  if (svc >= 2) {
    return targetFrom(labels.slice(0, svc), true)
  }
  const [first = '', second = ''] = labels
  if (labels.length === 1) {
    if (namespace === undefined) return undefined
    return { name: first, namespace, pod: '', start: 0, isExplicit: false }
  }
  const last = labels.at(-1) ?? ''
  if (labels.length <= 3 && cluster.namespaces.has(last)) {
    const isPod = labels.length === 3
    if (isPod && !isService(cluster, second, last)) return undefined
    return targetFrom(labels, false)
  }
  if (labels.length === 2 && namespace !== undefined && isService(cluster, second, namespace)) {
    return { name: second, namespace, pod: first, start: first.length + 1, isExplicit: false }
  }
  return undefined
}

function targetFrom(labels: readonly string[], isExplicit: boolean): Target | undefined {
  const namespace = labels.at(-1) ?? ''
  const name = labels.at(-2) ?? ''
  const pod = labels.length > 2 ? labels.slice(0, -2).join('.') : ''
  return { name, namespace, pod, start: pod === '' ? 0 : pod.length + 1, isExplicit }
}

const isService = (cluster: Cluster, name: string, namespace: string): boolean =>
  servicesAt(cluster, name, namespace).length > 0

/** Services of a name that a namespace can mean. */
export function servicesAt(
  { services }: Cluster,
  name: string,
  namespace: string,
): readonly KnownService[] {
  return (services.get(name) ?? []).filter(
    (service) => namespace === '' || service.namespace === '' || service.namespace === namespace,
  )
}

/** Names of the Services of a namespace. */
export function namesIn({ services }: Cluster, namespace: string): readonly string[] {
  return [...services].flatMap(([name, list]) =>
    list.some(
      (service) => namespace === '' || service.namespace === '' || service.namespace === namespace,
    )
      ? [name]
      : [],
  )
}

/** Names that stand in every cluster, or that are filled in later. */
export const isStanding = ({ name, namespace }: Target): boolean =>
  isTemplate(name) ||
  isTemplate(namespace) ||
  /^kube-(system|public|node-lease)$/.test(namespace) ||
  (name === 'kubernetes' && /^(default)?$/.test(namespace))
