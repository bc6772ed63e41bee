// Runs every rule over a platform and its plan.

import type { Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { singlePointOfFailure } from './capacity-failure.js'
import { capacityBounds, capacityFit } from './capacity-fit.js'
import { capacityModels } from './capacity-models.js'
import type { Rule } from './rule.js'

const rules: readonly Rule[] = [capacityBounds, capacityModels, capacityFit, singlePointOfFailure]

export function checkDraft(subject: Subject): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(subject))
}
