// Puts the letters of a page together to the lines that they stand on.

import type { Box } from './highlight.ts'
import type { PdfLine } from './pdf-messages.ts'

export type Letter = {
  readonly letter: string
  /** Absent where it is nowhere, as the breaks of lines are. */
  readonly box?: Box
}

/** A line ends at its break, or where the next letter stands on another one or far away. */
export function joinLetters(letters: readonly Letter[]): readonly PdfLine[] {
  const lines: PdfLine[] = []
  let text = ''
  let box: Box | undefined
  const end = (): void => {
    if (box !== undefined && text.trim() !== '') lines.push({ text: text.trim(), box })
    text = ''
    box = undefined
  }
  for (const { letter, box: own } of letters) {
    if (letter === '\r' || letter === '\n') {
      end()
      continue
    }
    const isSpace = letter.trim() === ''
    if (!isSpace && own !== undefined && box !== undefined && !isOnLine(own, box)) end()
    text += letter
    // Spaces that were made up have boxes of their own making.
    if (!isSpace && own !== undefined) box = box === undefined ? own : around(box, own)
  }
  end()
  return lines
}

/** At least half of the lower one's height is common, and no column of a table lies between. */
function isOnLine(own: Box, line: Box): boolean {
  const heights = [own.bottom - own.top, line.bottom - line.top]
  const common = Math.min(own.bottom, line.bottom) - Math.max(own.top, line.top)
  return common >= Math.min(...heights) / 2 && own.left - line.right < 3 * Math.max(...heights)
}

const around = (box: Box, other: Box): Box => ({
  left: Math.min(box.left, other.left),
  top: Math.min(box.top, other.top),
  right: Math.max(box.right, other.right),
  bottom: Math.max(box.bottom, other.bottom),
})
