// Finds feeds that nothing can be held against, because nobody says what the machines draw.

import { diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const powerUnknown: Rule = ({ inventory, inInventory }) => {
  const pools = (inventory?.pools ?? []).filter(({ power }) => power === undefined)
  if (inventory?.site?.power === undefined || pools.length === 0) return []
  const params = { pools: pools.map(({ name }) => name).join(', ') }
  return [diagnostic('capacity/power-unknown', inInventory('/site/power'), params)]
}
