// A region's lines, and the tables that are made by alignment alone: rows whose parts stand under one another.

import type { Box } from '../../../ports/parser.js'
import type { Fragment } from './fragments.js'
import { boxAround, heightOf, overlap } from './geometry.js'
import type { PageTable } from './ruled-tables.js'
import { boxOfRow, rowsOf, textOfRow } from './rows.js'
import { isMarker } from '../markers.js'

export type Line = {
  readonly kind: 'line'
  readonly text: string
  readonly box: Box
  readonly size: number
  readonly isBold: boolean
  readonly isFixed: boolean
  readonly endsWithBlank: boolean
}

export type Block = Line | ({ readonly kind: 'table' } & PageTable)

export type RegionItem =
  | { readonly box: Box; readonly fragment: Fragment }
  | { readonly box: Box; readonly table: PageTable }

type Row = readonly Fragment[]
type Column = { readonly left: number; readonly right: number }

const rowsMin = 3
/** Rows of one table stand closer than this many heights. */
const rowGapMax = 2.6

/** Lines and tables of a region from its top. */
export function blocksOf(items: readonly RegionItem[]): readonly Block[] {
  const blocks: Block[] = []
  let rows: Row[] = []
  const finish = (): void => {
    blocks.push(...withAlignedTables(rows))
    rows = []
  }
  for (const row of rowsOf(items)) {
    const fragments = row.flatMap((item) => ('fragment' in item ? [item.fragment] : []))
    const tables = row.flatMap((item) => ('table' in item ? [item.table] : []))
    if (tables.length > 0) finish()
    if (fragments.length > 0) rows.push(withJoinedMarker(fragments))
    for (const table of tables) blocks.push({ kind: 'table', ...table })
  }
  finish()
  return blocks
}

/** A bullet and its text are one, however far apart. */
function withJoinedMarker(row: Row): Row {
  const [first, second, ...rest] = row
  if (first === undefined || second === undefined || !isMarker(first.text)) return row
  const joined = {
    ...second,
    text: `${first.text} ${second.text}`,
    box: boxAround([first.box, second.box]),
  }
  return [joined, ...rest]
}

function withAlignedTables(rows: readonly Row[]): readonly Block[] {
  const blocks: Block[] = []
  for (let index = 0; index < rows.length;) {
    const count = alignedRows(rows, index)
    const table = rows.slice(index, index + count)
    if (count > 0) blocks.push(alignedTable(table))
    else blocks.push(lineOf(rows[index] ?? []))
    index += Math.max(1, count)
  }
  return blocks
}

/** How many rows from `start` on make a table; 0 where none begins. */
function alignedRows(rows: readonly Row[], start: number): number {
  let columns: readonly Column[] = []
  let end = start
  let whole = 0
  for (; end < rows.length; end += 1) {
    const row = rows[end] ?? []
    if (row.length < 2 && !(end > start && isContinuation(columns, row))) break
    if (end > start && isFar(rows[end - 1] ?? [], row)) break
    const next = columnsWith(columns, row)
    if (next === undefined) break
    columns = next
    if (row.length >= 2) whole = end + 1 - start
  }
  const full = rows.slice(start, start + whole).filter((row) => row.length >= 2).length
  return full >= rowsMin && columns.length >= 2 ? whole : 0
}

function isFar(above: Row, below: Row): boolean {
  const [upper, lower] = [boxOfRow(above), boxOfRow(below)]
  return lower.top - upper.bottom > heightOf(lower) * rowGapMax
}

/** One part under a column other than the first goes on in the cell above it. */
function isContinuation(columns: readonly Column[], row: Row): boolean {
  const [only] = row
  if (only === undefined || columns.length < 2) return false
  const under = columns.flatMap((column, index) => (isUnder(column, only) ? [index] : []))
  return under.length === 1 && under[0] !== 0
}

const isUnder = (column: Column, { box }: Fragment): boolean =>
  overlap(column.left, column.right, box.left, box.right) > 0

/** The columns widened by the row, or undefined when a part of it stands under two. */
function columnsWith(columns: readonly Column[], row: Row): readonly Column[] | undefined {
  let result = columns
  for (const fragment of row) {
    const { left, right } = fragment.box
    const under = result.filter((column) => isUnder(column, fragment))
    const [column] = under
    if (under.length > 1) return undefined
    if (column === undefined) result = [...result, { left, right }]
    else {
      const wider = { left: Math.min(column.left, left), right: Math.max(column.right, right) }
      result = result.map((other) => (other === column ? wider : other))
    }
  }
  if (row.length < 2) return result
  const taken = new Set(
    row.map((fragment) => result.findIndex((column) => isUnder(column, fragment))),
  )
  return taken.size === row.length ? result.toSorted((a, b) => a.left - b.left) : undefined
}

/** A centred heading may stand beside what it heads: columns that are never filled together are one. */
function joinedColumns(columns: readonly Column[], rows: readonly Row[]): readonly Column[] {
  const most = Math.max(...rows.map((row) => row.length))
  if (columns.length <= most) return columns
  const isFree = (index: number): boolean =>
    !rows.some((row) => {
      const [one, other] = [columns[index], columns[index + 1]]
      return [one, other].every(
        (column) => column !== undefined && row.some((fragment) => isUnder(column, fragment)),
      )
    })
  const gaps = columns
    .slice(0, -1)
    .map((column, index) => ({ index, gap: (columns[index + 1]?.left ?? 0) - column.right }))
    .filter(({ index }) => isFree(index))
    .toSorted((a, b) => a.gap - b.gap)
  const at = gaps[0]?.index
  const [one, other] = at === undefined ? [] : [columns[at], columns[at + 1]]
  if (at === undefined || one === undefined || other === undefined) return columns
  const joined = { left: one.left, right: other.right }
  return joinedColumns([...columns.slice(0, at), joined, ...columns.slice(at + 2)], rows)
}

function alignedTable(rows: readonly Row[]): Block {
  const found = rows.reduce<readonly Column[]>(
    (columns, row) => columnsWith(columns, row) ?? columns,
    [],
  )
  const columns = joinedColumns(found, rows)
  const cells: string[][] = []
  for (const row of rows) {
    const texts = columns.map((column) =>
      row
        .filter((fragment) => isUnder(column, fragment))
        .map(({ text }) => text)
        .join(' '),
    )
    const last = cells.at(-1)
    if (row.length >= 2 || last === undefined) cells.push(texts)
    else texts.forEach((text, index) => (last[index] = `${last[index] ?? ''} ${text}`.trim()))
  }
  return {
    kind: 'table',
    text: cells.map((row) => row.join(' | ')).join('\n'),
    box: boxAround(rows.map(boxOfRow)),
  }
}

function lineOf(row: Row): Line {
  const longest = row.reduce<Fragment | undefined>(
    (longest, fragment) =>
      longest === undefined || fragment.text.length > longest.text.length ? fragment : longest,
    undefined,
  )
  return {
    kind: 'line',
    text: textOfRow(row),
    box: boxOfRow(row),
    size: longest?.size ?? 0,
    isBold: row.every(({ isBold }) => isBold),
    isFixed: row.every(({ isFixed }) => isFixed),
    endsWithBlank: row.at(-1)?.endsWithBlank ?? false,
  }
}
