// Finds platforms whose data takes longer to come back than the recovery time allows.

import { diagnostic, printDuration, recoveryTimeOf } from '@llmflow/spec'
import type { Rule } from './rule.js'

/** Only what has a copy comes back: the others are other findings. */
export const recoveryTimeMissed: Rule = ({ platform, draft, inPlatform }) => {
  const objective = platform.objectives.recoveryTime
  const stores = Object.fromEntries(
    Object.entries(draft.plan.recovery).filter(([, store]) => store.recoveryPoint !== undefined),
  )
  const total = recoveryTimeOf(stores)
  if (total <= objective) return []
  const [longest] = Object.entries(stores).toSorted(
    ([, left], [, right]) => right.recoveryTime - left.recoveryTime,
  )
  if (longest === undefined) return []
  const params = {
    total: printDuration(total),
    objective: printDuration(objective),
    longest: longest[0],
    longestTime: printDuration(longest[1].recoveryTime),
  }
  return [diagnostic('life/recovery-time-missed', inPlatform('/objectives/recoveryTime'), params)]
}
