// Follows the addresses that pods use to the pods and hosts behind them.

import type { Field, Location } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { labelsOf } from '../../graph/objects.js'
import { addressesOf, type Address } from '../addresses/address.js'
import { clusterOf, servicesAt, targetOf } from '../addresses/kubernetes.js'
import { isBeside } from '../../graph/beside.js'
import { podsWith, statedNamespace } from '../services/selection.js'
import { numberOf, type PeerPort } from './peers.js'

/** A connection that a pod makes: to a pod, or to a host by its address. */
export type Edge = {
  readonly source: Pod
  readonly to: string
  readonly place: Location
  /** The port that is written; behind a Service it may differ from that of the pod. */
  readonly port: number
  readonly ends: readonly End[]
  /** False for what stands in a mounted file: a program need not use all that its configuration says. */
  readonly isCertain: boolean
}

export type End = {
  readonly pod: Pod | undefined
  readonly host: string
  readonly port: PeerPort
}

export function edgesOf(graph: Graph): readonly Edge[] {
  const sources = new Map(graph.pods.map((pod) => [pod.spec, pod]))
  const open = graph.pods.filter((pod) => !hasProxy(pod))
  const reachable = new Set(open)
  const mounted = mountedPlaces(open)
  return addressesOf(graph).flatMap((address) => {
    const { scope } = address
    if (scope.kind !== 'kubernetes' || isTemplate(address.host)) return []
    const own = scope.pod === undefined ? undefined : sources.get(scope.pod)
    const pods = own === undefined ? mountedAt(mounted, address.place) : [own]
    return pods
      .filter((pod) => reachable.has(pod))
      .flatMap((source) => edgesFrom(graph, source, address))
      .map((edge) => ({ ...edge, isCertain: own !== undefined }))
  })
}

/** Behind a proxy a program connects to nothing else. */
const hasProxy = ({ processes }: Pod): boolean =>
  processes.some(({ environment }) =>
    environment.some(({ name }) => /^(https?|all)_proxy$/i.test(name)),
  )

type MountedPlace = { readonly start: Location; readonly length: number; readonly pod: Pod }

/** Where the files lie that pods mount: what these say, the pods connect to. */
function mountedPlaces(pods: readonly Pod[]): ReadonlyMap<string, readonly MountedPlace[]> {
  const places = new Map<string, MountedPlace[]>()
  for (const pod of pods) {
    for (const { excerpt } of pod.processes.flatMap(({ files }) => files)) {
      const start = excerpt.place(0, 1)
      const last = excerpt.place(Math.max(0, excerpt.text.length - 1), 1)
      const length = 'offset' in start && 'offset' in last ? last.offset - start.offset + 1 : 0
      const list = places.get(start.document) ?? []
      places.set(start.document, list)
      list.push({ start, length, pod })
    }
  }
  return places
}

function mountedAt(
  mounted: ReadonlyMap<string, readonly MountedPlace[]>,
  place: Location,
): readonly Pod[] {
  const found = (mounted.get(place.document) ?? []).filter(({ start, length }) =>
    'offset' in start && 'offset' in place
      ? place.offset >= start.offset && place.offset < start.offset + length
      : 'pointer' in start && 'pointer' in place && start.pointer === place.pointer,
  )
  return [...new Set(found.map(({ pod }) => pod))]
}

type PlainEdge = Omit<Edge, 'isCertain'>

function edgesFrom(graph: Graph, source: Pod, address: Address): readonly PlainEdge[] {
  const { host, place, port } = address
  if (numberOf(host) !== undefined) return hostEdge(source, address)
  const cluster = clusterOf(graph)
  const target = targetOf(cluster, host, statedNamespace(source.owner))
  if (target === undefined) return []
  return servicesAt(cluster, target.name, target.namespace).flatMap(({ object }) => {
    if (object === undefined || !isSure(object, source, target.namespace)) return []
    const ports = servicePorts(object, port)
    const ends = ports.flatMap((servicePort) => endsOf(graph, object, servicePort))
    const number = ports[0]?.get('port').number
    const isOwn = ends.some(({ pod }) => pod === source)
    if (number === undefined || ends.length === 0 || isOwn) return []
    return [{ source, to: object.name, place, port: number, ends }]
  })
}

/** A Service that states no namespace is the one that is meant only where both lie together. */
const isSure = (service: KubernetesObject, { owner }: Pod, namespace: string): boolean =>
  statedNamespace(service) === ''
    ? isBeside(service, owner)
    : statedNamespace(service) === namespace

function hostEdge(source: Pod, { host, place, port }: Address): readonly PlainEdge[] {
  // Programs listen at these, and connect to nobody.
  if (port === undefined || /^(0|127|22[4-9]|23\d|255)\./.test(host)) return []
  const end = { pod: undefined, host, port: { number: port, protocol: 'TCP', named: [] } }
  return [{ source, to: host, place, port, ends: [end] }]
}

/** Without a port, that of a Service with one port alone. */
function servicePorts({ field }: KubernetesObject, port: number | undefined): readonly Field[] {
  const { items } = field.get('spec', 'ports')
  if (port === undefined) return items.length === 1 ? items : []
  return items.filter((item) => item.get('port').number === port)
}

function endsOf(graph: Graph, service: KubernetesObject, port: Field): readonly End[] {
  const spec = service.field.get('spec')
  const labels = labelsOf(spec.get('selector'))
  const protocol = port.get('protocol').text ?? 'TCP'
  const type = spec.get('type').text
  if (type === 'ExternalName') return []
  if (Object.keys(labels).length === 0) return hostsOf(graph, service, port, protocol)
  return podsWith(graph, statedNamespace(service), { labels, expressions: [] })
    .filter(({ owner }) => owner.kind !== 'Job' && owner.kind !== 'CronJob')
    .flatMap((pod) => {
      const named = pod.processes.flatMap(({ ports }) => ports)
      const number = targetNumber(port, named)
      return number === undefined ? [] : [{ pod, host: '', port: { number, protocol, named } }]
    })
}

function targetNumber(port: Field, named: PeerPort['named']): number | undefined {
  const target = port.get('targetPort')
  if (target.text === undefined) return port.get('port').number
  return target.number ?? named.find(({ name }) => name === target.text)?.number
}

/** Hosts outside of the cluster that a Service without a selector stands for. */
function hostsOf(
  graph: Graph,
  service: KubernetesObject,
  port: Field,
  protocol: string,
): readonly End[] {
  const slices = ofKind(graph, 'EndpointSlice').filter(
    ({ labels, namespace }) =>
      namespace === service.namespace && labels['kubernetes.io/service-name'] === service.name,
  )
  return slices.flatMap(({ field }) => {
    const number = field
      .get('ports')
      .items.find((item) => (item.get('name').text ?? '') === (port.get('name').text ?? ''))
      ?.get('port').number
    if (number === undefined) return []
    return field
      .get('endpoints')
      .items.flatMap((endpoint) => endpoint.get('addresses').items)
      .flatMap(({ text: host = '' }) =>
        numberOf(host) === undefined
          ? []
          : [{ pod: undefined, host, port: { number, protocol, named: [] } }],
      )
  })
}
