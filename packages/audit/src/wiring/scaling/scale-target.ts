// Finds autoscalers that name their target by the wrong kind or group.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import { groupOf } from '../../graph/kinds.js'
import type { AuditRule } from '../../rule.js'
import { isBeside } from '../../graph/beside.js'
import { autoscalersOf, titleOf, type Autoscaler } from './autoscalers.js'

/** Kinds of Kubernetes with a number of replicas. Others may be custom resources with one. */
const scalable = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'] as const

export const scaleTarget: AuditRule = (graph) =>
  autoscalersOf(graph).flatMap((autoscaler) => judge(graph, autoscaler))

function judge(graph: Graph, autoscaler: Autoscaler): readonly Diagnostic[] {
  const { targetKind, targetRef } = autoscaler
  const named = find(graph, autoscaler, [targetKind])
  if (named.length > 0) return groupFault(autoscaler, named)
  // Other groups may have kinds of their own that scale.
  const isBuiltIn = groupOf(targetRef.get('apiVersion').text ?? 'apps/v1') === 'apps'
  if (!isBuiltIn && !scalable.some((kind) => kind === targetKind)) return []
  const [only, ...others] = find(graph, autoscaler, scalable)
  if (only === undefined || others.length > 0) return []
  const kind = targetRef.get('kind')
  const place = kind.value === undefined ? targetRef.get('name') : kind
  return [fault(autoscaler, place, only, kind.value === undefined ? '' : only.kind)]
}

const find = (
  graph: Graph,
  { object, targetName }: Autoscaler,
  kinds: readonly string[],
): readonly KubernetesObject[] =>
  kinds
    .flatMap((kind) => ofKind(graph, kind))
    .filter((candidate) => candidate.name === targetName && isBeside(candidate, object))

/**
 * The group finds the kind, whatever the version (kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go).
 * KEDA supplies a group that is left out (kedacore/keda apis/keda/v1alpha1/gvkr.go).
 */
function groupFault(
  autoscaler: Autoscaler,
  named: readonly KubernetesObject[],
): readonly Diagnostic[] {
  const apiVersion = autoscaler.targetRef.get('apiVersion')
  const isLeftOut = apiVersion.text === undefined
  if (isLeftOut && autoscaler.object.kind === 'ScaledObject') return []
  const group = groupOf(apiVersion.text ?? '')
  const [first] = named
  if (first === undefined || named.some((target) => groupOf(target.apiVersion) === group)) return []
  const place = isLeftOut ? autoscaler.targetRef.get('kind') : apiVersion
  return [fault(autoscaler, place, first, isLeftOut ? '' : first.apiVersion)]
}

function fault(
  autoscaler: Autoscaler,
  place: Field,
  found: KubernetesObject,
  add: string,
): Diagnostic {
  const { targetRef, targetKind, targetName } = autoscaler
  const group = targetRef.get('apiVersion').text ?? ''
  return diagnostic(
    'wiring/scale-target-kind',
    place.excerpt.place(0, place.excerpt.text.length),
    {
      autoscaler: titleOf(autoscaler),
      target: targetName,
      written: [group, targetKind].filter((part) => part !== '').join(' '),
      found: `${found.apiVersion} ${found.kind}`,
    },
    {
      related: [found.field.get('metadata', 'name').place],
      advice: add === '' ? [] : [{ kind: 'diff', remove: place.text ?? '', add }],
    },
  )
}
