// Finds grants of GPUs that no container can use, and namespaces whose GPUs no quota counts.

import { isGpuRequestItem } from '@llmflow/catalog'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, KubernetesObject, Process } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { limitsFor } from './bounds.js'
import { parseQuantity } from './quantity.js'

export const gpuGrants: AuditRule = (graph) => [
  ...ofKind(graph, 'ResourceQuota').flatMap((quota) => unusable(graph, quota)),
  ...uncounted(graph),
]

/** The smallest program with a GPU that is known here does not fit below the cap: a warning, for smaller ones may. */
function unusable(graph: Graph, quota: KubernetesObject): readonly Diagnostic[] {
  const grants = quota.field
    .get('spec', 'hard')
    .entries.filter(({ key, field }) => isGpuRequestItem(key) && (field.number ?? 0) > 0)
  const needed = smallestWithGpu(graph)
  if (grants.length === 0 || needed === undefined) return []
  return limitsFor(graph, quota, 'Container').flatMap((range) => {
    const cap = range.get('max', 'memory')
    const limit = parseQuantity(cap.text)
    if (limit === undefined || limit >= needed) return []
    return grants.map(({ key, field }) =>
      diagnostic(
        'wiring/quota-exceeds-limit',
        field.keyPlace,
        { tenant: quota.namespace, item: key, limit, needed },
        {
          severity: 'warning',
          advice: [{ kind: 'frame', location: cap.place, label: cap.text ?? '' }],
        },
      ),
    )
  })
}

function smallestWithGpu({ processes }: Graph): number | undefined {
  const sizes = processes.flatMap((process) => (process.gpus > 0 ? (memoryOf(process) ?? []) : []))
  return sizes.length === 0 ? undefined : Math.min(...sizes)
}

function memoryOf({ field }: Process): number | undefined {
  const resources = field.get('resources')
  return (
    parseQuantity(resources.get('limits', 'memory').text) ??
    parseQuantity(resources.get('requests', 'memory').text)
  )
}

function uncounted(graph: Graph): readonly Diagnostic[] {
  const quotas = ofKind(graph, 'ResourceQuota')
  const counting = quotas.some(({ field }) =>
    field.get('spec', 'hard').entries.some(({ key }) => isGpuRequestItem(key)),
  )
  if (!counting) return []
  const covered = new Set(quotas.map(({ namespace }) => namespace))
  return ofKind(graph, 'Namespace').flatMap(({ name, field }) => {
    const gpus = covered.has(name) ? 0 : gpusIn(graph, name)
    if (gpus === 0) return []
    const place = field.get('metadata', 'name').place
    return [diagnostic('capacity/namespace-without-quota', place, { namespace: name, gpus })]
  })
}

/** What the workloads of a namespace take with the replicas that they state. */
function gpusIn({ pods }: Graph, namespace: string): number {
  return pods
    .filter((pod) => pod.namespace === namespace)
    .reduce(
      (sum, { replicas, processes }) =>
        sum + (replicas ?? 1) * processes.reduce((total, { gpus }) => total + gpus, 0),
      0,
    )
}
