// Lists the audit's findings about addresses, Services and ports, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type AddressesParams = {}

export const addressesSeverities: { readonly [C in keyof AddressesParams]: Severity } = {}

export const addressesEnglish: {
  readonly [C in keyof AddressesParams]: Wording<AddressesParams[C]>
} = {}

export const addressesKorean: {
  readonly [C in keyof AddressesParams]: Wording<AddressesParams[C]>
} = {}
