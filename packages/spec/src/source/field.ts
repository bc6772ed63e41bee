// Defines a value in a structured file together with its place, whether it was parsed or built in memory.

import type { Location } from '../diagnostic/diagnostic.js'
import { textAt, type Excerpt } from './excerpt.js'
import { isJsonArray, isJsonObject, type Json } from './json.js'
import { pointer, type Pointer } from './pointer.js'

/** A value, or the absence of one, that can be asked for what is in it. Asking never fails. */
export type Field = {
  /** Undefined when nothing is there. */
  readonly value: Json | undefined
  /** A scalar as it is written: `8080` and `"8080"` are both `8080`. */
  readonly text: string | undefined
  /** A number, or a text that is one. */
  readonly number: number | undefined
  /** What lies under keys and indices; an absent field when there is nothing. */
  readonly get: (...path: readonly (string | number)[]) => Field
  /** The entries of a list; none when this is no list. */
  readonly items: readonly Field[]
  /** The entries of a map in their order; none when this is no map. */
  readonly entries: readonly FieldEntry[]
  /** The place of the value; when it is absent, of the nearest field around it that is there. */
  readonly place: Location
  /** The place of the key that leads to the value. */
  readonly keyPlace: Location
  /** The characters of a text with their places. Empty when this is no text. */
  readonly excerpt: Excerpt
}

export type FieldEntry = { readonly key: string; readonly field: Field }

/** What a form of storage must answer so that a field can be made of it. */
export type FieldSource = {
  readonly value: Json | undefined
  readonly text: string | undefined
  readonly child: (key: string | number) => FieldSource | undefined
  readonly items: () => readonly FieldSource[]
  readonly entries: () => readonly (readonly [key: string, source: FieldSource])[]
  readonly place: Location
  readonly keyPlace: Location
  readonly excerpt: () => Excerpt
}

const fields = new WeakMap<FieldSource, Field>()

/** The field of a source; the same one each time. */
export function fieldOf(source: FieldSource): Field {
  const known = fields.get(source)
  if (known !== undefined) return known
  const field = newField(source)
  fields.set(source, field)
  return field
}

function newField(source: FieldSource): Field {
  let items: readonly Field[] | undefined
  let entries: readonly FieldEntry[] | undefined
  return {
    get value() {
      return source.value
    },
    get text() {
      return source.text
    },
    get number() {
      return numberOf(source.text)
    },
    get: (...path) => descend(source, path),
    get items() {
      return (items ??= source.items().map(fieldOf))
    },
    get entries() {
      return (entries ??= source.entries().map(([key, child]) => ({ key, field: fieldOf(child) })))
    },
    get place() {
      return source.place
    },
    get keyPlace() {
      return source.keyPlace
    },
    get excerpt() {
      return source.excerpt()
    },
  }
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function descend(source: FieldSource, path: readonly (string | number)[]): Field {
  let current = source
  for (const key of path) {
    const child = current.child(key)
    if (child === undefined) return absentField(current.place)
    current = child
  }
  return fieldOf(current)
}

/** A field where nothing is, at the place of what should hold it. */
export function absentField(place: Location): Field {
  const absent: Field = {
    value: undefined,
    text: undefined,
    number: undefined,
    get: () => absent,
    items: [],
    entries: [],
    place,
    keyPlace: place,
    excerpt: textAt('', place),
  }
  return absent
}

/** Fields of a value that was built in memory: their places are pointers into the file that it becomes. */
export function fieldOfValue(document: string, value: Json): Field {
  return fieldOf(sourceOfValue(document, value, ''))
}

function sourceOfValue(document: string, value: Json, at: Pointer): FieldSource {
  const place: Location = { document, pointer: at, on: 'value' }
  const children = new Map<string, FieldSource>()
  const sourceAt = (key: string | number, child: Json): FieldSource => {
    const known = children.get(`${key}`)
    if (known !== undefined) return known
    const source = sourceOfValue(document, child, `${at}${pointer(key)}`)
    children.set(`${key}`, source)
    return source
  }
  return {
    value,
    text: isScalar(value) ? `${value}` : undefined,
    child: (key) => {
      const child = isJsonArray(value)
        ? value[Number(key)]
        : isJsonObject(value) && Object.hasOwn(value, key)
          ? value[key]
          : undefined
      return child === undefined ? undefined : sourceAt(key, child)
    },
    items: () => (isJsonArray(value) ? value.map((item, index) => sourceAt(index, item)) : []),
    entries: () =>
      isJsonObject(value)
        ? Object.entries(value).map(([key, item]) => [key, sourceAt(key, item)])
        : [],
    place,
    keyPlace: { document, pointer: at, on: 'key' },
    excerpt: () => textAt(typeof value === 'string' ? value : '', place),
  }
}

const isScalar = (value: Json): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
