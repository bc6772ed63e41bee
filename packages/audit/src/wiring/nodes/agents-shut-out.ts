// Finds taints on nodes with GPUs that none of the agents here tolerates which have to run on every node.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { nodesOf, type KnownNode } from './nodes.js'
import { isPassing, keepsOff, printTaint, tolerates, type Taint } from './taints.js'

/**
 * Tolerated by the operands of the GPU operator unless told otherwise
 * (NVIDIA/gpu-operator deployments/gpu-operator/values.yaml, daemonsets.tolerations).
 */
const ofOperator = 'nvidia.com/gpu'

export const agentsShutOut: AuditRule = (graph) => {
  const nodes = nodesOf(graph).filter((node) => hasGpus(node) && !node.isObserved)
  if (nodes.length === 0) return []
  const agents = tolerationsOfAgents(graph)
  return nodes.flatMap((node) =>
    node.taints
      .filter((taint) => isOwn(taint) && !agents.some((agent) => tolerates(agent, taint)))
      .map((taint) => shutOut(node, taint)),
  )
}

const hasGpus = ({ labels, taints }: KnownNode): boolean =>
  taints.some(({ key }) => key === ofOperator) ||
  Object.keys(labels).some((label) => label.startsWith(`${ofOperator}.`))

const isOwn = (taint: Taint): boolean =>
  keepsOff(taint) &&
  !isPassing(taint) &&
  taint.key !== ofOperator &&
  !taint.key.startsWith('node-role.kubernetes.io/')

/** A DaemonSet of the files, or values under which a chart makes one. */
function tolerationsOfAgents({ pods, values, addons }: Graph): readonly (readonly Field[])[] {
  const ofPods = pods
    .filter(({ owner }) => owner.kind === 'DaemonSet')
    .map(({ spec }) => spec.get('tolerations').items)
  const roots = [...values.map(({ root }) => root), ...addons.map((addon) => addon.values)]
  return [...ofPods, ...roots.flatMap((root) => agentBlocks(root, 0))]
}

/** Charts say `daemonsets.tolerations`, `worker.tolerations`, `devicePlugin.tolerations`, or `tolerations` at the top. */
const agentKeys = /daemon|agent|worker|plugin|exporter|driver|toolkit|discovery|fluent|operator/i
const depthMax = 4

function agentBlocks(field: Field, depth: number): readonly (readonly Field[])[] {
  if (depth > depthMax) return []
  return field.entries.flatMap(({ key, field: value }) => {
    if (key === 'tolerations') return depth === 0 ? [value.items] : []
    const inner = agentBlocks(value, depth + 1)
    const own = agentKeys.test(key) ? [value.get('tolerations').items] : []
    return [...own, ...inner].filter((items) => items.length > 0)
  })
}

function shutOut({ name }: KnownNode, taint: Taint): Diagnostic {
  const params = { node: name, taint: printTaint(taint) }
  return diagnostic('wiring/agents-shut-out', taint.place, params)
}
