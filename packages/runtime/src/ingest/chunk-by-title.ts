// Turns a stream of elements into chunks: sections begin at titles, tables stand alone, long texts are cut at sentences.

import type { Element, Span } from '../ports/parser.js'
import { cutOf } from './cut.js'

type ChunkingOptions = {
  /** No chunk is longer. */
  readonly charactersMax: number
  /** A chunk that is this long takes nothing more. */
  readonly newAfterCharacters: number
  /** A section that is shorter goes on into the next one. */
  readonly combineUnderCharacters?: number
}

export type Chunk = {
  /** From 0, in reading order. */
  readonly ordinal: number
  /** The headings above the text, the widest first. */
  readonly titles: readonly string[]
  readonly text: string
  readonly pageFirst?: number
  readonly pageLast?: number
  /** In order; none where the format has no pages. */
  readonly spans: readonly Span[]
  /** Some of the text was read from a picture. */
  readonly isRecognized: boolean
}

type Chunker = {
  push(elements: readonly Element[]): readonly Chunk[]
  end(): readonly Chunk[]
}

type Heading = { readonly level: number; readonly text: string }
type Piece = {
  readonly element: Element
  readonly text: string
  readonly titles: readonly string[]
}

/** What a section needs at least to stand alone: about two sentences; a fifth of the maximum, as with small maxima. */
const combineShare = 1 / 5
/** The first row is repeated above each part of a table as long as it leaves most of the room to the others. */
const headerRowShare = 1 / 3
/** Behind titles, less room than this share is not worth a piece of a long text. */
const roomShare = 1 / 4
/** A heading is a name, not a paragraph: longer ones are shortened in `titles`, not in the text. */
const titleCharactersMax = 200

/** The chunks depend on the elements and their order alone, never on how they are handed over. */
export function chunkByTitle(options: ChunkingOptions): Chunker {
  const { charactersMax, newAfterCharacters } = options
  const combineUnder = options.combineUnderCharacters ?? Math.floor(charactersMax * combineShare)
  let headings: readonly Heading[] = []
  let open: readonly Piece[] = []
  let ordinal = 0
  let done: Chunk[] = []

  const close = (): void => {
    const kept = withoutTrailingTitles(open)
    if (kept.length > 0) done.push(chunkOf(kept, ordinal++))
    open = open.slice(kept.length)
  }

  /** Places what fits and answers with the rest. */
  const placeSome = (piece: Piece): string => {
    const room = charactersMax - lengthBefore(open, piece.element)
    const isFull = hasBody(open) && lengthOf(open) >= newAfterCharacters
    if (piece.text.length <= room && !isFull) {
      open = [...open, piece]
      return ''
    }
    if (hasBody(open) || (open.length > 0 && room < charactersMax * roomShare)) {
      close()
      return piece.text
    }
    const end = cutOf(piece.text, room)
    open = [...open, { ...piece, text: piece.text.slice(0, end).trimEnd() }]
    close()
    return piece.text.slice(end).trimStart()
  }

  const place = (piece: Piece): void => {
    for (let text = piece.text; text !== '';) text = placeSome({ ...piece, text })
  }

  const placeTable = (piece: Piece): void => {
    if (hasBody(open)) close()
    const rows = piece.text.split('\n')
    const header = rows[0] ?? ''
    const isRepeated = rows.length > 1 && header.length <= charactersMax * headerRowShare
    let part = ''
    const closePart = (): void => {
      if (part === '') return
      place({ ...piece, text: part })
      close()
      part = isRepeated ? header : ''
    }
    for (const [index, row] of rows.entries()) {
      const room = charactersMax - lengthBefore(open, piece.element)
      const isHeaderAlone = isRepeated && part === header && index > 0
      if (part !== '' && !isHeaderAlone && part.length + 1 + row.length > room) closePart()
      part = part === '' ? row : `${part}\n${row}`
    }
    closePart()
  }

  const take = (element: Element): void => {
    const text = element.text.trim()
    if (text === '' || element.kind === 'header' || element.kind === 'footer') return
    if (element.kind === 'title') {
      headings = headingsUnder(headings, { level: element.level ?? 2, text })
      if (hasBody(open) && lengthOf(open) >= combineUnder) close()
    }
    const piece = { element, text, titles: headings.map((heading) => heading.text) }
    if (element.kind === 'table') placeTable(piece)
    else place(piece)
  }

  const handOver = (): readonly Chunk[] => {
    const chunks = done
    done = []
    return chunks
  }

  return {
    push(elements) {
      for (const element of elements) take(element)
      return handOver()
    },
    end() {
      // Titles that nothing follows are left after the first.
      close()
      close()
      return handOver()
    },
  }
}

function headingsUnder(headings: readonly Heading[], heading: Heading): readonly Heading[] {
  const above = headings.filter(({ level }) => level < heading.level)
  return [...above, { ...heading, text: heading.text.slice(0, titleCharactersMax) }]
}

const hasBody = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ element }) => element.kind !== 'title')

/** Titles at the end belong to what comes next, unless nothing else is there. */
function withoutTrailingTitles(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.findLastIndex(({ element }) => element.kind !== 'title')
  return last === -1 ? pieces : pieces.slice(0, last + 1)
}

/** Items of a list stand on lines, everything else apart. */
const separatorBetween = (before: Element, after: Element): string =>
  before.kind === 'list-item' && after.kind === 'list-item' ? '\n' : '\n\n'

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce(
    (length, piece, index) => length + lengthAt(pieces, index) + piece.text.length,
    0,
  )
}

function lengthAt(pieces: readonly Piece[], index: number): number {
  const before = pieces[index - 1]
  const piece = pieces[index]
  if (before === undefined || piece === undefined) return 0
  return separatorBetween(before.element, piece.element).length
}

function lengthBefore(pieces: readonly Piece[], element: Element): number {
  const last = pieces.at(-1)
  if (last === undefined) return 0
  return lengthOf(pieces) + separatorBetween(last.element, element).length
}

function chunkOf(pieces: readonly Piece[], ordinal: number): Chunk {
  let text = ''
  const spans: (Span & { readonly page: number })[] = []
  for (const [index, { element, text: own }] of pieces.entries()) {
    const before = pieces[index - 1]
    if (before !== undefined) text += separatorBetween(before.element, element)
    const start = text.length
    text += own
    const { page, box } = element
    if (page !== undefined) {
      spans.push({ start, end: text.length, page, ...(box === undefined ? {} : { box }) })
    }
  }
  const pages = spans.map(({ page }) => page)
  return {
    ordinal,
    titles: titlesOf(pieces),
    text,
    ...(pages.length === 0 ? {} : { pageFirst: Math.min(...pages), pageLast: Math.max(...pages) }),
    spans,
    isRecognized: pieces.some(({ element }) => element.isRecognized === true),
  }
}

/** The headings that all the text has above it. */
function titlesOf(pieces: readonly Piece[]): readonly string[] {
  const bodies = pieces.filter(({ element }) => element.kind !== 'title')
  const paths = (bodies.length > 0 ? bodies : pieces.slice(-1)).map(({ titles }) => titles)
  const first = paths[0] ?? []
  const end = first.findIndex((title, index) => paths.some((path) => path[index] !== title))
  return end === -1 ? first : first.slice(0, end)
}
