// Computes what is left of disks after copies, parity and RAID, and how many may be lost.

import {
  bytes,
  fromInventory,
  fromPlan,
  nodesOf,
  pointer,
  printBytes,
  rawBytesOf,
  survivedDisks,
  usableBytesOf,
  type Inventory,
  type PlannedStorage,
  type Pointer,
  type Pool,
  type Term,
} from '@llmflow/spec'
import type { Reasons } from './step.js'

type Section = 'objectStores' | 'storageClasses' | 'disks'
type Storage = { readonly [S in Section]: { readonly [name: string]: PlannedStorage } }
type Entry = readonly [string, PlannedStorage]

export function planStorage(inventory: Inventory, reasons: Reasons): Storage {
  const { objectStores, storageClasses, pools } = inventory
  const object = objectStores.map((store, index) => objectStorage(inventory, store, index, reasons))
  const classes = storageClasses.map((entry, index) =>
    classStorage(inventory, entry, index, reasons),
  )
  const taken = new Set([...object, ...classes].flatMap(([, storage]) => storage.pools))
  const disks = pools.flatMap((pool, index) =>
    taken.has(pool.name) || pool.disks.length === 0 ? [] : [localStorage(pool, index, reasons)],
  )
  return {
    objectStores: Object.fromEntries(object),
    storageClasses: Object.fromEntries(classes),
    disks: Object.fromEntries(disks),
  }
}

/** Every set takes equally many drives of each machine, as far as they divide. */
function objectStorage(
  { pools }: Inventory,
  { name, pool: poolName, setSize, parity, usable: promised }: Inventory['objectStores'][number],
  index: number,
  reasons: Reasons,
): Entry {
  const pool = pools.find((candidate) => candidate.name === poolName)
  const nodes = pool === undefined ? 0 : nodesOf(pool).length
  const raw = nodes * rawBytesOf(pool?.disks ?? [])
  const usable = Math.floor((raw * Math.max(0, setSize - parity)) / setSize)
  const ofNode = Math.ceil(setSize / Math.max(1, nodes))
  explain(
    reasons,
    pointer('hardware', 'objectStores', name),
    { bytes: raw, formula: ofNodes, at: disksOf(pools, poolName) },
    'raw × (set − parity) ÷ set',
    [
      fromInventory('set', `${setSize}`, pointer('objectStores', index, 'setSize')),
      fromInventory('parity', `${parity}`, pointer('objectStores', index, 'parity')),
    ],
  )
  return [
    name,
    {
      pools: pool === undefined ? [] : [pool.name],
      protection: { kind: 'erasure', setSize, parity },
      raw: bytes(raw),
      usable: bytes(usable),
      ...(promised === undefined ? {} : { promised }),
      survives: { disks: parity, nodes: Math.floor(parity / ofNode) },
    },
  ]
}

/** A class without pools lies elsewhere: its disks are inferred from what it promises. */
function classStorage(
  { pools }: Inventory,
  { name, replication, capacity, pools: names }: Inventory['storageClasses'][number],
  index: number,
  reasons: Reasons,
): Entry {
  const own = pools.filter((pool) => names.includes(pool.name))
  const raw =
    own.length === 0
      ? (capacity ?? 0) * replication
      : own.reduce((sum, pool) => sum + nodesOf(pool).length * usableBytesOf(pool.disks), 0)
  const copies = Math.max(1, replication)
  explain(
    reasons,
    pointer('hardware', 'storageClasses', name),
    names[0] === undefined
      ? {
          bytes: raw,
          formula: 'capacity × copies',
          at: pointer('storageClasses', index, 'capacity'),
        }
      : { bytes: raw, formula: ofNodes, at: disksOf(pools, names[0]) },
    'raw ÷ copies',
    [fromInventory('copies', `${replication}`, pointer('storageClasses', index, 'replication'))],
  )
  return [
    name,
    {
      pools: own.map((pool) => pool.name),
      protection: copies === 1 ? { kind: 'none' } : { kind: 'copies', copies },
      raw: bytes(raw),
      usable: bytes(Math.floor(raw / copies)),
      ...(capacity === undefined ? {} : { promised: capacity }),
      survives: { disks: copies - 1, nodes: copies - 1 },
    },
  ]
}

/** Disks that only their own machine uses. */
function localStorage(pool: Pool, index: number, reasons: Reasons): Entry {
  const nodes = nodesOf(pool).length
  const raw = nodes * rawBytesOf(pool.disks)
  const levels = pool.disks.map(({ raid }) => raid).filter((raid) => raid !== 'none')
  explain(
    reasons,
    pointer('hardware', 'disks', pool.name),
    { bytes: raw, formula: ofNodes, at: pointer('pools', index, 'disks') },
    'what RAID leaves',
    [fromInventory('disks', printBytes(bytes(raw)), pointer('pools', index, 'disks'))],
  )
  return [
    pool.name,
    {
      pools: [pool.name],
      protection: levels.length === 0 ? { kind: 'none' } : { kind: 'raid', levels },
      raw: bytes(raw),
      usable: bytes(Math.floor(nodes * usableBytesOf(pool.disks))),
      survives: { disks: Math.min(...pool.disks.map(survivedDisks)), nodes: 0 },
    },
  ]
}

/** All disks, how they were added up, and where they are written. */
type Raw = { readonly bytes: number; readonly formula: string; readonly at: Pointer }

const ofNodes = 'nodes × disks of one'

const disksOf = (pools: Inventory['pools'], name: string): Pointer =>
  pointer(
    'pools',
    pools.findIndex((pool) => pool.name === name),
    'disks',
  )

function explain(
  reasons: Reasons,
  path: Pointer,
  raw: Raw,
  formula: string,
  terms: readonly Term[],
): void {
  const raws = `${path}/raw`
  reasons.add('hardware', raws, {
    rule: 'hardware/raw',
    formula: raw.formula,
    terms: [fromInventory('disks', printBytes(bytes(raw.bytes)), raw.at)],
  })
  reasons.add('hardware', `${path}/usable`, {
    rule: 'hardware/usable',
    formula,
    terms: [fromPlan('raw', printBytes(bytes(raw.bytes)), raws), ...terms],
  })
}
