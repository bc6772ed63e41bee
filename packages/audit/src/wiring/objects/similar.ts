// Finds the name that was meant, and says whether that is certain enough to change a file.

import { distance, nearest, type Advice } from '@llmflow/spec'

export type Similar = { readonly name: string; readonly isCertain: boolean }

/** Names shorter than this are too near to each other: `db` and `dev` are two letters apart. */
const certainLengthMin = 4
const certainDistanceMax = 2
/** Most names that a misspelt one is held against. */
const candidatesMax = 400

export function similarTo(name: string, names: Iterable<string>): Similar {
  const candidates = [...new Set(names)].slice(0, candidatesMax)
  const found = nearest(name, candidates)
  return { name: found, isCertain: found !== '' && isOnlyOne(name, candidates) }
}

/** Two copies of a name that differ in a number are two names: `redis-1` is not meant to be `redis-2`. */
function isOnlyOne(name: string, candidates: readonly string[]): boolean {
  if (name.length < certainLengthMin) return false
  const near = candidates.filter(
    (candidate) =>
      Math.abs(candidate.length - name.length) <= certainDistanceMax &&
      distance(name, candidate) <= certainDistanceMax,
  )
  const [only, ...others] = near
  return only !== undefined && others.length === 0 && withoutDigits(only) !== withoutDigits(name)
}

const withoutDigits = (name: string): string => name.replaceAll(/\d+/g, '')

/** The change of a name to the one that was meant, where that is certain; else the names that there are. */
export function adviceFor(
  name: string,
  similar: Similar,
  names: readonly string[],
): readonly Advice[] {
  if (similar.isCertain) return [{ kind: 'diff', remove: name, add: similar.name }]
  return names.length === 0 ? [] : [{ kind: 'list', items: names.slice(0, 12) }]
}
