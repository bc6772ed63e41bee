// Defines what a plan says of the hardware: what it holds, draws and connects.

import type { Network, Plane } from '../inventory/schema.js'
import type { Bytes, Watts } from '../quantity/brand.js'

/** Empty collections where the inventory says nothing. */
export type PlannedHardware = {
  readonly planes: { readonly [plane in Plane]?: readonly string[] }
  readonly objectStores: { readonly [name: string]: PlannedStorage }
  readonly storageClasses: { readonly [name: string]: PlannedStorage }
  /** Disks that only their own machine uses, by pool. */
  readonly disks: { readonly [pool: string]: PlannedStorage }
  readonly racks: { readonly [name: string]: PlannedRack }
  readonly networks: { readonly [name: string]: PlannedAttachment }
  readonly fabrics: { readonly [name: string]: PlannedFabric }
  readonly power: PlannedPower
}

/** Disks with what is left of them after copies and parity. */
export type PlannedStorage = {
  /** Empty for storage outside the inventory. */
  readonly pools: readonly string[]
  readonly protection: Protection
  readonly raw: Bytes
  readonly usable: Bytes
  /** What is promised of it to workloads. */
  readonly promised?: Bytes
  /** How much may be lost at once without losing data. */
  readonly survives: { readonly disks: number; readonly nodes: number }
}

type Protection =
  | { readonly kind: 'none' }
  | { readonly kind: 'copies'; readonly copies: number }
  | { readonly kind: 'erasure'; readonly setSize: number; readonly parity: number }
  | { readonly kind: 'raid'; readonly levels: readonly string[] }

export type PlannedRack = {
  readonly nodes: readonly string[]
  readonly switches: readonly string[]
  readonly power: Watts
  readonly powerLimit?: Watts
  readonly units: number
  readonly unitLimit?: number
}

export type PlannedPower = {
  readonly nodes: Watts
  readonly switches: Watts
  /** Watts at the meter for one watt of the machines. */
  readonly cooling: number
  readonly total: Watts
  readonly limit?: Watts
}

export type PlannedAttachment = Pick<Network, 'range' | 'purpose' | 'vlan' | 'gateway'> & {
  readonly virtual?: { readonly first: string; readonly last: string }
  readonly pools: readonly string[]
}

export type PlannedFabric = {
  readonly rate: string
  /** Gigabits a second of one port. */
  readonly speed: number
  readonly subnetManagers: number
  readonly resource?: string
  readonly pools: readonly string[]
  readonly switches: readonly string[]
}
