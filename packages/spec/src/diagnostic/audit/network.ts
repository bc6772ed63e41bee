// Lists the audit's findings about network policies, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type NetworkParams = {}

export const networkSeverities: { readonly [C in keyof NetworkParams]: Severity } = {}

export const networkEnglish: { readonly [C in keyof NetworkParams]: Wording<NetworkParams[C]> } = {}

export const networkKorean: { readonly [C in keyof NetworkParams]: Wording<NetworkParams[C]> } = {}
