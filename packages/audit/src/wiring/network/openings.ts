// Takes rules of network policies apart: which pods they open to which pods, at which port.

import type { Field } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import { isBeside } from '../../graph/beside.js'
import { podsWith, selectorOf, statedNamespace } from '../services/selection.js'
import { policiesOf, type Direction, type Policy } from './policies.js'
import { remembered } from '../../graph/remembered.js'

/** One port of one rule, with the pods at both ends that are named by their labels. */
export type Opening = {
  readonly policy: Policy
  readonly side: Direction
  readonly port: Field
  /** All ports of its rule. */
  readonly ports: readonly Field[]
  /** Pods that the policy holds for. */
  readonly subjects: readonly Pod[]
  /** Pods that it names as the other end. */
  readonly peers: readonly Pod[]
}

export const openingsOf = remembered((graph: Graph): readonly Opening[] => {
  return policiesOf(graph)
    .filter(({ isSpecific }) => isSpecific)
    .flatMap((policy) => [
      ...openingsAt(graph, policy, 'ingress'),
      ...openingsAt(graph, policy, 'egress'),
    ])
})

function openingsAt(graph: Graph, policy: Policy, side: Direction): readonly Opening[] {
  if (!policy.directions.has(side)) return []
  const { object, selector } = policy
  const subjects = podsWith(graph, statedNamespace(object), selector).filter(
    (pod) => isBeside(pod.owner, object) && isInPodNetwork(pod),
  )
  return policy.rules[side].flatMap(({ peers = [], ports = [] }) => {
    const named = peers.flatMap((peer) => namedPods(graph, policy, peer))
    const stated = ports.map((rule) => rule.get('port')).filter(({ text }) => text !== undefined)
    return stated.map((port) => ({ policy, side, port, ports: stated, subjects, peers: named }))
  })
}

const isInPodNetwork = ({ spec }: Pod): boolean => spec.get('hostNetwork').text !== 'true'

/** Pods by labels; a rule for whole namespaces names nobody. */
function namedPods(graph: Graph, { object }: Policy, peer: Field): readonly Pod[] {
  const ofPod = peer.get('podSelector')
  if (ofPod.get('matchLabels').entries.length === 0) return []
  const namespaces = namespacesOf(graph, statedNamespace(object), peer.get('namespaceSelector'))
  return namespaces
    .flatMap((namespace) => podsWith(graph, namespace, selectorOf(ofPod)))
    .filter(isInPodNetwork)
}

/** The namespace that a selector names, by its name or by labels of namespaces that are here. */
function namespacesOf(graph: Graph, own: string, selector: Field): readonly string[] {
  if (selector.value === undefined) return [own]
  const labels = selector.get('matchLabels').entries
  if (labels.length !== 1 || selector.get('matchExpressions').items.length > 0) return []
  const [only] = labels
  if (only?.key === 'kubernetes.io/metadata.name') return [only.field.text ?? '']
  return ofKind(graph, 'Namespace')
    .filter((namespace) => namespace.labels[only?.key ?? ''] === only?.field.text)
    .map(({ name }) => name)
}
