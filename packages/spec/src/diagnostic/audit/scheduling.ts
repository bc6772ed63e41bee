// Lists the audit's findings about nodes, pods, quotas and Pod Security, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type SchedulingParams = {}

export const schedulingSeverities: { readonly [C in keyof SchedulingParams]: Severity } = {}

export const schedulingEnglish: {
  readonly [C in keyof SchedulingParams]: Wording<SchedulingParams[C]>
} = {}

export const schedulingKorean: {
  readonly [C in keyof SchedulingParams]: Wording<SchedulingParams[C]>
} = {}
