// Finds pools that no Ethernet reaches, and management controllers that share a network with machines.

import { diagnostic, pointer, type Diagnostic, type Inventory } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const poolUnattached: Rule = (subject) => {
  const { inventory } = subject
  if (inventory === undefined) return []
  const isDrawn = inventory.pools.some(({ links }) => links.length > 0)
  return inventory.pools.flatMap((pool, index) => [
    ...(isDrawn ? attachment(subject, pool, index) : []),
    ...controllers(subject, inventory, index),
  ])
}

/** Where nobody draws links, their absence says nothing. */
function attachment(
  { inInventory }: Subject,
  { name: pool, links }: Inventory['pools'][number],
  index: number,
): readonly Diagnostic[] {
  if (links.some(({ fabric, networks }) => fabric === undefined && networks.length > 0)) return []
  const at = inInventory(pointer('pools', index, ...(links.length === 0 ? ['name'] : ['links'])))
  return [diagnostic('wiring/pool-unattached', at, { pool })]
}

function controllers(
  { inInventory }: Subject,
  { pools, networks }: Inventory,
  index: number,
): readonly Diagnostic[] {
  const { name: pool = '', bmc } = pools[index] ?? {}
  if (bmc === undefined) return []
  const { network } = bmc
  const purpose = networks.find(({ name }) => name === network)?.purpose
  const isShared = pools.some(({ links }) => links.some((link) => link.networks.includes(network)))
  if (purpose === undefined || (purpose === 'bmc' && !isShared)) return []
  const at = inInventory(pointer('pools', index, 'bmc', 'network'))
  return [diagnostic('wiring/bmc-shared', at, { pool, network })]
}
