// Finds workloads that two autoscalers scale.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { isBeside } from '../../graph/beside.js'
import { autoscalersOf, byTarget, titleOf, type Autoscaler } from './autoscalers.js'

export const twoAutoscalers: AuditRule = (graph) =>
  [...byTarget(autoscalersOf(graph)).values()].flatMap((group) =>
    group.length < 2
      ? []
      : group.flatMap((second, index) => clash(graph, group.slice(0, index), second)),
  )

function clash(
  { isComplete }: Graph,
  earlier: readonly Autoscaler[],
  second: Autoscaler,
): readonly Diagnostic[] {
  const first = earlier.find((other) => isOther(other, second))
  if (first === undefined) return []
  const name = second.targetRef.get('name')
  return [
    diagnostic(
      'wiring/two-autoscalers',
      name.place,
      { workload: second.targetName, first: titleOf(first), second: titleOf(second) },
      {
        severity: isComplete || areInOneFile(first, second) ? 'error' : 'warning',
        advice: [
          {
            kind: 'frame',
            location: first.targetRef.get('name').place,
            label: titleOf(first),
          },
        ],
      },
    ),
  ]
}

/** Tutorials and folders of examples hold one or the other. */
const areInOneFile = ({ object }: Autoscaler, other: Autoscaler): boolean =>
  object.field.place.document === other.object.field.place.document

/** A second version of the same object replaces it, and KEDA may be told to take an autoscaler over. */
function isOther(left: Autoscaler, right: Autoscaler): boolean {
  const isSame = left.object.kind === right.object.kind && left.object.name === right.object.name
  return !isSame && isBeside(left.object, right.object) && ![left, right].some(takesOver)
}

/** kedacore/keda pkg/util, annotation of ScaledObjects that take over an existing autoscaler. */
const takesOver = ({ object }: Autoscaler): boolean =>
  object.field.get('metadata', 'annotations', 'scaledobject.keda.sh/transfer-hpa-ownership')
    .text === 'true'
