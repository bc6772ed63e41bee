// Runs every rule over a platform and its plan.

import type { Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

const rules: readonly Rule[] = []

export function checkDraft(subject: Subject): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(subject))
}
