// Names the other end of a connection as network policies see it.

import type { Plan } from '@llmflow/spec'
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js'
import { addressesOf, workloadOf } from '../text.js'
import { type Labels, managedBy, selectorOf } from './object.js'

const notOurs = {
  key: 'app.kubernetes.io/managed-by',
  operator: 'NotIn',
  values: [managedBy['app.kubernetes.io/managed-by']],
}

/** The pods of a workload, or its machines where it runs on hosts. */
export function peersOfWorkload(plan: Plan, id: string): NetworkPolicyPeer[] {
  const { runsOn, namespace } = workloadOf(plan, id)
  if (runsOn === 'cluster') return [peerOfPods(namespace, selectorOf(id))]
  return addressesOf(plan, id).machines.map((machine) => ({ ipBlock: { cidr: `${machine}/32` } }))
}

export function peerOfPods(namespace: string, labels: Labels): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  }
}

/** The pods of an addon, of which we know the namespace only: those there that are not ours. */
export function peerOfAddon(namespace: string): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchExpressions: [notOurs] },
  }
}
