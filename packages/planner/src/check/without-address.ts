// Finds machines outside Kubernetes that nothing can reach, because they have no address.

import { diagnostic, nodesOf, pointer, type Diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const withoutAddress: Rule = ({ inventory, draft, inInventory }) => {
  const { placement, workloads } = draft.plan
  const used = new Set(
    Object.entries(placement).flatMap(([id, { pool }]) =>
      workloads[id]?.runsOn === 'hosts' ? [pool] : [],
    ),
  )
  return (inventory?.pools ?? []).flatMap((pool, index): readonly Diagnostic[] => {
    const bare = nodesOf(pool).findIndex(({ address }) => address === undefined)
    if (!used.has(pool.name) || bare === -1) return []
    const at = pointer('pools', index, 'nodes', ...(Array.isArray(pool.nodes) ? [bare] : []))
    return [diagnostic('plan/no-address', inInventory(at, 'key'), { pool: pool.name })]
  })
}
