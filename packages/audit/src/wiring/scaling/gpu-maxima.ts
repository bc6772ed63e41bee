// Adds up the GPUs that workloads may take at their maxima, and holds the sum against the nodes of a whole cluster.

import { diagnostic, type Diagnostic, type SumTerm } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { scalersOf, type Autoscaler } from './autoscalers.js'

export const gpuMaxima: AuditRule = (graph) => {
  // Nodes in a part of the files are examples; and where nodes come on demand, no sum is too much.
  if (!graph.isComplete || growers.some((kind) => ofKind(graph, kind).length > 0)) return []
  const available = ofKind(graph, 'Node').reduce((sum, { labels, field }) => {
    const offered = field.get('status', 'allocatable', 'nvidia.com/gpu').number
    return sum + (offered ?? (Number(labels['nvidia.com/gpu.count']) || 0))
  }, 0)
  return available === 0 ? [] : judge(graph, available)
}

const growers = ['NodePool', 'NodeClaim', 'MachineDeployment', 'MachineSet', 'Provisioner'] as const

type Taker = {
  readonly pod: Pod
  readonly gpus: number
  readonly most: number
  readonly autoscaler: Autoscaler | undefined
}

function judge(graph: Graph, available: number): readonly Diagnostic[] {
  const takers = graph.pods.flatMap((pod) => takerOf(graph, pod))
  const wanted = takers.reduce((sum, { gpus, most }) => sum + gpus * most, 0)
  const [largest] = takers
    .filter(({ autoscaler }) => autoscaler !== undefined)
    .toSorted((left, right) => right.gpus * right.most - left.gpus * left.most)
  if (wanted <= available || largest?.autoscaler === undefined) return []
  const spare = available - wanted + largest.gpus * largest.most
  const fits = Math.max(0, Math.floor(spare / largest.gpus))
  const terms: readonly SumTerm[] = takers.map(({ pod, gpus, most }) => ({
    label: `${pod.owner.name}: ${most} × ${gpus}`,
    value: gpus * most,
  }))
  return [
    diagnostic(
      'capacity/maxima-do-not-fit',
      largest.autoscaler.maximum.place,
      { workload: largest.pod.owner.name, pool: '', wanted, available, unit: 'gpus', fits },
      { advice: [{ kind: 'sum', terms, total: wanted, limit: available, unit: 'gpus' }] },
    ),
  ]
}

/** Jobs come and go; they wait for GPUs by design. */
function takerOf(graph: Graph, pod: Pod): readonly Taker[] {
  const gpus = pod.processes.reduce((sum, process) => sum + process.gpus, 0)
  if (gpus === 0 || pod.owner.kind === 'Job' || pod.owner.kind === 'CronJob') return []
  const [autoscaler] = scalersOf(graph, pod)
  return [{ pod, gpus, most: autoscaler?.maximum.number ?? pod.replicas ?? 1, autoscaler }]
}
