// Keeps a stretch of text together with the place of each of its characters in the file that a person gave.

import type { Location } from '../diagnostic/diagnostic.js'

/** Text cut out of a file, out of a block of YAML in it, or out of a fence in Markdown around that. */
export type Excerpt = {
  readonly text: string
  /** The place of `length` characters that begin at `start`; both count in `text`. */
  readonly place: (start: number, length: number) => Location
}

/** The whole text of a file. */
export function wholeText(document: string, text: string): Excerpt {
  return {
    text,
    place: (start, length) => ({ document, offset: start, length: Math.max(1, length) }),
  }
}

/** A text that has one place, because what holds it is an object and not a text. */
export function textAt(text: string, location: Location): Excerpt {
  return { text, place: () => location }
}

/** The part of an excerpt from `start` to before `end`. */
export function cut(excerpt: Excerpt, start: number, end: number = excerpt.text.length): Excerpt {
  return {
    text: excerpt.text.slice(start, end),
    place: (from, length) => excerpt.place(start + from, length),
  }
}

/** A stretch of another text: `length` characters that begin at `start` there. */
export type Piece = { readonly start: number; readonly length: number }

/** What is left of an excerpt when indentation, markers and other text between the pieces are taken away. */
export function piecesOf(excerpt: Excerpt, pieces: readonly Piece[]): Excerpt {
  const starts: number[] = []
  let text = ''
  for (const { start, length } of pieces) {
    starts.push(text.length)
    text += excerpt.text.slice(start, start + length)
  }
  return {
    text,
    place: (from, length) => {
      const index = pieceAt(starts, from)
      const piece = pieces[index]
      const begin = starts[index] ?? 0
      return excerpt.place((piece?.start ?? 0) + from - begin, length)
    },
  }
}

/** The last piece that begins at or before a position. */
function pieceAt(starts: readonly number[], position: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low
}
