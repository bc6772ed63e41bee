// Reads parsed JSON and YAML without trusting its shape.

/** @typedef {{ [key: string]: unknown }} Fields */

/**
 * @param {unknown} value
 * @returns {value is Fields}
 */
export function isFields(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The object at the end of a path of keys, empty where there is none.
 *
 * @param {unknown} value
 * @param {readonly string[]} path
 * @returns {Fields}
 */
export function fieldsAt(value, ...path) {
  let current = value
  for (const key of path) current = isFields(current) ? current[key] : undefined
  return isFields(current) ? current : {}
}

/**
 * The strings of a list, none where there is no list.
 *
 * @param {unknown} value
 * @returns {string[]}
 */
export function textsOf(value) {
  return listOf(value).filter((item) => typeof item === 'string')
}

/**
 * @param {unknown} value
 * @returns {readonly unknown[]}
 */
export function listOf(value) {
  return Array.isArray(value) ? value : []
}

/**
 * @template From, To
 * @param {{ [key: string]: From }} object
 * @param {(value: From, key: string) => To} convert
 * @returns {{ [key: string]: To }}
 */
export function mapValues(object, convert) {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, convert(value, key)]),
  )
}
