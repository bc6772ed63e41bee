// Finds backups that are kept longer than the log without which they reach no point in time.

import { diagnostic, pointer, printDuration, type Diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const retentionContradiction: Rule = ({ platform, inPlatform }) =>
  Object.entries(platform.backup.stores).flatMap(
    ([store, { keep, log }]): readonly Diagnostic[] => {
      if (log === undefined || log.keep >= keep) return []
      const params = { store, keep: printDuration(keep), logKeep: printDuration(log.keep) }
      const at = pointer('backup', 'stores', store)
      const related = [inPlatform(`${at}/keep`)]
      return [
        diagnostic('life/retention-contradiction', inPlatform(`${at}/log/keep`), params, {
          related,
        }),
      ]
    },
  )
