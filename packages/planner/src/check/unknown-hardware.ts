// Finds names in an inventory that refer to nothing: networks, fabrics, switches, racks, pools.

import {
  diagnostic,
  nearest,
  nodesOf,
  pointer,
  type Diagnostic,
  type Inventory,
  type Pointer,
  type ReferenceKind,
} from '@llmflow/spec'
import type { Rule } from './rule.js'

type Kind = Extract<ReferenceKind, 'network' | 'fabric' | 'switch' | 'rack' | 'pool'>
type Use = { readonly kind: Kind; readonly name: string; readonly at: Pointer }

export const unknownHardware: Rule = ({ inventory, inInventory }) => {
  if (inventory === undefined) return []
  const known = namesIn(inventory)
  return usesIn(inventory).flatMap(({ kind, name, at }): readonly Diagnostic[] => {
    if (known[kind].has(name)) return []
    const params = { kind, name, suggestion: nearest(name, [...known[kind]]) }
    return [diagnostic('spec/unknown-name', inInventory(at), params)]
  })
}

function namesIn({ pools, networks, fabrics, switches, racks }: Inventory) {
  const names = (list: readonly { readonly name: string }[]): ReadonlySet<string> =>
    new Set(list.map(({ name }) => name))
  return {
    pool: names(pools),
    network: names(networks),
    fabric: names(fabrics),
    switch: names(switches),
    rack: names(racks),
  }
}

function usesIn(inventory: Inventory): readonly Use[] {
  const { pools, storageClasses, objectStores, switches } = inventory
  return [
    ...pools.flatMap((pool, index) => usesOfPool(pool, index, inventory)),
    ...switches.flatMap(({ fabric, rack, uplinks }, index) => [
      ...one('fabric', fabric, pointer('switches', index, 'fabric')),
      ...one('rack', rack, pointer('switches', index, 'rack')),
      ...many('switch', uplinks, pointer('switches', index, 'uplinks')),
    ]),
    ...storageClasses.flatMap((entry, index) =>
      many('pool', entry.pools, pointer('storageClasses', index, 'pools')),
    ),
    ...objectStores.flatMap(({ pool }, index) =>
      one('pool', pool, pointer('objectStores', index, 'pool')),
    ),
  ]
}

function usesOfPool(
  pool: Inventory['pools'][number],
  index: number,
  { racks }: Inventory,
): readonly Use[] {
  const at = (...keys: readonly (string | number)[]): Pointer => pointer('pools', index, ...keys)
  return [
    ...one('network', pool.bmc?.network, at('bmc', 'network')),
    ...pool.links.flatMap(({ networks, fabric, switches }, position) => [
      ...many('network', networks, at('links', position, 'networks')),
      ...one('fabric', fabric, at('links', position, 'fabric')),
      ...many('switch', switches, at('links', position, 'switches')),
    ]),
    // Racks may be names only; a list of them is meant to be complete.
    ...(racks.length === 0 ? [] : racksOf(pool, at)),
  ]
}

function racksOf(
  pool: Inventory['pools'][number],
  at: (...keys: readonly (string | number)[]) => Pointer,
): readonly Use[] {
  if (!Array.isArray(pool.nodes)) return many('rack', pool.nodes.racks, at('nodes', 'racks'))
  return nodesOf(pool).flatMap(({ rack }, position) =>
    rack === '' ? [] : one('rack', rack, at('nodes', position, 'rack')),
  )
}

const one = (kind: Kind, name: string | undefined, at: Pointer): readonly Use[] =>
  name === undefined ? [] : [{ kind, name, at }]

const many = (kind: Kind, names: readonly string[], at: Pointer): readonly Use[] =>
  names.map((name, index) => ({ kind, name, at: `${at}${pointer(index)}` }))
