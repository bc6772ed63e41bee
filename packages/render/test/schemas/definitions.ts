// Loads the pruned schemas, lays the constraints over them and compiles the one of a kind when asked.

import { Ajv, type AnySchemaObject, type SchemaValidateFunction, type ValidateFunction } from 'ajv'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { constraints, requiredFields } from './constraints.js'
import { formats } from './formats.js'
import { at, type Fields, has, isFields, itemsAt, placeOf } from './place.js'

const files = [
  'kubernetes-1.29.json',
  'crd-cert-manager.io.json',
  'crd-cilium.io.json',
  'crd-keda.sh.json',
  'crd-monitoring.coreos.com.json',
] as const

const mapKeysKeyword = 'x-kubernetes-list-map-keys'

type Kind = { readonly isNamespaced: boolean; readonly validate: ValidateFunction }

const ajv = new Ajv({
  allErrors: true,
  formats,
  inlineRefs: false,
  strict: true,
  strictTypes: false,
  verbose: true,
})
ajv.addVocabulary(['x-kubernetes-preserve-unknown-fields'])
ajv.addKeyword({
  keyword: mapKeysKeyword,
  type: 'array',
  schemaType: 'array',
  validate: checkUniqueness(),
})

/** By `apiVersion/kind`: the schema's address and whether objects of the kind live in a namespace. */
const known = new Map(files.flatMap(load))

/** Every kind that has a schema, as `apiVersion/kind`. */
export const kindNames: readonly string[] = [...known.keys()].toSorted()

export function findKind(name: string): Kind | undefined {
  const entry = known.get(name)
  const validate = entry && ajv.getSchema(entry.address)
  return validate && { isNamespaced: entry.isNamespaced, validate }
}

function load(file: string): [string, { address: string; isNamespaced: boolean }][] {
  const content: unknown = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
  const root = placeOf(content)
  const definitions = at(root, 'definitions').value
  const kinds = at(root, 'kinds').value
  assert(isFields(definitions) && isFields(kinds), `${file} has no definitions`)
  const constrained = file === files[0] ? constrain(definitions) : definitions
  const schema: AnySchemaObject = { $id: file, definitions: constrained }
  ajv.addSchema(schema)
  return Object.entries(kinds).map(([name, value]) => {
    const { definition, namespaced } = isFields(value) ? value : {}
    const address = `${file}#/definitions/${String(definition)}`
    return [name, { address, isNamespaced: namespaced === true }]
  })
}

function constrain(definitions: Fields): Fields {
  const constrained: Record<string, unknown> = { ...definitions }
  for (const [name, properties] of constraints) {
    for (const property of Object.keys(properties)) assertProperty(definitions, name, property)
    constrained[name] = merge(definitions[name], { properties })
  }
  for (const [name, fields] of requiredFields) {
    for (const field of fields) assertProperty(definitions, name, field)
    const already = itemsAt(placeOf(definitions), name, 'required').map(({ value }) => value)
    constrained[name] = merge(constrained[name], { required: [...already, ...fields] })
  }
  return constrained
}

function assertProperty(definitions: Fields, name: string, property: string): void {
  const isThere = has(placeOf(definitions), name, 'properties', property)
  assert(isThere, `the schema has no ${name}.${property}`)
}

function merge(schema: unknown, over: unknown): unknown {
  if (!isFields(schema) || !isFields(over)) return over
  const merged: Record<string, unknown> = { ...schema }
  for (const [key, value] of Object.entries(over)) merged[key] = merge(schema[key], value)
  return merged
}

/** Entries of a list that the server merges as a map may not share their key. */
function checkUniqueness(): SchemaValidateFunction {
  const check: SchemaValidateFunction = (keys: readonly string[], list: unknown) => {
    const seen = new Set<string>()
    for (const entry of itemsAt(placeOf(list))) {
      const values = keys.map((key) => at(entry, key).value ?? defaultOf(key))
      const identity = values.map(String).join(' ')
      if (seen.has(identity)) {
        const message = `repeats ${keys.join(' and ')} "${identity}"`
        check.errors = [{ keyword: mapKeysKeyword, message, params: { keys } }]
        return false
      }
      seen.add(identity)
    }
    return true
  }
  return check
}

function defaultOf(key: string): string | undefined {
  return key === 'protocol' ? 'TCP' : undefined
}
