// Finds numbers of replicas in workloads whose number an autoscaler sets.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { scalersOf, titleOf } from './autoscalers.js'

export const fixedReplicas: AuditRule = (graph) => graph.pods.flatMap((pod) => judge(graph, pod))

function judge(graph: Graph, pod: Pod): readonly Diagnostic[] {
  const replicas = pod.owner.field.get('spec', 'replicas')
  // A printed object carries the number that the autoscaler has set; 0 switches an autoscaler off.
  const isObserved = pod.owner.field.get('metadata', 'uid').value !== undefined
  if (replicas.number === undefined || replicas.number === 0 || isObserved) return []
  const [autoscaler] = scalersOf(graph, pod)
  if (autoscaler === undefined) return []
  return [
    diagnostic('wiring/fixed-replicas', replicas.place, {
      workload: pod.owner.name,
      replicas: replicas.number,
      autoscaler: titleOf(autoscaler),
    }),
  ]
}
