// Hides what a scan found in a text behind what the caller puts in its place, a bounded step at a time.

import { isEndOfName } from './names.js'
import { isHangulCode, type Match, type RedactionKind, type Span } from './recogniser.js'
import { scan, withoutOverlaps, type Recognisers } from './scan.js'

/** The text with replacements; what begins at `cut` or later is left out, when there is one. */
export function* hide(
  text: string,
  recognisers: Recognisers,
  kinds: ReadonlySet<RedactionKind>,
  replacementOf: (match: Match) => string,
  cut: number = text.length,
): Generator<undefined, string> {
  const scanned = yield* scan(text, recognisers, kinds)
  if (scanned.length === 0) return text.slice(0, cut)
  const found = yield* withRepeatedNames(text, scanned)
  return yield* replace(text, found, replacementOf, Math.min(cut, text.length))
}

/** Replacing one match costs well under a microsecond. */
const stepMatches = 2000

function* replace(
  text: string,
  found: readonly Match[],
  replacementOf: (match: Match) => string,
  cut: number,
): Generator<undefined, string> {
  const pieces: string[] = []
  let position = 0
  for (const [index, match] of found.entries()) {
    if (match.start >= cut) break
    pieces.push(text.slice(position, match.start), replacementOf(match))
    position = match.end
    if (index % stepMatches === stepMatches - 1) yield
  }
  if (position < cut) pieces.push(text.slice(position, cut))
  return pieces.join('')
}

/** More names than this are a list, in which each stands once, and no letter. */
const repeatedNamesMax = 32
const pieceCharacters = 65_536

/** A name that was told once by its title is hidden wherever else it stands. */
function* withRepeatedNames(
  text: string,
  found: readonly Match[],
): Generator<undefined, readonly Match[]> {
  const names = new Set(
    found
      .filter(({ kind, start, end }) => kind === 'NAME' && end - start >= 3)
      .map(({ start, end }) => text.slice(start, end)),
  )
  if (names.size === 0 || names.size > repeatedNamesMax) return found
  const repeated: Match[] = []
  for (const name of names) {
    for (let start = 0; start < text.length; start += pieceCharacters) {
      for (const span of placesOf(name, text, start)) {
        if (!isCovered(span, found)) repeated.push({ kind: 'NAME', ...span })
      }
      if (text.length > pieceCharacters) yield
    }
  }
  return repeated.length === 0 ? found : yield* withoutOverlaps([...found, ...repeated])
}

/** Whether a match begins where the span does; matches are in order. */
function isCovered({ start }: Span, found: readonly Match[]): boolean {
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((found[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  return found[low]?.start === start
}

/** Where the name begins in one piece of the text; a longer word that ends in it is another one. */
function placesOf(name: string, text: string, from: number): readonly Span[] {
  const piece = text.slice(from, from + pieceCharacters + name.length - 1)
  const places: Span[] = []
  let index = piece.indexOf(name)
  while (index !== -1) {
    const start = from + index
    const end = start + name.length
    if (!isHangulCode(text.charCodeAt(start - 1)) && isEndOfName(text, end))
      places.push({ start, end })
    index = piece.indexOf(name, index + name.length)
  }
  return places
}
