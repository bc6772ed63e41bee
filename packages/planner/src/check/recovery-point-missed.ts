// Finds stores whose copies lie further apart than the recovery point allows.

import { diagnostic, pointer, printDuration, type Diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

/** Where the log is archived continuously, its interval counts. */
export const recoveryPointMissed: Rule = ({ platform, inPlatform }) => {
  const { recoveryPoint } = platform.objectives
  return Object.entries(platform.backup.stores).flatMap(
    ([store, { every, log }]): readonly Diagnostic[] => {
      const interval = Math.min(every, log?.every ?? every)
      if (interval <= recoveryPoint) return []
      const keys = log !== undefined && log.every < every ? ['log', 'every'] : ['every']
      const params = {
        store,
        every: printDuration(log !== undefined && log.every < every ? log.every : every),
        objective: printDuration(recoveryPoint),
      }
      const related = [inPlatform('/objectives/recoveryPoint')]
      const at = inPlatform(pointer('backup', 'stores', store, ...keys))
      return [diagnostic('life/recovery-point-missed', at, params, { related })]
    },
  )
}
