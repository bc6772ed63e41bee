// Lists the autoscalers with their bounds and what they scale.

import type { Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { isBeside } from '../../graph/beside.js'
import { remembered } from '../../graph/remembered.js'
import { grouped } from '../../graph/grouped.js'

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

export const autoscalersOf = remembered((graph: Graph): readonly Autoscaler[] => {
  return [
    ...ofKind(graph, 'HorizontalPodAutoscaler')
      .filter((object) => !isMade(object))
      .map((object) => autoscalerOf(object, horizontalKeys)),
    ...ofKind(graph, 'ScaledObject').map((object) => autoscalerOf(object, scaledKeys)),
  ].filter(({ targetName }) => targetName !== '' && !isTemplate(targetName))
})

/** KEDA makes an autoscaler of each ScaledObject; a printed cluster shows both. */
const isMade = ({ field }: KubernetesObject): boolean =>
  field.get('metadata', 'ownerReferences').items.length > 0

/** Where each kind says its bounds, and what it scales when no kind is named. */
type Keys = {
  readonly minimum: string
  readonly maximum: string
  readonly minimumDefault: number
  readonly targetKindDefault: string
}

const horizontalKeys: Keys = {
  minimum: 'minReplicas',
  maximum: 'maxReplicas',
  minimumDefault: 1,
  targetKindDefault: '',
}

/** KEDA takes a Deployment when no kind is named (kedacore/keda apis/keda/v1alpha1/scaledobject_types.go). */
const scaledKeys: Keys = {
  minimum: 'minReplicaCount',
  maximum: 'maxReplicaCount',
  minimumDefault: 0,
  targetKindDefault: 'Deployment',
}

function autoscalerOf(object: KubernetesObject, keys: Keys): Autoscaler {
  const spec = object.field.get('spec')
  const targetRef = spec.get('scaleTargetRef')
  return {
    object,
    targetRef,
    targetKind: targetRef.get('kind').text ?? keys.targetKindDefault,
    targetName: targetRef.get('name').text ?? '',
    minimum: spec.get(keys.minimum),
    maximum: spec.get(keys.maximum),
    minimumDefault: keys.minimumDefault,
  }
}

/** How people speak of one: `HorizontalPodAutoscaler web`. */
export const titleOf = ({ object: { kind, name } }: Autoscaler): string => `${kind} ${name}`

const byTargetIn = remembered((graph: Graph) => byTarget(autoscalersOf(graph)))

/** The autoscalers of a pod's workload. */
export function scalersOf(graph: Graph, { owner }: Pod): readonly Autoscaler[] {
  const found = byTargetIn(graph).get(targetKey(owner.kind, owner.name)) ?? []
  return found.filter(({ object }) => isBeside(object, owner))
}

const targetKey = (kind: string, name: string): string => `${kind}/${name}`

export const byTarget = (list: readonly Autoscaler[]) =>
  grouped(list.map((one) => [targetKey(one.targetKind, one.targetName), one] as const))
