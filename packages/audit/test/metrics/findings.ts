// Runs one rule on texts and says each finding in a line: its severity, its code and the text at its place.

import type { AuditRule } from '../../src/rule.js'
import { runRule, wordsAt, type Texts } from '../run-rule.js'

export type { Texts } from '../run-rule.js'

/** `error metrics/no-such-port: metrics` for each finding. */
export const findings = (rule: AuditRule, texts: Texts, isComplete = false): readonly string[] =>
  runRule(rule, texts, isComplete).map(
    ({ severity, code, location }) => `${severity} ${code}: ${wordsAt(texts, location)}`,
  )
