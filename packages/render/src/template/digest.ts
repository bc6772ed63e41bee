// Works out hashes that a chart works out too: of what is fixed, and of the text of every value in it.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Pointer } from '@llmflow/spec'
import { holeOf } from './template.js'

/** What a hash is taken from: a digest of everything fixed, and the values, each once, in order. */
type Ingredients = {
  readonly fixed: string
  readonly parameters: readonly { readonly path: Pointer; readonly value: unknown }[]
}

export function ingredientsOf(of: unknown): Ingredients {
  const found = new Map<Pointer, unknown>()
  const fixed = JSON.stringify(shapeOf(of, found))
  return {
    fixed: digestOf(fixed),
    parameters: [...found].map(([path, value]) => ({ path, value })),
  }
}

/** The value with a name in the place of everything that may be set. */
function shapeOf(value: unknown, found: Map<Pointer, unknown>): unknown {
  const hole = holeOf(value)
  switch (hole?.kind) {
    case 'parameter':
      found.set(hole.path, hole.value)
      return { parameter: hole.path }
    case 'text':
      return { text: hole.parts.map((part) => shapeOf(part, found)) }
    case 'hash':
      return { hash: shapeOf(hole.of, found) }
    case 'element':
      return shapeOf(hole.element, found)
    case undefined:
      return fieldsOf(value, (field) => shapeOf(field, found))
  }
}

/** A plain value with each of its fields mapped. */
export function fieldsOf(value: unknown, map: (field: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, map(field)]))
}

/** The hash of a digest and texts, as `printf "%s\n%s" | sha256sum` gives it. */
export const hashOfTexts = (fixed: string, texts: readonly string[], length: number): string =>
  digestOf([fixed, ...texts].join('\n')).slice(0, length)

/** SHA-256 of a text in UTF-8, in hexadecimal digits. */
export const digestOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
