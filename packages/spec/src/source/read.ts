// Checks a merged document against a schema and turns what is wrong into diagnostics with places.

import { z } from 'zod'
import { diagnostic, type Diagnostic, type Location } from '../diagnostic/diagnostic.js'
import { nearest } from '../diagnostic/nearest.js'
import { valueAt } from './document.js'
import { isJsonArray, isJsonObject, isObject, type Json } from './json.js'
import type { Layered } from './layers.js'
import { parentOf, pointer, segmentsOf, type Pointer } from './pointer.js'
import { isSecretName, looksLikeSecret } from './secret-names.js'

type Read<Value> = {
  readonly value: Value | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** The place of a merged pointer in the document that set it, or of its nearest parent that was set. */
export function placeOf(layered: Layered, path: Pointer, on: 'key' | 'value' = 'value'): Location {
  let current = path
  for (;;) {
    const origin = layered.originOf(current)
    if (origin !== undefined) {
      return {
        document: origin.document,
        pointer: origin.pointer,
        on: current === path ? on : 'key',
      }
    }
    if (current === '')
      return { document: layered.documents[0]?.name ?? '', pointer: '', on: 'value' }
    current = parentOf(current)
  }
}

/** Faults of form that are told of one kind: nobody reads a hundred, and a list may hold thousands. */
const issuesMax = 100

/** Checks a merged document. Never throws. */
export function readWith<Schema extends z.ZodType>(
  schema: Schema,
  layered: Layered,
): Read<z.output<Schema>> {
  const parsed = schema.safeParse(layered.value)
  if (parsed.success) return { value: parsed.data, diagnostics: [] }
  const diagnostics = parsed.error.issues
    .slice(0, issuesMax)
    .flatMap((issue) => explain(issue, issue.path.map(String), schema, layered))
  return { value: undefined, diagnostics }
}

function explain(
  issue: z.core.$ZodIssue,
  path: readonly string[],
  schema: z.ZodType,
  layered: Layered,
): readonly Diagnostic[] {
  const at = pointer(...path)
  const found = valueAt(layered.value, at)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, path)
      return issue.keys.slice(0, issuesMax).map((key) =>
        diagnostic('spec/unknown-key', placeOf(layered, `${at}${pointer(key)}`, 'key'), {
          key,
          suggestion: nearest(key, known),
        }),
      )
    }
    case 'invalid_union': {
      const branch = branchThatFits(issue.errors)
      if (branch === undefined) {
        return found === undefined
          ? [missing(layered, path)]
          : [wrongType(layered, at, expectedBy(issue.errors), found)]
      }
      return branch.flatMap((inner) =>
        explain(inner, [...path, ...inner.path.map(String)], schema, layered),
      )
    }
    case 'invalid_type':
      if (found === undefined) return [missing(layered, path)]
      return [wrongType(layered, at, issue.expected, found)]
    case 'invalid_value':
      if (found === undefined) return [missing(layered, path)]
      return [invalid(layered, at, found, issue.values.map(String).join(', '))]
    case 'too_big':
      return [invalid(layered, at, found, `at most ${String(issue.maximum)}`)]
    case 'too_small':
      return [invalid(layered, at, found, `at least ${String(issue.minimum)}`)]
    default:
      return [invalid(layered, at, found, issue.message)]
  }
}

type Branches = readonly (readonly z.core.$ZodIssue[])[]

/** The branch of a union that the value was probably meant to be: the first whose own type fits. */
function branchThatFits(branches: Branches): readonly z.core.$ZodIssue[] | undefined {
  return branches.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code !== 'invalid_type'),
  )
}

/** The types that the branches of a union expect: `string or number`. */
function expectedBy(branches: Branches): string {
  const types = branches
    .flat()
    .flatMap((issue) => (issue.code === 'invalid_type' ? [issue.expected] : []))
  return [...new Set(types)].join(' or ')
}

function missing(layered: Layered, path: readonly string[]): Diagnostic {
  const at = parentOf(pointer(...path))
  return diagnostic('spec/missing-key', placeOf(layered, at), { key: path.at(-1) ?? '' })
}

function wrongType(
  layered: Layered,
  at: Pointer,
  expected: string,
  found: Json | undefined,
): Diagnostic {
  return diagnostic('spec/wrong-type', placeOf(layered, at), {
    expected,
    found: printed(at, found),
  })
}

function invalid(
  layered: Layered,
  at: Pointer,
  found: Json | undefined,
  expected: string,
): Diagnostic {
  return diagnostic('spec/invalid-value', placeOf(layered, at), {
    value: printed(at, found),
    expected,
  })
}

/** A value as a diagnostic shows it: one line, short, and never a secret. */
function printed(at: Pointer, value: Json | undefined): string {
  if (isJsonArray(value)) return '[…]'
  if (isJsonObject(value)) return '{…}'
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  if (isSecretName(segmentsOf(at).at(-1) ?? '') || looksLikeSecret(text)) return '…'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** The keys that the schema allows at a path, for suggestions. */
function keysAt(schema: z.ZodType, path: readonly string[]): readonly string[] {
  let current: unknown = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  })
  for (const segment of path) current = stepInto(current, segment)
  return propertiesOf(current)
}

function stepInto(schema: unknown, segment: string): unknown {
  if (!isObject(schema)) return undefined
  if (isObject(schema['properties']) && segment in schema['properties'])
    return schema['properties'][segment]
  if (/^\d+$/.test(segment) && schema['items'] !== undefined) return schema['items']
  if (isObject(schema['additionalProperties'])) return schema['additionalProperties']
  const branches = schema['anyOf']
  if (Array.isArray(branches)) {
    for (const branch of branches) {
      const found = stepInto(branch, segment)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function propertiesOf(schema: unknown): readonly string[] {
  if (!isObject(schema)) return []
  const own = isObject(schema['properties']) ? Object.keys(schema['properties']) : []
  const branches = Array.isArray(schema['anyOf']) ? schema['anyOf'] : []
  return [...own, ...branches.flatMap(propertiesOf)]
}
