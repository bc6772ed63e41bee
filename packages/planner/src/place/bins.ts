// Keeps count of what is free on each node while replicas are put onto them.

import type { Shortage } from '../input.js'

/** A node with what it has for workloads. */
export type Bin = {
  readonly node: string
  readonly zone: string
  readonly cpu: number
  readonly memory: number
  readonly gpus: number
}

/** One replica that needs a node. */
export type Item = {
  readonly workload: string
  readonly cpu: number
  readonly memory: number
  readonly gpus: number
  readonly onePerNode: boolean
  readonly evenZones: boolean
  readonly prefersOtherNodes: boolean
  readonly prefersOtherZones: boolean
  readonly priority: number
}

/** What is free, and where each workload already runs. */
export class Nodes {
  readonly bins: readonly Bin[]
  readonly freeCpu: Float64Array
  readonly freeMemory: Float64Array
  readonly freeGpus: Float64Array
  private readonly zones: readonly string[]
  private readonly onNode = new Map<string, Map<number, number>>()
  private readonly inZone = new Map<string, Map<string, number>>()

  constructor(bins: readonly Bin[]) {
    this.bins = bins
    this.freeCpu = Float64Array.from(bins, ({ cpu }) => cpu)
    this.freeMemory = Float64Array.from(bins, ({ memory }) => memory)
    this.freeGpus = Float64Array.from(bins, ({ gpus }) => gpus)
    this.zones = [...new Set(bins.map(({ zone }) => zone))]
  }

  /** Whether the replica may run on the node. */
  fits(item: Item, index: number): boolean {
    return (
      this.hasRoom(item, index) &&
      (!item.onePerNode || this.countOnNode(item.workload, index) === 0) &&
      (!item.evenZones || this.keepsZonesEven(item.workload, index))
    )
  }

  hasRoom(item: Item, index: number): boolean {
    return (
      (this.freeGpus[index] ?? 0) >= item.gpus &&
      (this.freeMemory[index] ?? 0) >= item.memory &&
      (this.freeCpu[index] ?? 0) >= item.cpu
    )
  }

  countOnNode(workload: string, index: number): number {
    return this.onNode.get(workload)?.get(index) ?? 0
  }

  countInZone(workload: string, index: number): number {
    return this.inZone.get(workload)?.get(this.bins[index]?.zone ?? '') ?? 0
  }

  /** Kubernetes’ rule for maxSkew 1: no zone gets two more than the emptiest one. */
  private keepsZonesEven(workload: string, index: number): boolean {
    const counts = this.inZone.get(workload)
    const fewest = Math.min(...this.zones.map((zone) => counts?.get(zone) ?? 0))
    return this.countInZone(workload, index) <= fewest
  }

  put(item: Item, index: number): void {
    this.move(item, index, 1)
  }

  take(item: Item, index: number): void {
    this.move(item, index, -1)
  }

  private move(item: Item, index: number, sign: 1 | -1): void {
    this.freeCpu[index] = (this.freeCpu[index] ?? 0) - sign * item.cpu
    this.freeMemory[index] = (this.freeMemory[index] ?? 0) - sign * item.memory
    this.freeGpus[index] = (this.freeGpus[index] ?? 0) - sign * item.gpus
    const nodes = this.onNode.get(item.workload) ?? new Map<number, number>()
    nodes.set(index, (nodes.get(index) ?? 0) + sign)
    this.onNode.set(item.workload, nodes)
    const zones = this.inZone.get(item.workload) ?? new Map<string, number>()
    const zone = this.bins[index]?.zone ?? ''
    zones.set(zone, (zones.get(zone) ?? 0) + sign)
    this.inZone.set(item.workload, zones)
  }

  /** What keeps the replica from running: the first resource that no node has enough of, else the nodes themselves. */
  shortageOf(item: Item): Shortage {
    const all = this.bins.map((_, index) => index)
    if (!all.some((index) => (this.freeGpus[index] ?? 0) >= item.gpus)) return 'gpus'
    if (!all.some((index) => (this.freeMemory[index] ?? 0) >= item.memory)) return 'memory'
    if (!all.some((index) => (this.freeCpu[index] ?? 0) >= item.cpu)) return 'cpu'
    return 'nodes'
  }
}
