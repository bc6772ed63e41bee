// Joins lines to paragraphs: a line goes on in the next one unless size, distance, a marker or an early end says otherwise.

import type { Box } from '../../../ports/parser.js'
import { boxAround, heightOf, median, widthOf } from './geometry.js'
import type { Block, Line } from './lines.js'
import { startsWithMarker } from '../markers.js'
import { isOneWord } from './korean-words.js'
import type { PageTable } from './ruled-tables.js'
import type { Style } from './style.js'

export type Paragraph = {
  readonly kind: 'paragraph'
  readonly text: string
  readonly box: Box
  readonly size: number
  readonly isBold: boolean
  readonly lineCount: number
  readonly isListItem: boolean
  readonly isCode: boolean
}

export type Passage = Paragraph | ({ readonly kind: 'table' } & PageTable)

const sizeTolerance = 0.1
/** Of the usual distance from line to line. */
const leadingTolerance = 1.3
/** Without a neighbour to compare with, lines stand this many sizes apart at most. */
const leadingDefault = 2.1
/** Programs have empty lines. */
const codeLeading = 3.2
const indentSizes = 0.8
/** Of the width: lines that are not justified end this early inside a paragraph too, but not earlier. */
const earlyShare = 0.25

/** Passages of one region. */
export function passagesOf(blocks: readonly Block[], style: Style): readonly Passage[] {
  const lines = blocks.filter((block) => block.kind === 'line')
  const leading = usualLeading(lines)
  const passages: Passage[] = []
  let open: Line[] = []
  const finish = (): void => {
    if (open.length > 0) passages.push(paragraphOf(open, style))
    open = []
  }
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'table') {
      finish()
      passages.push(block)
      continue
    }
    const last = open.at(-1)
    if (last !== undefined) {
      const around = [...open, block, ...blocks.slice(index + 1, index + 2)]
      const right = Math.max(...around.map(({ box }) => box.right))
      if (!goesOn(last, block, { right, leading, first: open[0] ?? last })) finish()
    }
    open.push(block)
  }
  finish()
  return passages
}

function usualLeading(lines: readonly Line[]): number {
  const steps = lines.flatMap((line, index) => {
    const next = lines[index + 1]
    if (next === undefined || !isAlike(line.size, next.size)) return []
    const distance = next.box.top - line.box.top
    return distance > 0 && distance < line.size * leadingDefault * 1.5 ? [distance / line.size] : []
  })
  return steps.length < 3 ? leadingDefault : median(steps) * leadingTolerance
}

const isAlike = (size: number, other: number): boolean =>
  Math.abs(size - other) <= Math.max(size, other) * sizeTolerance

type Surroundings = { readonly right: number; readonly leading: number; readonly first: Line }

function goesOn(line: Line, next: Line, { right, leading, first }: Surroundings): boolean {
  if (!isAlike(line.size, next.size) || line.isBold !== next.isBold) return false
  const leadingMax = line.isFixed && next.isFixed ? codeLeading : leading
  if (next.box.top - line.box.top > next.size * leadingMax) return false
  if (line.isFixed && next.isFixed) return true
  if (startsWithMarker(next.text)) return false
  const isIndented = next.box.left > first.box.left + next.size * indentSizes
  const isHanging = startsWithMarker(first.text)
  if (isIndented && !isHanging && next.box.left > line.box.left + next.size * indentSizes)
    return false
  return !endsEarly(line, next, right)
}

/** The next word would have had room, and the line ends as a sentence does or leaves much room. */
function endsEarly(line: Line, next: Line, right: number): boolean {
  const room = right - line.box.right
  if (room < widthOfFirstWord(next)) return false
  return /[.!?:;。]["')\]”’]*$/.test(line.text) || room > (right - line.box.left) * earlyShare
}

/** A word that would have stood on the line above begins a paragraph of its own. */
function widthOfFirstWord({ text, box }: Line): number {
  const word = text.split(' ', 1)[0] ?? ''
  return (widthOf(box) * (word.length + 1)) / Math.max(1, text.length)
}

function paragraphOf(lines: readonly Line[], style: Style): Paragraph {
  const [first] = lines
  const isCode = lines.length > 1 && lines.every(({ isFixed }) => isFixed)
  let text = ''
  let above: Line | undefined
  for (const line of lines) {
    if (above === undefined) text = line.text
    else if (isCode) text += `\n${line.text}`
    else text = joined(text, above, line, style)
    above = line
  }
  return {
    kind: 'paragraph',
    text: text.trim(),
    box: boxAround(lines.map(({ box }) => box)),
    size: first?.size ?? heightOf(boxAround(lines.map(({ box }) => box))),
    isBold: lines.every(({ isBold }) => isBold),
    lineCount: lines.length,
    isListItem: !isCode && startsWithMarker(text),
    isCode,
  }
}

function joined(text: string, above: Line, { text: next }: Line, style: Style): string {
  if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next
  return isPartedWord(text, above, next, style) ? text + next : `${text} ${next}`
}

/** Where lines end with a blank between words, one without it says so; else the words of the document do. */
function isPartedWord(text: string, above: Line, next: string, style: Style): boolean {
  if (!style.hasTrailingBlanks) return isOneWord(text, next, style.words)
  const isKorean = /\p{Script=Hangul}$/u.test(text) && /^\p{Script=Hangul}/u.test(next)
  return isKorean && !above.endsWithBlank
}
