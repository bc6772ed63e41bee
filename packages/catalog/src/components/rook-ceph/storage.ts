// Says which machines Ceph takes, and which of the inventory's storage classes it brings.

import { nodesOf, type Pool, type StorageClass } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { exportedClassOf } from '../nfs/options.js'

/** What Ceph brings where no inventory asks for anything. */
const defaults: readonly StorageClass[] = [
  {
    name: 'ceph-rbd',
    kind: 'block',
    accessModes: ['ReadWriteOnce'],
    replication: 3,
    pools: [],
    isDefault: true,
  },
  {
    name: 'cephfs',
    kind: 'file',
    accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
    replication: 3,
    pools: [],
    isDefault: false,
  },
]

/**
 * The classes that lie on disks of the inventory; without any such, all of them. A class on no pool is somebody else's,
 * such as a storage cluster of its own.
 */
export function cephClassesOf(context: Context): readonly StorageClass[] {
  const exported = exportedClassOf(context)
  const classes = (context.inventory?.storageClasses ?? defaults).filter(
    ({ name, kind }) => kind !== 'local' && name !== exported,
  )
  const held = classes.filter(({ pools }) => pools.length > 0)
  return held.length === 0 ? classes : held
}

/** The pools whose disks Ceph takes. */
export function cephPoolsOf(context: Context): readonly Pool[] {
  const names = new Set(cephClassesOf(context).flatMap(({ pools }) => pools))
  return (context.inventory?.pools ?? []).filter(
    ({ name, kind }) => names.has(name) && kind === 'cluster',
  )
}

export const cephNodesOf = (context: Context): readonly string[] =>
  cephPoolsOf(context).flatMap((pool) => nodesOf(pool).map(({ name }) => name))

/** Copies lie in different zones where there are enough of them, else on different machines. */
export function failureDomainOf(context: Context, copies: number): 'zone' | 'host' {
  const zones = cephPoolsOf(context).flatMap((pool) => nodesOf(pool).map(({ zone }) => zone))
  return new Set(zones.filter((zone) => zone !== '')).size >= Math.max(copies, 2) ? 'zone' : 'host'
}
