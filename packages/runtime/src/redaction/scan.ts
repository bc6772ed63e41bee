// Finds everything that recognisers recognise, in one pass over a text, a bounded step at a time.

import { RuntimeError } from '../error.js'
import { layoutKey, readNumbers } from './number-groups.js'
import { plainCharacters, plainText } from './plain-characters.js'
import {
  isDigitCode,
  type Match,
  type Recogniser,
  type RedactionKind,
  type Span,
} from './recogniser.js'

type Finder = {
  readonly kind: RedactionKind
  find(text: string, index: number): Span | undefined
}

/** Recognisers in the form in which a scan looks them up. */
export type Recognisers = {
  /** By UTF-16 unit: 0 for nothing to do, 1 for a digit, else an index into `finders`. */
  readonly classes: Uint8Array
  readonly finders: readonly (readonly Finder[])[]
  readonly numbers: ReadonlyMap<number, readonly NumberFinder[]>
}

type NumberFinder = Extract<Recogniser, { readonly layouts: readonly string[] }>

const digitClass = 1

export function compileRecognisers(recognisers: readonly Recogniser[]): Recognisers {
  const byTrigger = new Map<string, Finder[]>()
  const numbers = new Map<number, NumberFinder[]>()
  for (const recogniser of recognisers) {
    if ('layouts' in recogniser) {
      for (const layout of recogniser.layouts) {
        append(numbers, layoutKey(layout.split('-').map(Number)), recogniser)
      }
    } else for (const trigger of recogniser.triggers) append(byTrigger, trigger, recogniser)
  }
  return { ...classesOf(byTrigger), numbers }
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** Triggers with the same finders share a class, so that a byte per character is enough. */
function classesOf(
  byTrigger: ReadonlyMap<string, readonly Finder[]>,
): Pick<Recognisers, 'classes' | 'finders'> {
  const classes = new Uint8Array(65_536).fill(digitClass, 48, 58)
  const finders: (readonly Finder[])[] = [[], []]
  for (const [trigger, list] of byTrigger) {
    const known = finders.findIndex(
      (other, index) =>
        index > digitClass &&
        other.length === list.length &&
        other.every((finder, place) => finder === list[place]),
    )
    classes[trigger.charCodeAt(0)] = known === -1 ? finders.push(list) - 1 : known
  }
  return { classes, finders }
}

/** A step costs little: below a few milliseconds for the worst of texts. */
const stepCharacters = 2048

/** More than a megabyte made of nothing but the shortest of them. */
const matchesMax = 200_000

/** Everything found, in order and without overlaps; one bounded step for each time it is resumed. */
export function* scan(
  original: string,
  recognisers: Recognisers,
  kinds: ReadonlySet<RedactionKind>,
): Generator<undefined, readonly Match[]> {
  const text = yield* plainCharacters(original)
  const matches: Match[] = []
  let index = 0
  while (index < text.length) {
    index = step(text, index, recognisers, kinds, matches)
    if (matches.length > matchesMax) {
      throw new RuntimeError('too-large', 'The text holds too much personal data to hide.')
    }
    yield
  }
  return matches.length === 0 ? matches : yield* withoutOverlaps(matches)
}

/**
 * Whether a text of one step surely holds nothing: most texts are such, and need no steps. What fails here fails in
 * `scan` too, where it is told.
 */
export function isClean(
  text: string,
  recognisers: Recognisers,
  kinds: ReadonlySet<RedactionKind>,
): boolean {
  if (text.length > stepCharacters) return false
  const matches: Match[] = []
  try {
    step(plainText(text), 0, recognisers, kinds, matches)
  } catch {
    return false
  }
  return matches.length === 0
}

/** Looks at a stretch of the text and says where the next one begins. */
function step(
  text: string,
  from: number,
  { classes, finders, numbers }: Recognisers,
  kinds: ReadonlySet<RedactionKind>,
  matches: Match[],
): number {
  const until = Math.min(text.length, from + stepCharacters)
  let index = from
  while (index < until) {
    const place = classes[text.charCodeAt(index)] ?? 0
    if (place === 0) index += 1
    else if (place === digitClass) {
      index = findNumbers(text, index, numbers, kinds, matches)
    } else {
      for (const finder of finders[place] ?? []) {
        if (!kinds.has(finder.kind)) continue
        const span = finder.find(text, index)
        if (span !== undefined) matches.push({ kind: finder.kind, ...span })
      }
      index += 1
    }
  }
  return index
}

/** Takes numbers that begin at the place, and says where to go on: behind the longest, or behind its digits. */
function findNumbers(
  text: string,
  start: number,
  numbers: Recognisers['numbers'],
  kinds: ReadonlySet<RedactionKind>,
  matches: Match[],
): number {
  let end = start + 1
  while (end - start < stepCharacters && isDigitCode(text.charCodeAt(end))) end += 1
  // A very long run is gone through in parts, and none but its first begins a number.
  if (isDigitCode(text.charCodeAt(start - 1))) return end
  const isSigned = text.charCodeAt(start - 1) === 43
  readNumbers(text, start, {
    has: (layout) => numbers.has(layout),
    take(layout, found) {
      const accepted = numbers
        .get(layout)
        ?.find((shape) => kinds.has(shape.kind) && shape.accepts(found))
      if (accepted === undefined) return false
      matches.push({ kind: accepted.kind, start: isSigned ? start - 1 : start, end: found.end })
      end = Math.max(end, found.end)
      return true
    },
  })
  return end
}

const stepMatches = 4096

/** What overlaps becomes one, of the kind of the longest: no part of anything found stays readable. */
export function* withoutOverlaps(
  matches: readonly Match[],
): Generator<undefined, readonly Match[]> {
  if (matches.length < 2) return matches
  const joined: Match[] = []
  let last: Match | undefined
  let longest = 0
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const length = match.end - match.start
    if (last === undefined || match.start >= last.end) {
      if (last !== undefined) joined.push(last)
      last = match
      longest = length
      if (joined.length % stepMatches === 0) yield
    } else if (match.end > last.end) {
      last = { kind: length > longest ? match.kind : last.kind, start: last.start, end: match.end }
      longest = Math.max(longest, length)
    }
  }
  return last === undefined ? joined : [...joined, last]
}
