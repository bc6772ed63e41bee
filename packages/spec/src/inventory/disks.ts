// Computes what disks hold, before and after RAID.

import type { Disk } from './schema.js'

type Raid = Disk['raid']

/** Disks of `count` that hold data rather than copies of it. */
const data: { readonly [level in Raid]: (count: number) => number } = {
  none: (count) => count,
  raid0: (count) => count,
  raid1: () => 1,
  raid5: (count) => count - 1,
  raid6: (count) => count - 2,
  raid10: (count) => count / 2,
}

/** The fewest disks of each level. */
export const raidMinimum: { readonly [level in Raid]: number } = {
  none: 1,
  raid0: 2,
  raid1: 2,
  raid5: 3,
  raid6: 4,
  raid10: 4,
}

export function isRaidPossible({ raid, count }: Pick<Disk, 'raid' | 'count'>): boolean {
  return count >= raidMinimum[raid] && (raid !== 'raid10' || count % 2 === 0)
}

/** Bytes of all disks of a machine. */
export const rawBytesOf = (disks: readonly Pick<Disk, 'size' | 'count'>[]): number =>
  disks.reduce((sum, { size, count }) => sum + size * count, 0)

/** Bytes that a machine can keep on its disks. */
export const usableBytesOf = (disks: readonly Disk[]): number =>
  disks.reduce((sum, { size, count, raid }) => sum + size * Math.max(0, data[raid](count)), 0)

const spare: { readonly [level in Raid]: (count: number) => number } = {
  none: () => 0,
  raid0: () => 0,
  raid1: (count) => count - 1,
  raid5: () => 1,
  raid6: () => 2,
  raid10: () => 1,
}

/** Disks that may fail, whichever they are, without losing data. */
export const survivedDisks = ({ raid, count }: Pick<Disk, 'raid' | 'count'>): number =>
  spare[raid](count)
