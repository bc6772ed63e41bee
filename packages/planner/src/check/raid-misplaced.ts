// Finds RAID levels that the disks cannot form, and RAID below storage that keeps its own copies.

import {
  diagnostic,
  isRaidPossible,
  pointer,
  raidMinimum,
  type Diagnostic,
  type Inventory,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const raidMisplaced: Rule = (subject) => {
  const { inventory } = subject
  if (inventory === undefined) return []
  return inventory.pools.flatMap((pool, index) =>
    pool.disks.flatMap((disk, position) =>
      judge(subject, copiersOf(inventory, pool.name), index, position, disk),
    ),
  )
}

type Disk = Inventory['pools'][number]['disks'][number]

/** Storage on a pool that keeps copies or parity by itself. */
function copiersOf({ storageClasses, objectStores }: Inventory, pool: string): readonly string[] {
  return [
    ...storageClasses.filter(({ replication, pools }) => replication > 1 && pools.includes(pool)),
    ...objectStores.filter((store) => store.pool === pool && store.parity > 0),
  ].map(({ name }) => name)
}

function judge(
  { inventory, inInventory }: Subject,
  [copier]: readonly string[],
  index: number,
  position: number,
  { raid, count }: Disk,
): readonly Diagnostic[] {
  if (raid === 'none') return []
  const at = inInventory(pointer('pools', index, 'disks', position, 'raid'))
  const pool = inventory?.pools[index]?.name ?? ''
  if (!isRaidPossible({ raid, count })) {
    const params = { pool, raid, count, needed: raidMinimum[raid] }
    return [diagnostic('capacity/raid-impossible', at, params)]
  }
  return copier === undefined || raid === 'raid0'
    ? []
    : [diagnostic('capacity/raid-under-copies', at, { pool, raid, storage: copier })]
}
