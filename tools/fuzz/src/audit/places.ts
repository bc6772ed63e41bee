// Finds the places of a kind of value in objects, and puts another value there.

import { isJsonArray, isJsonObject, type Json, type JsonObject } from '@llmflow/spec'

/** Keys that lead to a value. `*` stands for every key or index, `@pod` for the way to the spec of the pods. */
export type Path = readonly string[]

/** A path that was found in an object, with what lies there. */
type Place = { readonly path: Path; readonly value: Json }

const podPaths: readonly Path[] = [
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
]

export function placesOf(object: Json, pattern: Path): readonly Place[] {
  const patterns =
    pattern[0] === '@pod' ? podPaths.map((path) => [...path, ...pattern.slice(1)]) : [pattern]
  return patterns.flatMap((path) => find(object, path, []))
}

function find(value: Json, rest: Path, above: Path): readonly Place[] {
  const [key, ...below] = rest
  if (key === undefined) return [{ path: above, value }]
  return entriesOf(value)
    .filter(([name]) => key === '*' || key === name)
    .flatMap(([name, child]) => find(child, below, [...above, name]))
}

function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  if (isJsonArray(value)) return value.map((item, index) => [`${index}`, item])
  return isJsonObject(value) ? Object.entries(value) : []
}

export function replaceAt(value: Json, [key, ...below]: Path, by: Json): Json {
  if (key === undefined) return by
  if (isJsonArray(value))
    return value.map((item, index) => (`${index}` === key ? replaceAt(item, below, by) : item))
  if (!isJsonObject(value)) return value
  const changed: JsonObject = Object.fromEntries(
    Object.entries(value).map(([name, item]): [string, Json] => [
      name,
      name === key ? replaceAt(item, below, by) : item,
    ]),
  )
  return changed
}
