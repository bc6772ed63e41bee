// Gives an object schema that a CRD spells out in several places one definition.

import { isFields, mapValues } from './fields.mjs'

/** @typedef {import('./fields.mjs').Fields} Fields */

/** Below this many characters a reference saves nothing. */
const repeatedLengthMin = 200
/** Keys that structure a schema and say nothing in the name of a place. */
const structuralKeys = ['properties', 'items', 'additionalProperties']

/**
 * Each repeated object becomes a definition that is named after its first place.
 *
 * @param {Fields} definitions
 * @returns {Fields}
 */
export function shareRepeated(definitions) {
  const counts = countObjects(definitions)
  /** @type {Map<string, string>} */
  const names = new Map()
  /** @type {Fields} */
  const shared = {}

  /**
   * @param {unknown} value
   * @param {string} place
   * @returns {unknown}
   */
  function rebuild(value, place) {
    if (!isFields(value)) return value
    const text = JSON.stringify(value)
    const isRepeated = (counts.get(text) ?? 0) > 1 && text.length >= repeatedLengthMin
    if (!isRepeated) return rebuildParts(value, place)
    const name = names.get(text) ?? place
    if (!names.has(text)) {
      names.set(text, name)
      shared[name] = rebuildParts(value, place)
    }
    return { $ref: `#/definitions/${name}` }
  }

  /**
   * @param {Fields} value
   * @param {string} place
   * @returns {Fields}
   */
  function rebuildParts(value, place) {
    return mapValues(value, (part, key) =>
      rebuild(part, structuralKeys.includes(key) ? place : `${place}.${key}`),
    )
  }

  for (const [name, schema] of Object.entries(definitions)) {
    if (isFields(schema)) shared[name] = rebuildParts(schema, name)
  }
  return shared
}

/**
 * @param {unknown} value
 * @param {Map<string, number>} counts
 * @returns {Map<string, number>}
 */
function countObjects(value, counts = new Map()) {
  if (!isFields(value)) return counts
  // A map of properties may hold one called `type`, but never the word itself.
  if (value['type'] === 'object' && value['additionalProperties'] === false) {
    const text = JSON.stringify(value)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  for (const part of Object.values(value)) countObjects(part, counts)
  return counts
}
