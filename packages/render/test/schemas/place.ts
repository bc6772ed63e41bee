// Walks an object of unknown shape and remembers where each part stands.

/** A part of an object and its JSON pointer. */
export type Place = { readonly pointer: string; readonly value: unknown }

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function placeOf(object: unknown): Place {
  return { pointer: '', value: object }
}

/** The part at the end of a path of keys, with the value `undefined` where there is none. */
export function at(place: Place, ...path: readonly string[]): Place {
  let { pointer, value } = place
  for (const key of path) {
    pointer += `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    value = isFields(value) ? value[key] : undefined
  }
  return { pointer, value }
}

export function has(place: Place, ...path: readonly string[]): boolean {
  return at(place, ...path).value !== undefined
}

export function textAt(place: Place, ...path: readonly string[]): string | undefined {
  const { value } = at(place, ...path)
  return typeof value === 'string' ? value : undefined
}

export function numberAt(place: Place, ...path: readonly string[]): number | undefined {
  const { value } = at(place, ...path)
  return typeof value === 'number' ? value : undefined
}

/** The entries of a list, none where there is no list. */
export function itemsAt(place: Place, ...path: readonly string[]): readonly Place[] {
  const list = at(place, ...path)
  if (!Array.isArray(list.value)) return []
  return list.value.map((value: unknown, index) => ({ pointer: `${list.pointer}/${index}`, value }))
}

/** The values of a map, none where there is no map. */
export function entriesAt(place: Place, ...path: readonly string[]): readonly [string, Place][] {
  const map = at(place, ...path)
  if (!isFields(map.value)) return []
  return Object.keys(map.value).map((key) => [key, at(map, key)])
}

/** Which of the keys the object has. */
export function keysAmong(place: Place, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => has(place, key))
}
