// Reads network policies: which pods they hold for, and what they let in and out.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import { groupOf } from '../../graph/kinds.js'
import { isBeside } from '../../graph/beside.js'
import { selectorOf, takes, type Selector } from '../services/selection.js'
import { remembered } from '../../graph/remembered.js'

export type Direction = 'ingress' | 'egress'

export type Policy = {
  readonly object: KubernetesObject
  readonly selector: Selector
  /** Whether it selects pods by labels, and not the whole namespace. */
  readonly isSpecific: boolean
  readonly directions: ReadonlySet<Direction>
  readonly rules: { readonly [D in Direction]: readonly PolicyRule[] }
}

/** What one rule lets through; a list that is left out lets everything. */
export type PolicyRule = {
  readonly peers: readonly Field[] | undefined
  readonly ports: readonly Field[] | undefined
}

export const policiesOf = remembered((graph: Graph): readonly Policy[] => {
  return ofKind(graph, 'NetworkPolicy')
    .filter(({ apiVersion }) => groupOf(apiVersion) === 'networking.k8s.io')
    .map(policyOf)
})

function policyOf(object: KubernetesObject): Policy {
  const spec = object.field.get('spec')
  const selector = spec.get('podSelector')
  return {
    object,
    selector: selectorOf(selector),
    isSpecific: selector.entries.some(({ field }) => field.entries.length + field.items.length > 0),
    directions: directionsOf(spec),
    rules: {
      ingress: spec.get('ingress').items.map((rule) => ruleOf(rule, 'from')),
      egress: spec.get('egress').items.map((rule) => ruleOf(rule, 'to')),
    },
  }
}

/** Ingress always where no types are listed, and egress when there is a rule for it. */
function directionsOf(spec: Field): ReadonlySet<Direction> {
  const types = spec.get('policyTypes').items.map(({ text }) => text)
  if (types.length > 0) {
    const listed: Direction[] = []
    if (types.includes('Ingress')) listed.push('ingress')
    if (types.includes('Egress')) listed.push('egress')
    return new Set(listed)
  }
  return new Set(spec.get('egress').items.length > 0 ? ['ingress', 'egress'] : ['ingress'])
}

function ruleOf(rule: Field, peers: 'from' | 'to'): PolicyRule {
  const listed = (key: string): readonly Field[] | undefined => {
    const { items } = rule.get(key)
    return items.length === 0 ? undefined : items
  }
  return { peers: listed(peers), ports: listed('ports') }
}

/** The policies that hold for a pod in a direction. Pods in the network of their node are under none. */
export function policiesFor(graph: Graph, pod: Pod, direction: Direction): readonly Policy[] {
  if (pod.spec.get('hostNetwork').text === 'true') return []
  return policiesOf(graph).filter(
    ({ object, selector, directions }) =>
      directions.has(direction) && isBeside(object, pod.owner) && takes(selector, pod.labels),
  )
}

/** Kinds of other makers whose rules add to these or take from them. */
const foreign = [
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
] as const

/** Whether policies of another kind are here, so that nothing certain can be said. */
export const hasForeignPolicies = (graph: Graph): boolean =>
  foreign.some((kind) => ofKind(graph, kind).length > 0) ||
  policiesOf(graph).length < ofKind(graph, 'NetworkPolicy').length
