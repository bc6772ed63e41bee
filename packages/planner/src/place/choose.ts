// Chooses a node for a replica: the first that fits, or the best of those that fit.

import type { Item, Nodes } from './bins.js'

/** Picks the index of a node, or undefined when none fits. `barred` is a node that is lost. */
export type Choose = (nodes: Nodes, item: Item, barred?: number) => number | undefined

/**
 * The first node that fits. With this choice one more node at the end of the list never changes where the
 * others went, so more hardware never makes placing infeasible (law 3).
 */
export const firstFit: Choose = (nodes, item, barred) => {
  for (let index = 0; index < nodes.bins.length; index += 1) {
    if (index !== barred && nodes.fits(item, index)) return index
  }
  return undefined
}

/** The node with the fewest replicas of the same workload; then GPUs packed tight and processors spread out. */
export const balanced: Choose = (nodes, item, barred) => best(nodes, item, barred, true)

/** Like `balanced`, but replicas of one workload may share a node, so that whole nodes stay free. */
export const packed: Choose = (nodes, item, barred) => best(nodes, item, barred, false)

function best(
  nodes: Nodes,
  item: Item,
  barred: number | undefined,
  spread: boolean,
): number | undefined {
  let chosen: number | undefined
  let chosenScore: readonly number[] = []
  for (let index = 0; index < nodes.bins.length; index += 1) {
    if (index === barred || !nodes.fits(item, index)) continue
    const score = scoreOf(nodes, item, index, spread)
    if (chosen === undefined || isLess(score, chosenScore)) {
      chosen = index
      chosenScore = score
    }
  }
  return chosen
}

function scoreOf(nodes: Nodes, item: Item, index: number, spread: boolean): readonly number[] {
  const sameNode = spread && item.prefersOtherNodes ? nodes.countOnNode(item.workload, index) : 0
  const sameZone = spread && item.prefersOtherZones ? nodes.countInZone(item.workload, index) : 0
  const bin = nodes.bins[index]
  const usedCpu = bin === undefined || bin.cpu === 0 ? 0 : 1 - (nodes.freeCpu[index] ?? 0) / bin.cpu
  const load = item.gpus > 0 ? (nodes.freeGpus[index] ?? 0) : spread ? usedCpu : -usedCpu
  return [sameNode, sameZone, load]
}

function isLess(left: readonly number[], right: readonly number[]): boolean {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? 0
    if (value !== other) return value < other
  }
  return false
}
