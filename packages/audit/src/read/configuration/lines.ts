// Cuts a configuration text into lines and a line into words, each with its place.

import { cut, piecesOf, type Excerpt, type Piece } from '@llmflow/spec'
import type { Word } from '../../graph/graph.js'

/** Most lines that are read of one text: no configuration that people write comes near. */
const linesMax = 20_000

/** A line without the blanks around it. `indentation` counts the blanks before it. */
export type Line = { readonly excerpt: Excerpt; readonly indentation: number }

/** All lines, empty ones too, so that places and comments stay in order. */
export function linesOf(excerpt: Excerpt): readonly Line[] {
  const lines: Line[] = []
  for (let at = 0; at <= excerpt.text.length && lines.length < linesMax;) {
    const end = excerpt.text.indexOf('\n', at)
    const until = end === -1 ? excerpt.text.length : end
    lines.push(lineOf(excerpt, at, until))
    at = until + 1
  }
  return lines
}

function lineOf(excerpt: Excerpt, start: number, end: number): Line {
  const text = excerpt.text.slice(start, end)
  const indentation = text.length - text.trimStart().length
  const from = Math.min(end, start + indentation)
  return { excerpt: cut(excerpt, from, from + text.trim().length), indentation }
}

/** The words of a line: blanks part them, quotes hold them together and fall away, `#` begins a comment. */
export function wordsOf(excerpt: Excerpt, comment = /^#/): readonly Word[] {
  const words: Word[] = []
  const { text } = excerpt
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text.charAt(at))) at += 1
    else if (comment.test(text.slice(at, at + 2))) return words
    else {
      const { word, end } = wordAt(excerpt, at)
      words.push(word)
      at = end
    }
  }
  return words
}

function wordAt(excerpt: Excerpt, start: number): { readonly word: Word; readonly end: number } {
  const { text } = excerpt
  const pieces: Piece[] = []
  let at = start
  while (at < text.length && !/\s/.test(text.charAt(at))) {
    const quote = text.charAt(at)
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, at + 1)
      const end = close === -1 ? text.length : close
      pieces.push({ start: at + 1, length: end - at - 1 })
      at = end + 1
    } else {
      const from = at
      while (at < text.length && !/[\s"']/.test(text.charAt(at))) at += 1
      pieces.push({ start: from, length: at - from })
    }
  }
  const [only] = pieces
  const written =
    pieces.length === 1 && only !== undefined
      ? cut(excerpt, only.start, only.start + only.length)
      : piecesOf(excerpt, pieces)
  return { word: { text: written.text, excerpt: written }, end: at }
}

/** A stretch of a line as one word, without quotes around it. */
export function wordOf(excerpt: Excerpt, start: number, end: number): Word {
  const text = excerpt.text.slice(start, end)
  const isQuoted = text.length > 1 && /^(["']).*\1$/s.test(text)
  const written = cut(excerpt, isQuoted ? start + 1 : start, isQuoted ? end - 1 : end)
  return { text: written.text, excerpt: written }
}
