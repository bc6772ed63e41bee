// Defines what planning starts from, and what it gives back.

import type { Context, Release } from '@llmflow/catalog'
import type {
  Diagnostic,
  Inventory,
  Location,
  Plan,
  Platform,
  Pointer,
  Sourced,
} from '@llmflow/spec'
import { placeOf } from '@llmflow/spec'

/** The documents that a person wrote, read and checked for form. */
export type PlanningInput = {
  readonly platform: Sourced<Platform>
  readonly inventory: Sourced<Inventory> | undefined
}

/** A plan with everything that is to be said about it. No plan when names or a release cannot be resolved. */
export type PlanningResult = {
  readonly plan: Plan | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** What a rule of the checker looks at. */
export type Subject = {
  readonly input: PlanningInput
  readonly platform: Platform
  readonly inventory: Inventory | undefined
  readonly release: Release
  readonly context: Context
  readonly draft: Draft
  /** The place of a setting of the platform in the documents that a person wrote. */
  readonly inPlatform: (path: Pointer, on?: 'key' | 'value') => Location
  readonly inInventory: (path: Pointer, on?: 'key' | 'value') => Location
}

/** What planning computed, before it is judged. */
export type Draft = {
  readonly plan: Plan
  readonly packing: PackingReport
}

/** How the workloads fit onto the nodes. */
export type PackingReport = {
  /** Workloads for which no pool of the inventory is meant. */
  readonly homeless: readonly string[]
  readonly pools: readonly PoolReport[]
}

export type Shortage = 'gpus' | 'cpu' | 'memory' | 'nodes'

export type PoolReport = {
  readonly pool: string
  readonly nodes: number
  /** What is there for workloads, over all nodes. */
  readonly capacity: { readonly cpu: number; readonly memory: number; readonly gpus: number }
  /** The workloads that belong here, with what one replica asks for. */
  readonly asks: readonly Ask[]
  /** Replicas of the minima that found no node. */
  readonly unplaced: readonly {
    readonly workload: string
    readonly replicas: number
    readonly lacks: Shortage
  }[]
  /** Replicas that find no node when one is lost. */
  readonly lost: readonly {
    readonly node: string
    readonly workload: string
    readonly lacks: Shortage
  }[]
  /** Replicas between minimum and maximum that found no node, in the order of who waits longest. */
  readonly waiting: readonly {
    readonly workload: string
    readonly replicas: number
    readonly lacks: Shortage
  }[]
}

export type Ask = {
  readonly workload: string
  readonly component: string
  readonly part: string
  readonly cpu: number
  readonly memory: number
  readonly gpus: number
  readonly minimum: number
  readonly maximum: number
  readonly priority: number
}

export function inDocuments(sourced: Sourced<unknown> | undefined): Subject['inPlatform'] {
  return (path, on) =>
    sourced === undefined
      ? { document: 'inventory.yaml', offset: 0, length: 1 }
      : placeOf(sourced.layered, path, on)
}
