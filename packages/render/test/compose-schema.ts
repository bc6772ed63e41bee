// Judges a compose file by the schema of the Compose Specification, which refuses every unknown key.

import { Ajv, type AnySchemaObject } from 'ajv'
import { readFileSync } from 'node:fs'

const text = readFileSync(new URL('schemas/compose-spec.json', import.meta.url), 'utf8')
// It names its own dialect by an address that Ajv does not know; draft 7 is what Ajv reads anyway.
const { $schema: _, ...schema }: AnySchemaObject = JSON.parse(text)
const validate = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true }).compile(schema)

/** What is wrong with it, each with its JSON pointer; nothing when it is right. */
export function composeFaults(composition: unknown): readonly string[] {
  if (validate(composition)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath}: ${message ?? ''} ${JSON.stringify(params)}`,
  )
}
