// Finds workers of the cluster in a network that is kept for databases.

import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

/** Where hosts stand there too: a network of its own purpose without them is one for whatever runs in the cluster. */
export const workersAmongDatabases: Rule = ({ inventory, inInventory }) => {
  const kept = new Set(
    (inventory?.networks ?? []).flatMap(({ name, purpose }) =>
      purpose === 'database' ? [name] : [],
    ),
  )
  const pools = inventory?.pools ?? []
  const ofHosts = new Set(
    pools
      .filter(({ kind }) => kind === 'hosts')
      .flatMap(({ links }) => links.flatMap(({ networks }) => networks)),
  )
  return pools.flatMap(({ name, kind, links }, index) =>
    kind === 'hosts'
      ? []
      : links.flatMap(({ networks }, position): readonly Diagnostic[] =>
          networks.flatMap((network, place) => {
            if (!kept.has(network) || !ofHosts.has(network)) return []
            const at = pointer('pools', index, 'links', position, 'networks', place)
            const params = { pool: name, network }
            return [diagnostic('wiring/workers-among-databases', inInventory(at), params)]
          }),
        ),
  )
}
