// Lists the nodes that the files know, with their labels and taints: objects, and what kubeadm registers.

import type { Field, Location } from '@llmflow/spec'
import type { Graph, KubernetesObject, Labels } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import { taintOf, type Taint } from './taints.js'
import { remembered } from '../../graph/remembered.js'

export type KnownNode = {
  readonly name: string
  readonly labels: Labels
  readonly taints: readonly Taint[]
  /** Its labels in the file; what kubeadm passes on is one text. */
  readonly labelFields: Field
  readonly place: Location
  /** Printed by a cluster, and not written by hand. */
  readonly isObserved: boolean
}

export const nodesOf = remembered((graph: Graph): readonly KnownNode[] => {
  return [
    ...ofKind(graph, 'Node').map(nodeOf),
    ...['InitConfiguration', 'JoinConfiguration'].flatMap((kind) =>
      ofKind(graph, kind).flatMap(registered),
    ),
  ]
})

function nodeOf({ name, labels, field }: KubernetesObject): KnownNode {
  const metadata = field.get('metadata')
  return {
    name,
    labels,
    taints: field.get('spec', 'taints').items.map(taintOf),
    labelFields: metadata.get('labels'),
    place: metadata.get('name').place,
    isObserved:
      metadata.get('uid').value !== undefined ||
      field.get('status', 'nodeInfo').value !== undefined,
  }
}

/** A control plane has its taint unless the list of taints says otherwise; joined workers have none. */
function registered({ kind, field }: KubernetesObject): readonly KnownNode[] {
  const registration = field.get('nodeRegistration')
  const labels = passedLabels(registration.get('kubeletExtraArgs'))
  const taints = registration.get('taints')
  const isControlPlane =
    kind === 'InitConfiguration' || field.get('controlPlane').value !== undefined
  if (isControlPlane || (taints.items.length === 0 && Object.keys(labels).length === 0)) return []
  return [
    {
      name: registration.get('name').text ?? '',
      labels,
      taints: taints.items.map(taintOf),
      labelFields: field.get('labels'),
      place: registration.place,
      isObserved: false,
    },
  ]
}

/** `node-labels: a=b,c=d`, in a map up to v1beta3 and in a list of names and values since. */
function passedLabels(args: Field): Labels {
  const listed = args.items.find((item) => item.get('name').text === 'node-labels')
  const text = args.get('node-labels').text ?? listed?.get('value').text ?? ''
  return Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const [key = '', value = ''] = pair.trim().split('=', 2)
      return key === '' ? [] : [[key, value]]
    }),
  )
}

/** Labels that a kubelet, a cloud or a program writes on nodes: a file need not state them. */
const written =
  /^([\w.-]*\.)?(kubernetes\.io|k8s\.io|nvidia\.com|amd\.com|intel\.com|amazonaws\.com|azure\.com|google\.com|eksctl\.io|cattle\.io|openshift\.io|k3s\.io|karpenter\.sh)\//

export const isWrittenByPrograms = (label: string): boolean => written.test(label)
