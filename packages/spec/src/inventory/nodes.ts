// Lists the nodes of a pool, whether they were written one by one or as a count.

import type { Pool } from './schema.js'

/** One machine. `zone` and `rack` are empty when the inventory does not say. */
export type Node = {
  readonly name: string
  readonly pool: string
  readonly address: string | undefined
  /** Address of its management controller. */
  readonly bmc: string | undefined
  readonly zone: string
  readonly rack: string
}

/** The nodes of a pool in their listed order. */
export function nodesOf(pool: Pool): readonly Node[] {
  const bmcAt = (index: number): string | undefined =>
    pool.bmc?.firstAddress === undefined ? undefined : addressAfter(pool.bmc.firstAddress, index)
  if (Array.isArray(pool.nodes)) {
    return pool.nodes.map(({ name, address, zone, rack }, index) => ({
      name,
      pool: pool.name,
      address,
      bmc: bmcAt(index),
      zone: zone ?? '',
      rack: rack ?? '',
    }))
  }
  const { count, prefix, firstAddress, zones, racks } = pool.nodes
  return Array.from({ length: count }, (_, index) => ({
    name: `${prefix}-${`${index + 1}`.padStart(2, '0')}`,
    pool: pool.name,
    address: firstAddress === undefined ? undefined : addressAfter(firstAddress, index),
    bmc: bmcAt(index),
    zone: zones[index % Math.max(1, zones.length)] ?? '',
    rack: racks[index % Math.max(1, racks.length)] ?? '',
  }))
}

/** The IPv4 address `steps` after `first`. */
function addressAfter(first: string, steps: number): string {
  const number = first.split('.').reduce((total, part) => total * 256 + Number(part), 0) + steps
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}
