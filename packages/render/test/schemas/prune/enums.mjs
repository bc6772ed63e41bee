// Reads the enums of the Kubernetes API from its Go types, since the published OpenAPI has none.

import assert from 'node:assert/strict'

/** @typedef {Map<string, readonly string[]>} Enums */
/** @typedef {{ struct: string, field: string, type: string, isList: boolean }} StructField */

/**
 * The values of the core group's string constants, by the constant's name.
 *
 * @param {string} source
 * @returns {Map<string, string>}
 */
export function readConstants(source) {
  const constants = source.matchAll(/^\s+(\w+)\s+(?:\w+\s+)?= "(.*)"$/gm)
  return new Map([...constants].map(([, name = '', value = '']) => [name, value]))
}

/**
 * The types marked `+enum` with the values of their constants: `X T = "x"`, `X = T("x")` or `X = T(v1.Y)`.
 *
 * @param {string} source
 * @param {Map<string, string>} coreConstants
 * @returns {Enums}
 */
export function readEnums(source, coreConstants) {
  /** @type {Enums} */
  const enums = new Map()
  for (const [, type = ''] of source.matchAll(/^\/\/ \+enum\n(?:\/\/.*\n)*type (\w+) string$/gm)) {
    const constants = source.matchAll(
      new RegExp(`^\\s+\\w+\\s+(?:${type}\\s+= |= ${type}\\()(?:"(.*)"|v1\\.(\\w+))`, 'gm'),
    )
    const values = [...constants].map(([, text, name = '']) => text ?? coreConstants.get(name))
    const known = values.filter((value) => value !== undefined)
    assert.equal(known.length, values.length, `${type} has a constant of no value`)
    if (known.length > 0) enums.set(type, [...new Set(known)])
  }
  return enums
}

/**
 * @param {string} source
 * @returns {StructField[]}
 */
export function readStructFields(source) {
  const structs = source.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)
  return [...structs].flatMap(([, struct = '', body = '']) =>
    [...body.matchAll(/^\t\w+\s+(\*|\[\])?(?:\w+\.)?(\w+)\s+`json:"(\w+)/gm)].map(
      ([, prefix, type = '', field = '']) => ({
        // Go embeds this struct in the one that the OpenAPI names.
        struct: struct === 'EphemeralContainerCommon' ? 'EphemeralContainer' : struct,
        field,
        type,
        isList: prefix === '[]',
      }),
    ),
  )
}
