// Shows the lines around a place with a caret under what is meant.

import { lineOf, type SourceText, type Span } from '@llmflow/spec'
import { printable } from './printable.js'
import type { Style } from './style.js'
import { cut, padStart, widthOf } from './width.js'

const linesBefore = 2
const columnsDefault = 100

type FrameOptions = {
  readonly style: Style
  readonly columns: number | undefined
  readonly paint: (text: string) => string
}

/** The place's line with two lines before it, and the caret line; empty when the text is not there. */
export function frameOf(source: SourceText, span: Span, options: FrameOptions): readonly string[] {
  const { style, paint } = options
  const first = Math.max(1, span.line - linesBefore)
  const gutter = `${span.line}`.length
  const room = Math.max(20, (options.columns ?? columnsDefault) - gutter - 4)
  const shift = shiftFor(lineOf(source, span.line) ?? '', span, room)
  const lines: string[] = []
  for (let line = first; line <= span.line; line += 1) {
    const text = lineOf(source, line)
    if (text === undefined) return []
    const number = style.dim(`${padStart(`${line}`, gutter)} |`)
    lines.push(`${number} ${cut(shown(text, shift), room)}`.trimEnd())
  }
  const marked = lineOf(source, span.line) ?? ''
  const lead = widthOf(shown(marked.slice(0, span.column - 1), shift))
  const carets = widthOf(printable(marked.slice(span.column - 1, span.endColumn - 1)))
  const length = Math.max(1, Math.min(carets, room - lead))
  const margin = style.dim(`${' '.repeat(gutter)} |`)
  return [...lines, `${margin} ${' '.repeat(lead)}${paint('^'.repeat(length))}`]
}

/** Characters to leave out on the left, so that a place far to the right stays in sight. */
function shiftFor(line: string, span: Span, room: number): number {
  const before = line.slice(0, span.column - 1)
  return widthOf(before) < room - 10 ? 0 : Math.max(0, span.column - 1 - Math.floor(room / 2))
}

function shown(line: string, shift: number): string {
  return shift === 0 ? printable(line) : `…${printable(line.slice(shift + 1))}`
}
