// Lists the audit's findings about references between objects, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type ReferencesParams = {}

export const referencesSeverities: { readonly [C in keyof ReferencesParams]: Severity } = {}

export const referencesEnglish: {
  readonly [C in keyof ReferencesParams]: Wording<ReferencesParams[C]>
} = {}

export const referencesKorean: {
  readonly [C in keyof ReferencesParams]: Wording<ReferencesParams[C]>
} = {}
