// Judges whether a value survives JSON unchanged: what JSON drops or bends is named with its path.

import { pointer } from '@llmflow/spec'

/** Paths of values that JSON cannot hold: undefined, functions, NaN, infinities, minus zero, class instances. */
export function lossesInJson(value: unknown, path = ''): readonly string[] {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return []
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path} is ${value}`]
    case 'object':
      return value === null ? [] : lossesInObject(value, path)
    default:
      return [`${path} is ${typeof value}`]
  }
}

function lossesInObject(value: object, path: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => lossesInJson(item, `${path}${pointer(index)}`))
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return [`${path} is no plain object`]
  return Object.entries(value).flatMap(([key, item]) =>
    lossesInJson(item, `${path}${pointer(key)}`),
  )
}

/** The first path at which two values differ as JSON text, or undefined. */
export function firstDifference(left: unknown, right: unknown): string | undefined {
  if (JSON.stringify(left) === JSON.stringify(right)) return undefined
  return differenceAt(left, right, '')
}

function differenceAt(left: unknown, right: unknown, path: string): string {
  if (!isObject(left) || !isObject(right)) return `${path}: ${brief(left)} and ${brief(right)}`
  const [keys, others] = [Object.keys(left), Object.keys(right)]
  for (const [index, key] of keys.entries()) {
    if (!(key in right)) return `${path}${pointer(key)} is missing in the second`
    if (JSON.stringify(left[key]) !== JSON.stringify(right[key])) {
      return differenceAt(left[key], right[key], `${path}${pointer(key)}`)
    }
    if (others[index] !== key)
      return `${path}: the keys stand in another order (${key}, ${others[index] ?? ''})`
  }
  return `${path}: the second has more keys`
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null
}

const brief = (value: unknown): string => JSON.stringify([value]).slice(1, 200)

/** The value as it comes back from JSON text. */
export function throughJson<Value extends object>(value: Value): Value {
  const copy: unknown = JSON.parse(JSON.stringify(value))
  return isLike(copy, value) ? copy : value
}

/** JSON text that was just printed from a value of a type holds that type. */
const isLike = <Value>(copy: unknown, value: Value): copy is Value => typeof copy === typeof value
