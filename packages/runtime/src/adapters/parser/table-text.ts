// Tables as text: a row a line, cells between ` | `, and the first row again above each part of a long one.

import type { Element } from '../../ports/parser.js'

type Place = Pick<Element, 'page' | 'box'>

export type TableWriter = {
  /** The element that is full now, if one is. */
  add(row: readonly string[]): readonly Element[]
  end(): readonly Element[]
}

export type SpanningCell = {
  readonly text: string
  readonly columns: number
  readonly rows: number
}

/** Nobody means more; a file may claim any number. */
const spanMax = 100

/** Rows as people read them: a cell over several rows says the same in each, one over several columns only in the first. */
export function spreadCells(): (cells: readonly SpanningCell[]) => readonly string[] {
  let carried = new Map<number, { readonly text: string; readonly rows: number }>()
  return (cells) => {
    const next: typeof carried = new Map()
    const row: string[] = []
    const takeCarried = (): void => {
      for (let above = carried.get(row.length); above !== undefined;) {
        if (above.rows > 1) next.set(row.length, { ...above, rows: above.rows - 1 })
        row.push(above.text)
        above = carried.get(row.length)
      }
    }
    for (const { text, columns, rows } of cells) {
      takeCarried()
      if (rows > 1) next.set(row.length, { text, rows: Math.min(rows, spanMax) - 1 })
      row.push(text, ...Array<string>(Math.min(Math.max(columns, 1), spanMax) - 1).fill(''))
    }
    takeCarried()
    carried = next
    return row
  }
}

/** Some chunks' worth: a part of a table that is handed over at once. */
const partCharacters = 8000

export function writeTable(place: Place = {}): TableWriter {
  let header: string | undefined
  let rows: string[] = []
  let length = 0
  const take = (): readonly Element[] => {
    if (rows.length === 0) return []
    const isLater = header !== rows[0]
    const text = [...(isLater && header !== undefined ? [header] : []), ...rows].join('\n')
    rows = []
    length = 0
    return [{ kind: 'table', text, ...place }]
  }
  return {
    add(row) {
      const line = lineOf(row)
      if (line === '') return []
      header ??= line
      const full = length + line.length > partCharacters ? take() : []
      rows.push(line)
      length += line.length
      return full
    },
    end: take,
  }
}

/** Empty at the end of a row is left out, empty within it keeps its place. */
function lineOf(row: readonly string[]): string {
  const cells = row.map((cell) => cell.replaceAll(/\s+/g, ' ').trim())
  const end = cells.findLastIndex((cell) => cell !== '')
  return cells
    .slice(0, end + 1)
    .join(' | ')
    .normalize('NFC')
}
