// Follows monitors of the Prometheus operator to the Services, pods and programs that they reach.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod, Process } from '../../graph/graph.js'
import { hasLabels, isTemplate, ofKind } from '../../graph/lookup.js'
import { labelsOf } from '../../graph/objects.js'
import { isPlain, selects } from './selector.js'
import { remembered } from '../../graph/remembered.js'

/** A ServiceMonitor or PodMonitor whose selector can be evaluated, with what it finds here. */
export type Monitor = {
  readonly object: KubernetesObject
  readonly kind: 'ServiceMonitor' | 'PodMonitor'
  readonly selector: Field
  readonly endpoints: readonly Field[]
  readonly namespaces: readonly string[] | 'any'
  readonly services: readonly KubernetesObject[]
  /** Behind the Services, or selected themselves. */
  readonly pods: readonly Pod[]
}

export const monitorsOf = remembered((graph: Graph): readonly Monitor[] => {
  return [
    ...ofKind(graph, 'ServiceMonitor').flatMap((object) => monitorOf(graph, object)),
    ...ofKind(graph, 'PodMonitor').flatMap((object) => monitorOf(graph, object)),
  ]
})

function monitorOf(graph: Graph, object: KubernetesObject): readonly Monitor[] {
  const spec = object.field.get('spec')
  const selector = spec.get('selector')
  const namespaces = namespacesOf(object)
  if (!isPlain(selector) || (namespaces !== 'any' && namespaces.some(isTemplate))) return []
  const isIn = (other: { readonly namespace: string }): boolean =>
    namespaces === 'any' || namespaces.includes(other.namespace)
  const isPods = object.kind === 'PodMonitor'
  const services = isPods
    ? []
    : ofKind(graph, 'Service').filter((one) => isIn(one) && selects(selector, one.labels))
  const pods = isPods
    ? graph.pods.filter((pod) => isIn(pod) && selects(selector, pod.labels))
    : services.flatMap((service) => podsBehind(graph, service))
  return [
    {
      object,
      kind: isPods ? 'PodMonitor' : 'ServiceMonitor',
      selector,
      endpoints: spec.get(isPods ? 'podMetricsEndpoints' : 'endpoints').items,
      namespaces,
      services,
      pods,
    },
  ]
}

function namespacesOf({ field, namespace }: KubernetesObject): readonly string[] | 'any' {
  const selector = field.get('spec', 'namespaceSelector')
  if (selector.get('any').value === true) return 'any'
  const names = selector.get('matchNames').items.map(({ text }) => text ?? '')
  return names.length === 0 ? [namespace] : names
}

/** The pods of a Service; none for one without a selector, whose addresses others fill in. */
function podsBehind(graph: Graph, service: KubernetesObject): readonly Pod[] {
  const selector = labelsOf(service.field.get('spec', 'selector'))
  if (Object.keys(selector).length === 0) return []
  return graph.pods.filter(
    ({ namespace, labels }) => namespace === service.namespace && hasLabels(labels, selector),
  )
}

/** A port of a pod and the container that declares it; the container is unknown when none does. */
export type PodPort = { readonly number: number; readonly process: Process | undefined }

/** The ports of a pod that a name or a number means. */
export function podPortsOf({ processes }: Pod, port: string): readonly PodPort[] {
  const number = Number(port)
  const isNumber = Number.isInteger(number)
  const declared = processes.flatMap((process) =>
    process.ports
      .filter((one) => (isNumber ? one.number === number : one.name === port))
      .map((one): PodPort => ({ number: one.number, process })),
  )
  if (declared.length > 0 || !isNumber) return declared
  return [{ number, process: processes.length === 1 ? processes[0] : undefined }]
}

/** The ports of pods to which a port of a Service leads. */
export const portsAt = (
  graph: Graph,
  service: KubernetesObject,
  number: number,
): readonly PodPort[] =>
  service.field
    .get('spec', 'ports')
    .items.filter((port) => port.get('port').number === number)
    .flatMap((port) => behindPort(graph, service, port))

function behindPort(graph: Graph, service: KubernetesObject, port: Field): readonly PodPort[] {
  const target = port.get('targetPort').text ?? port.get('port').text ?? ''
  return podsBehind(graph, service).flatMap((pod) => podPortsOf(pod, target))
}

/** The entries of a Service's ports with a name. */
export const servicePorts = (service: KubernetesObject, name: string): readonly Field[] =>
  service.field.get('spec', 'ports').items.filter((port) => port.get('name').text === name)

/** The ports of pods that an endpoint of a monitor reaches. */
export function reachedPorts(graph: Graph, monitor: Monitor, endpoint: Field): readonly PodPort[] {
  const direct = endpoint.get('targetPort').text ?? endpoint.get('portNumber').text
  const name = endpoint.get('port').text
  if (direct !== undefined && name === undefined) {
    return monitor.pods.flatMap((pod) => podPortsOf(pod, direct))
  }
  if (name === undefined) return []
  if (monitor.kind === 'PodMonitor') return monitor.pods.flatMap((pod) => podPortsOf(pod, name))
  return monitor.services.flatMap((service) =>
    servicePorts(service, name).flatMap((port) => behindPort(graph, service, port)),
  )
}
