// Holds an answer to a JSON schema, by the grammar that llama.cpp makes of it.

import type { GbnfJsonSchema, Llama, LlamaGrammar } from 'node-llama-cpp'
import { z } from 'zod'
import { RuntimeError } from '../../error.js'

type NoDefinitions = Record<string, never>
type GrammarSchema = GbnfJsonSchema<NoDefinitions>

export type AnswerForm =
  | { readonly kind: 'text' }
  | { readonly kind: 'json' }
  | { readonly kind: 'schema'; readonly schema: GrammarSchema }

const depthMax = 32

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const annotations = ['$schema', '$id', 'title', 'description', 'default', 'examples', 'strict']
const keywords = z.strictObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  format: z.enum(['date-time', 'time', 'date']).optional(),
  enum: z.array(scalar).optional(),
  const: scalar.optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
})

/**
 * A schema that grammars can express, from one that a client sent. Throws `invalid-request` at the first keyword that
 * they can't: an answer that ignores a part of its schema would be worse than none.
 */
export function grammarSchemaOf(schema: unknown, field: string): GrammarSchema {
  const rewritten = rewrite(schema, field, 0)
  if (isGrammarSchema(rewritten)) return rewritten
  throw unsupported(field, 'is no JSON schema')
}

/** What `rewrite` lets through is what the library's type describes. */
const isGrammarSchema = (value: unknown): value is GrammarSchema =>
  typeof value === 'object' && value !== null

function rewrite(schema: unknown, field: string, depth: number): unknown {
  if (depth > depthMax) throw unsupported(field, `is nested more than ${depthMax} deep`)
  const known = keywords.safeParse(withoutAnnotations(schema))
  if (!known.success) throw unsupported(field, known.error.issues[0]?.message ?? 'is no schema')
  const { properties, items, prefixItems, additionalProperties, oneOf, anyOf, ...rest } = known.data
  const each = (list: readonly unknown[], name: string): unknown[] =>
    list.map((one, at) => rewrite(one, `${field}.${name}.${at}`, depth + 1))
  const choices = oneOf ?? anyOf
  return {
    ...rest,
    ...(choices === undefined ? {} : { oneOf: each(choices, 'anyOf') }),
    ...(prefixItems === undefined ? {} : { prefixItems: each(prefixItems, 'prefixItems') }),
    ...(items === undefined ? {} : { items: rewrite(items, `${field}.items`, depth + 1) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [
              name,
              rewrite(one, `${field}.properties.${name}`, depth + 1),
            ]),
          ),
        }),
    ...(typeof additionalProperties === 'object'
      ? {
          additionalProperties: rewrite(
            additionalProperties,
            `${field}.additionalProperties`,
            depth + 1,
          ),
        }
      : { additionalProperties: additionalProperties === true }),
  }
}

function withoutAnnotations(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword)),
  )
}

export async function makeGrammar(
  llama: Llama,
  form: AnswerForm,
): Promise<LlamaGrammar | undefined> {
  switch (form.kind) {
    case 'text':
      return undefined
    case 'json':
      return llama.getGrammarFor('json')
    case 'schema':
      return llama.createGrammarForJsonSchema<GrammarSchema, NoDefinitions>(form.schema)
  }
}

const unsupported = (field: string, why: string): RuntimeError =>
  new RuntimeError('invalid-request', `${field}: this engine can't follow the schema (${why})`, {
    detail: { field },
  })
