// Says what is wrong and where, and the two ways in which fields most often disagree.

import { keysAmong, type Place } from '../place.js'

export type Faults = Generator<string, void, undefined>

/** Finds what is wrong in one object of a kind. */
export type Rule = (root: Place) => Faults

export function fault(place: Place, message: string): string {
  return `${place.pointer === '' ? '/' : place.pointer}: ${message}`
}

export function* exclusive(place: Place, keys: readonly string[], atLeast: 0 | 1): Faults {
  const found = keysAmong(place, keys)
  if (found.length > 1) yield fault(place, `${found.join(' and ')} exclude each other`)
  if (found.length < atLeast) yield fault(place, `one of ${keys.join(', ')} is needed`)
}

export function* ordered(low: Place, high: Place): Faults {
  if (typeof low.value !== 'number' || typeof high.value !== 'number') return
  if (low.value > high.value) yield fault(low, `${low.value} is above ${high.pointer}`)
}
