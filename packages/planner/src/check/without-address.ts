// Finds machines that nothing can reach, because they have no address or one that IPv4 does not have.

import { diagnostic, nodesOf, pointer, type Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const withoutAddress: Rule = (subject) => [...bare(subject), ...beyondTheLast(subject)]

/** Only pools on which something runs outside Kubernetes need addresses. */
function bare({ inventory, draft, inInventory }: Subject): readonly Diagnostic[] {
  const { placement, workloads } = draft.plan
  const used = new Set(
    Object.entries(placement).flatMap(([id, { pool }]) =>
      workloads[id]?.runsOn === 'hosts' ? [pool] : [],
    ),
  )
  return (inventory?.pools ?? []).flatMap((pool, index): readonly Diagnostic[] => {
    const first = nodesOf(pool).findIndex(({ address }) => address === undefined)
    if (!used.has(pool.name) || first === -1) return []
    const at = pointer('pools', index, 'nodes', ...(Array.isArray(pool.nodes) ? [first] : []))
    return [diagnostic('plan/no-address', inInventory(at, 'key'), { pool: pool.name })]
  })
}

const addresses = 2 ** 32

/** Pools whose nodes are counted on from an address until IPv4 has no more, and go on at 0.0.0.0. */
function beyondTheLast({ inventory, inInventory }: Subject): readonly Diagnostic[] {
  return (inventory?.pools ?? []).flatMap((pool, index): readonly Diagnostic[] => {
    if (Array.isArray(pool.nodes) || pool.nodes.firstAddress === undefined) return []
    const { firstAddress, count } = pool.nodes
    const first = firstAddress.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
    if (first + count <= addresses) return []
    const params = {
      value: JSON.stringify(firstAddress),
      expected: 'an IPv4 address such as 10.40.0.11',
    }
    const at = pointer('pools', index, 'nodes', 'firstAddress')
    return [diagnostic('spec/invalid-value', inInventory(at), params)]
  })
}
