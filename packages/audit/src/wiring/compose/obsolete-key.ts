// Finds top-level keys of compose files that Compose no longer reads.

import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'

/** compose-spec/compose-spec 04-version-and-name.md: only there for older files, and warned about. */
const obsolete: readonly string[] = ['version']

export const obsoleteKey: AuditRule = ({ compositions }) =>
  compositions.flatMap(({ field }) =>
    obsolete
      .filter((key) => field.get(key).value !== undefined)
      .map((key) => diagnostic('wiring/obsolete-key', field.get(key).keyPlace, { key })),
  )
