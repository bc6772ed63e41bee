// Lists the audit's findings about settings of programs, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type SoftwareParams = {}

export const softwareSeverities: { readonly [C in keyof SoftwareParams]: Severity } = {}

export const softwareEnglish: { readonly [C in keyof SoftwareParams]: Wording<SoftwareParams[C]> } =
  {}

export const softwareKorean: { readonly [C in keyof SoftwareParams]: Wording<SoftwareParams[C]> } =
  {}
