// Closes a schema of the Kubernetes dialect: an object that names its properties accepts no other.

import assert from 'node:assert/strict'
import { fieldsAt, isFields, listOf, mapValues, textsOf } from './fields.mjs'

/** @typedef {import('./fields.mjs').Fields} Fields */

/** What a schema keeps word for word; every other keyword is handled or dropped below. */
const keptKeywords = [
  '$ref',
  'type',
  'format',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'x-kubernetes-preserve-unknown-fields',
]

/** What a schema loses knowingly: words, and what only the server's storage and merging need. */
const droppedKeywords = [
  'description',
  'default',
  'x-kubernetes-group-version-kind',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-unions',
  // Rules in the Common Expression Language: the pruner prints them, the modules in rules check them.
  'x-kubernetes-validations',
]

/** @type {{ [keyword: string]: (closed: Fields, value: unknown, schema: Fields) => void }} */
const handlers = {
  properties(closed, properties, schema) {
    closed['properties'] = mapValues(fieldsAt(properties), closeAny)
    if (schema['x-kubernetes-preserve-unknown-fields'] === true) return
    closed['additionalProperties'] = false
  },
  // The server fills in defaults before it validates, so a required field that has one may be left out.
  required(closed, required, schema) {
    const names = textsOf(required).filter(
      (name) => !('default' in fieldsAt(schema, 'properties', name)),
    )
    if (names.length > 0) closed['required'] = names
  },
  items(closed, items) {
    closed['items'] = closeAny(items)
  },
  additionalProperties(closed, values) {
    closed['additionalProperties'] = typeof values === 'boolean' ? values : closeAny(values)
  },
  pattern(closed, pattern) {
    closed['pattern'] = withoutInlineFlags(String(pattern))
  },
  'x-kubernetes-int-or-string'(closed) {
    closed['type'] = ['integer', 'string']
  },
  // In the pinned definitions this spells an integer or a string, which the handler above has done.
  anyOf(_closed, alternatives, schema) {
    const isDone = schema['x-kubernetes-int-or-string'] === true
    assert(isDone, `anyOf is not handled here: ${JSON.stringify(alternatives)}`)
  },
}

/**
 * @param {Fields} schema
 * @returns {Fields}
 */
export function close(schema) {
  /** @type {Fields} */
  const closed = {}
  for (const [keyword, value] of Object.entries(schema)) {
    const handle = handlers[keyword]
    if (handle !== undefined) handle(closed, value, schema)
    else if (keptKeywords.includes(keyword)) closed[keyword] = value
    else
      assert(droppedKeywords.includes(keyword), `${keyword} is neither kept, dropped nor handled`)
  }
  return { ...closed, ...uniquenessOf(schema) }
}

/**
 * @param {unknown} schema
 * @returns {Fields}
 */
function closeAny(schema) {
  return close(fieldsAt(schema))
}

/**
 * Lists that the server merges as maps or sets: no two entries may share the key.
 *
 * @param {Fields} schema
 * @returns {Fields}
 */
function uniquenessOf(schema) {
  if (schema['x-kubernetes-list-type'] === 'set') return { uniqueItems: true }
  const mergeKey = schema['x-kubernetes-patch-merge-key']
  const keys = schema['x-kubernetes-list-map-keys'] ?? (mergeKey && [mergeKey])
  const isListOfObjects = schema['type'] === 'array' && isFields(schema['items'])
  return isListOfObjects && listOf(keys).length > 0 ? { 'x-kubernetes-list-map-keys': keys } : {}
}

/**
 * JavaScript has no `(?i)` inside a pattern, so each letter after it becomes a class of its two cases.
 *
 * @param {string} pattern
 * @returns {string}
 */
function withoutInlineFlags(pattern) {
  if (!pattern.includes('(?')) return pattern
  const [before = '', after = ''] = pattern.split('(?i)', 2)
  const isKnown = `${before}(?i)${after}` === pattern && !/[\\[\]]|\(\?/.test(before + after)
  assert(isKnown, `the pattern ${pattern} has no JavaScript form that is known here`)
  const eitherCase = after.replaceAll(
    /[a-z]/gi,
    (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`,
  )
  return before + eitherCase
}
