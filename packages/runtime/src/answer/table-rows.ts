// Shows rows of a table under the row that says what their cells are: alone, a row of numbers tells nobody anything.

import type { Citation } from './events.js'

/** Cells stand between these, in a text that a table was made into. */
const separator = ' | '
/** Two cells are a name and its value, and need no heading. */
const cellsMin = 3

/** Whether a line is a row of a table. */
export const isRow = (line: string): boolean => line.includes(separator)

/**
 * The first row of the table in which a row stands; undefined where it has none, or is the first itself. Long tables
 * have it above each of their parts.
 */
export function headingOf(text: string, rowStart: number): string | undefined {
  const above = text.slice(0, rowStart).split('\n').slice(0, -1)
  const heading = above[above.findLastIndex((line) => !isRow(line)) + 1]
  if (heading === undefined) return undefined
  const [row = ''] = text.slice(rowStart).split('\n')
  const cells = cellsOf(heading).length
  return cells >= cellsMin && cells >= cellsOf(row).length ? heading : undefined
}

type QuotedRow = Pick<Citation, 'quote' | 'number'>

/** A table in Markdown; each row has the number of its citation behind its last cell. */
export function writeRows(heading: string, rows: readonly QuotedRow[]): string {
  const names = cellsOf(heading)
  const lines = rows.map(({ quote, number }) => {
    const cells = cellsOf(quote)
    const [last = ''] = cells.splice(-1)
    const empty = Array<string>(names.length - cells.length - 1).fill('')
    return [...cells, `${last} [${number}]`, ...empty]
  })
  return [names, names.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(separator)} |`)
    .join('\n')
}

const cellsOf = (row: string): string[] => row.split(separator).map((cell) => cell.trim())
