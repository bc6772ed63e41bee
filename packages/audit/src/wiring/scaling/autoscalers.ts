// Lists the autoscalers with their bounds and what they scale.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { isBeside } from '../../graph/beside.js'

export type Autoscaler = {
  readonly object: KubernetesObject
  readonly targetRef: Field
  readonly targetKind: string
  readonly targetName: string
  readonly minimum: Field
  readonly maximum: Field
  /** What holds when no minimum is stated. */
  readonly minimumDefault: number
}

const autoscalers = new WeakMap<Graph, readonly Autoscaler[]>()

export function autoscalersOf(graph: Graph): readonly Autoscaler[] {
  const known = autoscalers.get(graph)
  if (known !== undefined) return known
  const found = [
    ...ofKind(graph, 'HorizontalPodAutoscaler')
      .filter((object) => !isMade(object))
      .map(horizontal),
    ...ofKind(graph, 'ScaledObject').map(scaled),
  ].filter(({ targetName }) => targetName !== '' && !isTemplate(targetName))
  autoscalers.set(graph, found)
  return found
}

/** KEDA makes an autoscaler of each ScaledObject; a printed cluster shows both. */
const isMade = ({ field }: KubernetesObject): boolean =>
  field.get('metadata', 'ownerReferences').items.length > 0

function horizontal(object: KubernetesObject): Autoscaler {
  const spec = object.field.get('spec')
  const targetRef = spec.get('scaleTargetRef')
  return {
    object,
    targetRef,
    targetKind: targetRef.get('kind').text ?? '',
    targetName: targetRef.get('name').text ?? '',
    minimum: spec.get('minReplicas'),
    maximum: spec.get('maxReplicas'),
    minimumDefault: 1,
  }
}

/** KEDA takes a Deployment when no kind is named (kedacore/keda apis/keda/v1alpha1/scaledobject_types.go). */
function scaled(object: KubernetesObject): Autoscaler {
  const spec = object.field.get('spec')
  const targetRef = spec.get('scaleTargetRef')
  return {
    object,
    targetRef,
    targetKind: targetRef.get('kind').text ?? 'Deployment',
    targetName: targetRef.get('name').text ?? '',
    minimum: spec.get('minReplicaCount'),
    maximum: spec.get('maxReplicaCount'),
    minimumDefault: 0,
  }
}

/** How people speak of one: `HorizontalPodAutoscaler web`. */
export const titleOf = ({ object: { kind, name } }: Autoscaler): string => `${kind} ${name}`

const owners = new WeakMap<Graph, ReadonlyMap<string, readonly Autoscaler[]>>()

/** The autoscalers of a pod's workload. */
export function scalersOf(graph: Graph, { owner }: Pod): readonly Autoscaler[] {
  const known = owners.get(graph) ?? byTarget(autoscalersOf(graph))
  owners.set(graph, known)
  const found = known.get(targetKey(owner.kind, owner.name)) ?? []
  return found.filter(({ object }) => isBeside(object, owner))
}

const targetKey = (kind: string, name: string): string => `${kind}/${name}`

export function byTarget(list: readonly Autoscaler[]): ReadonlyMap<string, readonly Autoscaler[]> {
  const groups = new Map<string, Autoscaler[]>()
  for (const autoscaler of list) {
    const key = targetKey(autoscaler.targetKind, autoscaler.targetName)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [autoscaler])
    else group.push(autoscaler)
  }
  return groups
}
