// Finds nodes of the inventory that share a name or an address, management controllers included.

import {
  diagnostic,
  nodesOf,
  pointer,
  type Diagnostic,
  type Pointer,
  type Pool,
} from '@llmflow/spec'
import type { Rule } from './rule.js'

type Field = 'name' | 'address' | 'bmc'
type Use = { readonly name: string; readonly at: Pointer }

export const duplicateNodes: Rule = ({ inventory, inInventory }) => {
  if (inventory === undefined) return []
  const usesOf = (field: Field): readonly Use[] =>
    inventory.pools.flatMap((pool, index) => usesIn(pool, index, field))
  return [usesOf('name'), [...usesOf('address'), ...usesOf('bmc')]].flatMap((uses) =>
    repeated(uses).map(({ name, at, first }): Diagnostic =>
      diagnostic(
        'spec/duplicate-name',
        inInventory(at),
        { name },
        { related: [inInventory(first)] },
      ),
    ),
  )
}

/** The names or addresses of a pool’s nodes, each at the line that gives it. */
function usesIn(pool: Pool, index: number, field: Field): readonly Use[] {
  const listed = Array.isArray(pool.nodes)
  const key = field === 'name' ? 'prefix' : 'firstAddress'
  return nodesOf(pool).flatMap((node, position): readonly Use[] => {
    const name = node[field]
    if (name === undefined) return []
    if (field === 'bmc') return [{ name, at: pointer('pools', index, 'bmc', 'firstAddress') }]
    const at = listed
      ? pointer('pools', index, 'nodes', position, field)
      : pointer('pools', index, 'nodes', key)
    return [{ name, at }]
  })
}

/** The uses of a name that was taken before; one for each place, however many nodes it stands for. */
function repeated(uses: readonly Use[]): readonly (Use & { readonly first: Pointer })[] {
  const firsts = new Map<string, Pointer>()
  const found = new Map<Pointer, Use & { readonly first: Pointer }>()
  for (const { name, at } of uses) {
    const first = firsts.get(name)
    if (first === undefined) firsts.set(name, at)
    else if (!found.has(at)) found.set(at, { name, at, first })
  }
  return [...found.values()]
}
