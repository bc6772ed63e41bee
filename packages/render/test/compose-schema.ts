// Judges a compose file by the schema of the Compose Specification, which refuses every unknown key.

import { Ajv } from 'ajv'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { isFields } from './schemas/place.js'

const text = readFileSync(new URL('schemas/compose-spec.json', import.meta.url), 'utf8')
const schema: unknown = JSON.parse(text)
assert(isFields(schema))
const validate = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true }).compile(schema)

/** What is wrong with it, each with its JSON pointer; nothing when it is right. */
export function composeFaults(composition: unknown): readonly string[] {
  if (validate(composition)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath}: ${message ?? ''} ${JSON.stringify(params)}`,
  )
}
