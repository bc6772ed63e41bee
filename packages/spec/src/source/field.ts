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

/** A number, or a text that is one. */
function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** What lies in a list or a map. Made once, because every rule walks the same ways. */
export type Children = {
  readonly items: readonly Field[]
  readonly entries: readonly FieldEntry[]
  /** The first entry of each key, and the items by their numbers. */
  readonly byKey: ReadonlyMap<string, Field>
}

export const noChildren: Children = { items: [], entries: [], byKey: new Map() }

export function listOf(items: readonly Field[]): Children {
  return { ...noChildren, items }
}

export function mapOf(entries: readonly FieldEntry[]): Children {
  const byKey = new Map<string, Field>()
  for (const { key, field } of entries) if (!byKey.has(key)) byKey.set(key, field)
  return { items: [], entries, byKey }
}

/**
 * What fields of every form have in common. A class, because an audit makes hundreds of thousands of them, and classes
 * share their methods.
 */
export abstract class OpenField implements Field {
  abstract readonly value: Json
  abstract readonly text: string | undefined
  abstract readonly place: Location
  abstract readonly keyPlace: Location
  abstract readonly excerpt: Excerpt
  #children: Children | undefined

  protected abstract readChildren(): Children

  get number(): number | undefined {
    return numberOf(this.text)
  }

  get(...[key, ...rest]: readonly (string | number)[]): Field {
    if (key === undefined) return this
    const { items, byKey } = this.#open()
    const child = items[Number(key)] ?? byKey.get(`${key}`)
    if (child === undefined) return absentField(this.place)
    return rest.length === 0 ? child : child.get(...rest)
  }

  get items(): readonly Field[] {
    return this.#open().items
  }

  get entries(): readonly FieldEntry[] {
    return this.#open().entries
  }

  #open(): Children {
    this.#children ??= this.readChildren()
    return this.#children
  }
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
  return new ValueField(document, value, '')
}

class ValueField extends OpenField {
  readonly value: Json
  readonly #document: string
  readonly #at: Pointer

  constructor(document: string, value: Json, at: Pointer) {
    super()
    this.value = value
    this.#document = document
    this.#at = at
  }

  get text(): string | undefined {
    return isScalar(this.value) ? `${this.value}` : undefined
  }

  get place(): Location {
    return { document: this.#document, pointer: this.#at, on: 'value' }
  }

  get keyPlace(): Location {
    return { document: this.#document, pointer: this.#at, on: 'key' }
  }

  get excerpt(): Excerpt {
    return textAt(typeof this.value === 'string' ? this.value : '', this.place)
  }

  protected readChildren(): Children {
    const child = (key: string | number, value: Json): Field =>
      new ValueField(this.#document, value, `${this.#at}${pointer(key)}`)
    if (isJsonArray(this.value)) {
      return listOf(this.value.map((item, index) => child(index, item)))
    }
    if (!isJsonObject(this.value)) return noChildren
    const entries = Object.entries(this.value)
    return mapOf(entries.map(([key, item]) => ({ key, field: child(key, item) })))
  }
}

const isScalar = (value: Json): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
