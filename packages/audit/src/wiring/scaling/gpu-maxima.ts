// Adds up the GPUs that workloads may take at their maxima, and holds the sum against quotas and the nodes of a whole cluster.

import {
  diagnostic,
  type Advice,
  type Diagnostic,
  type Severity,
  type SumTerm,
} from '@llmflow/spec'
import { isBeside } from '../../graph/beside.js'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { scalersOf, type Autoscaler } from './autoscalers.js'

export const gpuMaxima: AuditRule = (graph) => [
  ...againstNodes(graph),
  ...ofKind(graph, 'ResourceQuota').flatMap((quota) => againstQuota(graph, quota)),
]

function againstNodes(graph: Graph): readonly Diagnostic[] {
  // Nodes in a part of the files are examples; and where nodes come on demand, no sum is too much.
  if (!graph.isComplete || growers.some((kind) => ofKind(graph, kind).length > 0)) return []
  const available = ofKind(graph, 'Node').reduce((sum, { labels, field }) => {
    const offered = field.get('status', 'allocatable', 'nvidia.com/gpu').number
    return sum + (offered ?? (Number(labels['nvidia.com/gpu.count']) || 0))
  }, 0)
  const takers = graph.pods.flatMap((pod) => takerOf(graph, pod))
  return available === 0 ? [] : judge(takers, available, 'error', [])
}

/** The only form in which a quota counts GPUs: resources of devices have requests alone. */
const quotaItem = 'requests.nvidia.com/gpu'

function againstQuota(graph: Graph, quota: KubernetesObject): readonly Diagnostic[] {
  const spec = quota.field.get('spec')
  const bound = spec.get('hard', quotaItem)
  const isScoped = ['scopes', 'scopeSelector'].some((key) => spec.get(key).value !== undefined)
  if (bound.number === undefined || isScoped || isTemplate(quota.namespace)) return []
  const severity = graph.isComplete ? 'error' : 'warning'
  const label = `${quota.name}: ${quotaItem}`
  return judge(takersBeside(graph, quota), bound.number, severity, [
    { kind: 'frame', location: bound.place, label },
  ])
}

/** One of each name: files may hold alternatives of a workload, and the least of them is certain. */
function takersBeside(graph: Graph, quota: KubernetesObject): readonly Taker[] {
  const takers = new Map<string, Taker>()
  for (const pod of graph.pods) {
    const [taker] = isBeside(pod.owner, quota) ? takerOf(graph, pod) : []
    if (taker === undefined) continue
    const key = `${pod.owner.kind}/${pod.owner.name}`
    const known = takers.get(key)
    if (known === undefined || wantedBy(taker) < wantedBy(known)) takers.set(key, taker)
  }
  return [...takers.values()]
}

const wantedBy = ({ gpus, most }: Taker): number => gpus * most

const growers = ['NodePool', 'NodeClaim', 'MachineDeployment', 'MachineSet', 'Provisioner'] as const

type Taker = {
  readonly pod: Pod
  readonly gpus: number
  readonly most: number
  readonly autoscaler: Autoscaler | undefined
}

function judge(
  takers: readonly Taker[],
  available: number,
  severity: Severity,
  advice: readonly Advice[],
): readonly Diagnostic[] {
  const wanted = takers.reduce((sum, taker) => sum + wantedBy(taker), 0)
  const [largest] = takers
    .filter(({ autoscaler }) => autoscaler !== undefined)
    .toSorted((left, right) => wantedBy(right) - wantedBy(left))
  if (wanted <= available || largest?.autoscaler === undefined) return []
  const spare = available - wanted + wantedBy(largest)
  const fits = Math.max(0, Math.floor(spare / largest.gpus))
  const terms: readonly SumTerm[] = takers.map((taker) => ({
    label: `${taker.pod.owner.name}: ${taker.most} × ${taker.gpus}`,
    value: wantedBy(taker),
  }))
  const sum = {
    kind: 'sum' as const,
    terms,
    total: wanted,
    limit: available,
    unit: 'gpus' as const,
  }
  return [
    diagnostic(
      'capacity/maxima-do-not-fit',
      largest.autoscaler.maximum.place,
      { workload: largest.pod.owner.name, pool: '', wanted, available, unit: 'gpus', fits },
      { severity, advice: [sum, ...advice] },
    ),
  ]
}

/** Jobs come and go; they wait for GPUs by design. */
function takerOf(graph: Graph, pod: Pod): readonly Taker[] {
  const gpus = pod.processes.reduce((sum, process) => sum + process.gpus, 0)
  const { kind, field } = pod.owner
  if (gpus === 0 || kind === 'Job' || kind === 'CronJob') return []
  // A printed cluster shows what its workloads made as well.
  if (field.get('metadata', 'ownerReferences').items.length > 0) return []
  const [autoscaler] = scalersOf(graph, pod)
  return [{ pod, gpus, most: autoscaler?.maximum.number ?? pod.replicas ?? 1, autoscaler }]
}
