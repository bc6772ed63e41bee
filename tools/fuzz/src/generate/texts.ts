// Writes generated settings as texts: as YAML blocks or as JSON, with the keys in any order.

import { isJsonArray, isJsonObject, printYaml, type Json, type JsonObject } from '@llmflow/spec'
import fc from 'fast-check'

import type { Texts } from '../pipeline.js'
import { writtenPlatform } from './platform.js'
import type { Written } from './written.js'

type Print = (value: JsonObject) => string

const printers: readonly Print[] = [
  printYaml,
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
]

export function textsOf({ platform, inventory }: Written, print: Print = printYaml): Texts {
  return {
    platform: print(platform),
    inventory: inventory === undefined ? undefined : print(inventory),
  }
}

export const texts: fc.Arbitrary<Texts> = fc
  .tuple(writtenPlatform, fc.constantFrom(...printers))
  .map(([value, print]) => textsOf(value, print))

/** The same settings with the keys of every map in another order, which `seed` picks. Lists stay as they are. */
export function reordered(value: JsonObject, seed: number): JsonObject {
  const shuffled = Object.entries(value).map(([key, item]): [string, Json] => [
    key,
    reorderedAny(item, seed),
  ])
  return Object.fromEntries(
    shuffled.toSorted(([left], [right]) => rank(left, seed) - rank(right, seed)),
  )
}

function reorderedAny(value: Json, seed: number): Json {
  if (isJsonArray(value)) return value.map((item) => reorderedAny(item, seed))
  return isJsonObject(value) ? reordered(value, seed) : value
}

/** A number that seems random and follows from the key and the seed alone. */
function rank(key: string, seed: number): number {
  let hash = seed
  for (const character of key) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0
  return Math.imul(hash, 2_654_435_761) >>> 0
}
