// Finds fine-tuning that takes more GPUs than the machines for it have.

import { diagnostic, nodesOf } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const capacityTraining: Rule = ({ platform, inventory, inPlatform }) => {
  const wanted = platform.demand.fineTuning.gpus
  if (inventory === undefined || wanted === 0) return []
  const available = inventory.pools
    .filter(({ roles }) => roles.includes('training'))
    .reduce((sum, pool) => sum + (pool.gpus?.count ?? 0) * nodesOf(pool).length, 0)
  if (wanted <= available) return []
  return [
    diagnostic('capacity/training-gpus', inPlatform('/demand/fineTuning/gpus'), {
      wanted,
      available,
    }),
  ]
}
