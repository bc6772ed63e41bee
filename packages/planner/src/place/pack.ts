// Puts the replicas of one pool onto its nodes, and says who finds no place.

import type { Ask, PoolReport, Shortage } from '../input.js'
import { Nodes, type Bin, type Item } from './bins.js'
import { balanced, firstFit, packed, type Choose } from './choose.js'

/** A workload that wants nodes of this pool. */
export type Tenant = Ask & {
  readonly onePerNode: boolean
  readonly evenZones: boolean
  readonly prefersOtherNodes: boolean
  readonly prefersOtherZones: boolean
  /** Whether a lost replica can start elsewhere. */
  readonly movable: boolean
}

/** Where the replicas of the minima go, by workload: indexes of nodes. */
export type Packing = {
  readonly nodesOf: ReadonlyMap<string, readonly number[]>
  readonly unplaced: PoolReport['unplaced']
  readonly lost: PoolReport['lost']
  readonly waiting: PoolReport['waiting']
}

type Attempt = {
  readonly nodes: Nodes
  readonly placed: ReadonlyMap<string, readonly number[]>
  readonly unplaced: PoolReport['unplaced']
}

/**
 * Packs a pool. Whether the minima fit is decided by first fit alone, in several orders of the replicas, so that
 * one more node never turns a fit into a misfit; how they are laid out is then chosen among better layouts, of which
 * the first that survives the loss of any node wins.
 */
export function packPool(bins: readonly Bin[], tenants: readonly Tenant[]): Packing {
  const minima = itemsOf(tenants, ({ minimum }) => minimum)
  const verdict = placeInAnyOrder(bins, minima)
  if (verdict.unplaced.length > 0) {
    return { nodesOf: verdict.placed, unplaced: verdict.unplaced, lost: [], waiting: [] }
  }
  const { whole, waiting } = grow(bins, tenants)
  const layouts = [
    shrunkTo(bins, whole, tenants),
    place(bins, [...minima].toSorted(largestFirst), balanced),
    place(bins, [...minima].toSorted(largestFirst), packed),
    verdict,
  ].filter(({ unplaced }) => unplaced.length === 0)
  const judged = layouts.map((layout) => ({ layout, lost: losses(layout, tenants) }))
  const chosen = judged.find(({ lost }) => lost.length === 0) ?? judged.at(-1)
  const layout = chosen?.layout ?? verdict
  return {
    nodesOf: layout.placed,
    unplaced: [],
    lost: chosen?.lost ?? [],
    waiting,
  }
}

function firstThat<Input, Output>(
  inputs: readonly Input[],
  run: (input: Input) => Output | undefined,
): Output | undefined {
  for (const input of inputs) {
    const output = run(input)
    if (output !== undefined) return output
  }
  return undefined
}

type Order = (left: Item, right: Item) => number

const byName: Order = (left, right) =>
  left.workload < right.workload ? -1 : left.workload > right.workload ? 1 : 0
const largestFirst: Order = (left, right) =>
  right.gpus - left.gpus ||
  right.memory - left.memory ||
  right.cpu - left.cpu ||
  byName(left, right)
const strictestFirst: Order = (left, right) =>
  Number(right.onePerNode) - Number(left.onePerNode) || largestFirst(left, right)
const busiestFirst: Order = (left, right) =>
  right.gpus - left.gpus ||
  right.cpu - left.cpu ||
  right.memory - left.memory ||
  byName(left, right)

const orders: readonly Order[] = [largestFirst, strictestFirst, busiestFirst]

/** Ways to lay out the maxima, the best spread first. */
const growthLayouts: readonly (readonly [Order, Choose])[] = [
  [largestFirst, balanced],
  ...orders.map((order) => [order, firstFit] as const),
]

function itemsOf(
  tenants: readonly Tenant[],
  replicas: (tenant: Tenant) => number,
): readonly Item[] {
  return tenants.flatMap((tenant) => Array.from({ length: replicas(tenant) }, () => tenant))
}

function place(bins: readonly Bin[], items: readonly Item[], choose: Choose): Attempt {
  const nodes = new Nodes(bins)
  const placed = new Map<string, number[]>()
  const missing = new Map<string, { replicas: number; lacks: Shortage }>()
  for (const item of items) {
    const index = choose(nodes, item)
    if (index === undefined) {
      const before = missing.get(item.workload)
      missing.set(item.workload, {
        replicas: (before?.replicas ?? 0) + 1,
        lacks: before?.lacks ?? nodes.shortageOf(item),
      })
      continue
    }
    nodes.put(item, index)
    const list = placed.get(item.workload) ?? []
    list.push(index)
    placed.set(item.workload, list)
  }
  return {
    nodes,
    placed,
    unplaced: [...missing].map(([workload, rest]) => ({ workload, ...rest })),
  }
}

/** By first fit in the first order that leaves nobody out, else in the first of all. */
function placeInAnyOrder(bins: readonly Bin[], items: readonly Item[]): Attempt {
  const whole = firstThat(orders, (order) => {
    const attempt = place(bins, items.toSorted(order), firstFit)
    return attempt.unplaced.length === 0 ? attempt : undefined
  })
  return whole ?? place(bins, items.toSorted(largestFirst), firstFit)
}

/**
 * The minima as a part of a layout that holds the maxima, so that growing never meets fragments. Of each
 * workload those replicas stay that lie on the most different nodes.
 */
function shrunkTo(bins: readonly Bin[], whole: Attempt, tenants: readonly Tenant[]): Attempt {
  const nodes = new Nodes(bins)
  const placed = new Map<string, readonly number[]>()
  for (const tenant of tenants) {
    const kept = takeSpread(whole.placed.get(tenant.workload) ?? [], tenant.minimum)
    for (const index of kept) nodes.put(tenant, index)
    placed.set(tenant.workload, kept)
  }
  const unplaced = whole.unplaced.filter(({ workload }) =>
    tenants.some((tenant) => tenant.workload === workload && isShort(tenant, placed)),
  )
  return { nodes, placed, unplaced }
}

function isShort(tenant: Tenant, placed: ReadonlyMap<string, readonly number[]>): boolean {
  return (placed.get(tenant.workload)?.length ?? 0) < tenant.minimum
}

/** `count` of the indexes, in rounds over the different ones. */
function takeSpread(indexes: readonly number[], count: number): readonly number[] {
  const left = new Map<number, number>()
  for (const index of indexes) left.set(index, (left.get(index) ?? 0) + 1)
  const taken: number[] = []
  while (taken.length < count && left.size > 0) {
    for (const [index, amount] of left) {
      if (taken.length === count) break
      taken.push(index)
      if (amount === 1) left.delete(index)
      else left.set(index, amount - 1)
    }
  }
  return taken
}

/** Takes each node away in turn and looks whether its movable replicas find room on the others. */
function losses(layout: Attempt, tenants: readonly Tenant[]): PoolReport['lost'] {
  const { nodes, placed } = layout
  const residents = residentsOf(placed, tenants)
  return nodes.bins.flatMap(({ node }, lostIndex) => {
    const moved: { tenant: Tenant; from: number; to: number }[] = []
    const failed = new Map<string, Shortage>()
    const movable = (residents.get(lostIndex) ?? [])
      .filter((tenant) => tenant.movable)
      .toSorted(largestFirst)
    for (const tenant of movable) nodes.take(tenant, lostIndex)
    for (const tenant of movable) {
      const index = balanced(nodes, { ...tenant, evenZones: false }, lostIndex)
      if (index === undefined) failed.set(tenant.workload, nodes.shortageOf(tenant))
      else {
        nodes.put(tenant, index)
        moved.push({ tenant, from: lostIndex, to: index })
      }
    }
    for (const { tenant, to } of moved) nodes.take(tenant, to)
    for (const tenant of movable) nodes.put(tenant, lostIndex)
    return [...failed].map(([workload, lacks]) => ({ node, workload, lacks }))
  })
}

function residentsOf(
  placed: ReadonlyMap<string, readonly number[]>,
  tenants: readonly Tenant[],
): ReadonlyMap<number, readonly Tenant[]> {
  const residents = new Map<number, Tenant[]>()
  for (const tenant of tenants) {
    for (const index of placed.get(tenant.workload) ?? []) {
      const list = residents.get(index) ?? []
      list.push(tenant)
      residents.set(index, list)
    }
  }
  return residents
}

/** A layout of everything at its maximum, or of as much as fits when the important workloads grow first. */
function grow(
  bins: readonly Bin[],
  tenants: readonly Tenant[],
): { readonly whole: Attempt; readonly waiting: PoolReport['waiting'] } {
  const maximumOf = ({ maximum, minimum }: Tenant): number => Math.max(maximum, minimum)
  const maxima = itemsOf(tenants, maximumOf)
  const whole = firstThat(growthLayouts, ([order, choose]) => {
    const attempt = place(bins, maxima.toSorted(order), choose)
    return attempt.unplaced.length === 0 ? attempt : undefined
  })
  if (whole !== undefined) return { whole, waiting: [] }
  const counts = new Map(tenants.map(({ workload, minimum }) => [workload, minimum]))
  const lacking = new Map<string, Shortage>()
  const attemptWith = (workload: string, count: number): Attempt => {
    const items = itemsOf(tenants, (tenant) =>
      tenant.workload === workload ? count : (counts.get(tenant.workload) ?? tenant.minimum),
    )
    return placeInAnyOrder(bins, items)
  }
  const byPriority = tenants.toSorted(
    (left, right) => right.priority - left.priority || largestFirst(left, right),
  )
  for (const tenant of byPriority) {
    let [fits, tooMany] = [tenant.minimum, maximumOf(tenant) + 1]
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2)
      const { unplaced } = attemptWith(tenant.workload, middle)
      const [shortage] = unplaced
      if (shortage === undefined) fits = middle
      else {
        tooMany = middle
        lacking.set(tenant.workload, shortage.lacks)
      }
    }
    counts.set(tenant.workload, fits)
  }
  const waiting = byPriority.flatMap((tenant) => {
    const replicas = maximumOf(tenant) - (counts.get(tenant.workload) ?? tenant.minimum)
    const lacks = lacking.get(tenant.workload) ?? 'nodes'
    return replicas > 0 ? [{ workload: tenant.workload, replicas, lacks }] : []
  })
  return { whole: attemptWith('', 0), waiting: waiting.toReversed() }
}
