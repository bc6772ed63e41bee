// Lays overlays over a base document and remembers where every value came from.

import type { SourceDocument } from './document.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.js'
import { pointer, segmentsOf, type Pointer } from './pointer.js'

/** The document and the place in it that set a value. */
export type Origin = { readonly document: string; readonly pointer: Pointer }

/** Merged documents. `originOf` answers for every pointer of `value`. */
export type Layered = {
  readonly value: Json
  readonly documents: readonly SourceDocument[]
  readonly originOf: (path: Pointer) => Origin | undefined
}

/** A merged value that still knows where it and its parts came from. */
type Traced =
  | { readonly kind: 'leaf'; readonly value: Json; readonly origin: Origin }
  | { readonly kind: 'list'; readonly items: readonly Traced[]; readonly origin: Origin }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Traced>; readonly origin: Origin }

/**
 * Merges documents, later ones over earlier ones: maps merge key by key, lists of entries with a `name` merge
 * by name, every other value is replaced, and `null` removes what was set.
 */
export function layer(documents: readonly SourceDocument[]): Layered {
  let merged: Traced | undefined
  for (const document of documents) {
    const traced = trace(document.value, document.name, '')
    merged = merged === undefined ? traced : merge(merged, traced)
  }
  return {
    value: merged === undefined ? null : valueOf(merged),
    documents,
    originOf: (path) => findOrigin(merged, path),
  }
}

function trace(value: Json, document: string, path: Pointer): Traced {
  const origin = { document, pointer: path }
  if (isJsonArray(value)) {
    const items = value.map((item, index) => trace(item, document, `${path}${pointer(index)}`))
    return { kind: 'list', items, origin }
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, item]): [string, Traced] => [
      key,
      trace(item, document, `${path}${pointer(key)}`),
    ])
    return { kind: 'map', entries: new Map(entries), origin }
  }
  return { kind: 'leaf', value, origin }
}

function merge(base: Traced, over: Traced): Traced {
  if (base.kind === 'map' && over.kind === 'map') {
    const entries = new Map(base.entries)
    for (const [key, item] of over.entries) {
      const below = entries.get(key)
      if (item.kind === 'leaf' && item.value === null) entries.delete(key)
      else entries.set(key, below === undefined ? item : merge(below, item))
    }
    return { kind: 'map', entries, origin: base.origin }
  }
  if (base.kind === 'list' && over.kind === 'list' && isNamed(base) && isNamed(over)) {
    const items = new Map(base.items.map((item) => [nameOf(item), item]))
    for (const item of over.items) {
      const below = items.get(nameOf(item))
      items.set(nameOf(item), below === undefined ? item : merge(below, item))
    }
    return { kind: 'list', items: [...items.values()], origin: base.origin }
  }
  return over
}

function nameOf(item: Traced): string | undefined {
  const name = item.kind === 'map' ? item.entries.get('name') : undefined
  return name?.kind === 'leaf' && typeof name.value === 'string' ? name.value : undefined
}

/** Whether every entry has its own name; a list with repeated names is kept as written, to be reported. */
function isNamed(list: { readonly items: readonly Traced[] }): boolean {
  const names = list.items.map(nameOf)
  return names.length > 0 && !names.includes(undefined) && new Set(names).size === names.length
}

/** Keys lose the order in which they were written, so that it can never change a plan. */
function byKey([left]: readonly [string, Traced], [right]: readonly [string, Traced]): number {
  return left < right ? -1 : Number(left > right)
}

function valueOf(traced: Traced): Json {
  switch (traced.kind) {
    case 'leaf':
      return traced.value
    case 'list':
      return traced.items.map(valueOf)
    case 'map': {
      const object: JsonObject = Object.fromEntries(
        [...traced.entries].toSorted(byKey).map(([key, item]) => [key, valueOf(item)]),
      )
      return object
    }
  }
}

function findOrigin(traced: Traced | undefined, path: Pointer): Origin | undefined {
  let current = traced
  for (const segment of segmentsOf(path)) {
    if (current?.kind === 'map') current = current.entries.get(segment)
    else if (current?.kind === 'list') current = current.items[Number(segment)]
    else return undefined
  }
  return current?.origin
}
