// Finds control planes of several machines without an address that leads to whichever is alive.

import { diagnostic, nodesOf, pointer, type Diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const apiAtOneMachine: Rule = ({ inventory, platform, inInventory }) => {
  if (platform.network.controlPlaneAddress !== undefined) return []
  return (inventory?.pools ?? []).flatMap((pool, index): readonly Diagnostic[] => {
    const machines = nodesOf(pool).length
    if (pool.kind !== 'control-plane' || machines < 2) return []
    const at = inInventory(pointer('pools', index, 'nodes'), 'key')
    return [diagnostic('wiring/api-at-one-machine', at, { pool: pool.name, machines })]
  })
}
