// Prints the nouns that people and programs write as JSON Schema, so that editors complete and validate.

import { z } from 'zod'
import type { Language } from '../diagnostic/words.js'
import { printedDiagnosticSchema, reportSchema } from '../diagnostic/report.js'
import { inventorySchema } from '../inventory/schema.js'
import { isJsonObject, isObject, type Json, type JsonObject } from '../source/json.js'
import { platformSchema } from './schema.js'

const schemas = {
  platform: platformSchema,
  inventory: inventorySchema,
  diagnostic: printedDiagnosticSchema,
  report: reportSchema,
} as const

export type SchemaKind = keyof typeof schemas

export const schemaKinds: readonly SchemaKind[] = Object.keys(schemas).filter(isSchemaKind)

export function isSchemaKind(text: string): text is SchemaKind {
  return text in schemas
}

const titles: { readonly [K in SchemaKind]: string } = {
  platform: 'LLMFlow platform (llmflow.yaml)',
  inventory: 'LLMFlow inventory (inventory.yaml)',
  diagnostic: 'LLMFlow diagnostic',
  report: 'LLMFlow report (--json)',
}

/** Names that only the catalog knows, for editors to complete. */
export type KnownNames = {
  readonly releases: readonly string[]
  readonly components: readonly string[]
}

/** JSON Schema (draft 2020-12) of what a person writes, before defaults are filled in. Files that are written have it in English. */
export function schemaOf(
  kind: SchemaKind,
  known: KnownNames,
  language: Language = 'en',
): JsonObject {
  const { $schema, ...rest } = plain(
    z.toJSONSchema(schemas[kind], {
      io: 'input',
      target: 'draft-2020-12',
      unrepresentable: 'any',
      override: ({ jsonSchema }) => describe(jsonSchema, language),
    }),
  )
  const schema: JsonObject = {
    $schema: $schema ?? 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://llmflow.io/schema/v1/${kind}.json`,
    title: titles[kind],
    ...rest,
  }
  return kind === 'platform' ? withNames(schema, known) : schema
}

/** `about` puts both languages into a schema, and JSON Schema has room for one. */
function describe(schema: { description?: string; korean?: unknown }, language: Language): void {
  const { korean } = schema
  delete schema.korean
  if (language === 'ko' && typeof korean === 'string') schema.description = korean
}

/** Copies what zod built, without the parts that JSON does not have. */
function plain(value: unknown): JsonObject {
  const copy = plainValue(value)
  return isJsonObject(copy) ? copy : {}
}

function plainValue(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plainValue)
  if (isObject(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    return Object.fromEntries(entries.map(([key, item]) => [key, plainValue(item)]))
  }
  const isLeaf =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isLeaf ? value : null
}

/** An overlay may leave out every component, so names are offered and checked but none is required. */
function withNames(schema: JsonObject, known: KnownNames): JsonObject {
  const properties = objectAt(schema, 'properties')
  const components = objectAt(properties, 'components')
  return {
    ...schema,
    properties: {
      ...properties,
      release: { ...objectAt(properties, 'release'), enum: known.releases },
      components: { ...components, propertyNames: { enum: known.components } },
    },
  }
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key]
  return isJsonObject(value) ? value : {}
}
