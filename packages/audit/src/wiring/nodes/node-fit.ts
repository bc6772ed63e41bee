// Holds the selectors and tolerations of pods against the nodes that the files know.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { nodesOf, type KnownNode } from './nodes.js'
import { isMeant, mayCarry, mayTake, placementOf, type Placement } from './placement.js'
import { isPassing, keepsOff, printTaint, tolerates, type Taint } from './taints.js'

export const nodeFit: AuditRule = (graph) => {
  const nodes = nodesOf(graph)
  if (nodes.length === 0) return []
  return candidates(graph).flatMap((candidate) =>
    judge(candidate, nodes, graph.isComplete && candidate.isPod),
  )
}

type Candidate = { readonly name: string; readonly spec: Field; readonly isPod: boolean }

/** Pods, and blocks of values that become pods. A DaemonSet may well match no node. */
function candidates({ pods, processes }: Graph): readonly Candidate[] {
  const ofPods = pods
    .filter(
      ({ owner, spec }) => owner.kind !== 'DaemonSet' && spec.get('nodeName').text === undefined,
    )
    .map(({ owner, spec }) => ({ name: owner.name, spec, isPod: true }))
  const ofValues = processes
    .filter(({ origin }) => origin === 'values')
    .map(({ name, field }) => ({ name, spec: field, isPod: false }))
  return [...ofPods, ...ofValues]
}

function judge(
  { name, spec }: Candidate,
  nodes: readonly KnownNode[],
  areAllKnown: boolean,
): readonly Diagnostic[] {
  const placement = placementOf(spec)
  const takers = nodes.filter((node) => mayTake(node, placement))
  if (takers.length === 0) return unmatched(name, placement, nodes, areAllKnown)
  // Whoever demands no label that these nodes state may as well run on a node that is not here.
  if (!areAllKnown && !takers.some((node) => isMeant(node, placement))) return []
  const refusals = takers.map((node) => ({ node, taints: missing(node, placement) }))
  const [best] = refusals.toSorted((left, right) => left.taints.length - right.taints.length)
  if (best === undefined || best.taints.length === 0) return []
  return best.taints.map((taint) => untolerated(name, placement, best.node, taint))
}

const missing = (node: KnownNode, { tolerations }: Placement): readonly Taint[] =>
  node.taints.filter(
    (taint) => keepsOff(taint) && !isPassing(taint) && !tolerates(tolerations, taint),
  )

function untolerated(
  workload: string,
  { place }: Placement,
  { name }: KnownNode,
  taint: Taint,
): Diagnostic {
  return diagnostic(
    'wiring/untolerated-taint',
    place,
    { workload, pool: '', node: name, taint: printTaint(taint) },
    { advice: [{ kind: 'frame', location: taint.place, label: printTaint(taint) }] },
  )
}

function unmatched(
  workload: string,
  { selector, terms }: Placement,
  nodes: readonly KnownNode[],
  areAllKnown: boolean,
): readonly Diagnostic[] {
  const demands = [...selector, ...terms.flat()]
  const demand =
    demands.find((candidate) => !nodes.some((node) => mayCarry(node, candidate))) ?? demands[0]
  if (demand === undefined) return []
  const label = `${demand.key}${demand.values.length === 0 ? '' : `=${demand.values.join(',')}`}`
  const stated = nodes.flatMap((node) => {
    const value = node.labels[demand.key]
    return value === undefined ? [] : [`${demand.key}=${value}`]
  })
  return [
    diagnostic(
      'wiring/unmatched-node-selector',
      demand.place,
      { workload, pool: '', label },
      {
        severity: areAllKnown ? 'error' : 'warning',
        advice: stated.length === 0 ? [] : [{ kind: 'list', items: [...new Set(stated)] }],
      },
    ),
  ]
}
