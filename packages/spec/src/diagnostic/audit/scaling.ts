// Lists the audit's findings about autoscalers and bounds, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type ScalingParams = {}

export const scalingSeverities: { readonly [C in keyof ScalingParams]: Severity } = {}

export const scalingEnglish: { readonly [C in keyof ScalingParams]: Wording<ScalingParams[C]> } = {}

export const scalingKorean: { readonly [C in keyof ScalingParams]: Wording<ScalingParams[C]> } = {}
