// Tables that are drawn with rules: where horizontal and vertical rules meet, they make a grid, and text falls into its cells.

import type { Box } from '../../../ports/parser.js'
import { mergedRules, type Drawing, type Rule } from './drawing.js'
import type { Fragment } from './fragments.js'
import { centerX, centerY, isInside } from './geometry.js'
import { rowsOf, textOfRows } from './rows.js'

export type PageTable = { readonly text: string; readonly box: Box }

type Grid = {
  readonly columns: readonly number[]
  readonly rows: readonly number[]
  readonly horizontal: readonly Rule[]
  readonly vertical: readonly Rule[]
  readonly box: Box
}

type Division = {
  readonly tables: readonly PageTable[]
  readonly rest: readonly Fragment[]
}

/** In points: how far rules that meet may stay apart, and how far apart borders of cells are at least. */
const meeting = 3.5
const cellMin = 5
const columnsMax = 60
/** A grid with less text is a drawing. */
const filledShareMin = 0.15

/** The tables of a page, and the text that is in none of them. */
export function divideByTables(drawing: Drawing, fragments: readonly Fragment[]): Division {
  const tables: PageTable[] = []
  let rest = fragments
  for (const grid of gridsOf(drawing)) {
    const inside = rest.filter(({ box }) => isInside(box, grid.box))
    const text = textOf(grid, inside)
    if (text === undefined) continue
    tables.push({ text, box: grid.box })
    rest = rest.filter((fragment) => !inside.includes(fragment))
  }
  return { tables, rest }
}

/** Larger ones first, so that a frame around a page takes what it can and gives the rest back. */
function gridsOf(drawing: Drawing): readonly Grid[] {
  const horizontal = mergedRules(drawing.horizontal)
  const vertical = mergedRules(drawing.vertical)
  return groupsOf(horizontal, vertical)
    .map(gridOf)
    .filter((grid) => grid.columns.length >= 3 && grid.rows.length >= 2)
    .filter((grid) => grid.columns.length <= columnsMax)
}

type Group = { readonly horizontal: Rule[]; readonly vertical: Rule[] }

/** Rules that meet, directly or by others. */
function groupsOf(horizontal: readonly Rule[], vertical: readonly Rule[]): readonly Group[] {
  let groups: Group[] = horizontal.map((rule) => ({ horizontal: [rule], vertical: [] }))
  for (const rule of vertical) {
    const met = groups.filter((group) => group.horizontal.some((other) => doMeet(other, rule)))
    if (met.length === 0) continue
    const joined: Group = {
      horizontal: met.flatMap((group) => group.horizontal),
      vertical: [...met.flatMap((group) => group.vertical), rule],
    }
    groups = [...groups.filter((group) => !met.includes(group)), joined]
  }
  return groups.filter((group) => group.vertical.length > 0 && group.horizontal.length > 1)
}

const doMeet = (horizontal: Rule, vertical: Rule): boolean =>
  vertical.at >= horizontal.from - meeting &&
  vertical.at <= horizontal.to + meeting &&
  horizontal.at >= vertical.from - meeting &&
  horizontal.at <= vertical.to + meeting

/** Tables often have no rules at their outer sides: there the crossing rules' ends are the border. */
function gridOf({ horizontal, vertical }: Group): Grid {
  const ends = (rules: readonly Rule[]): readonly number[] => [
    Math.min(...rules.map(({ from }) => from)),
    Math.max(...rules.map(({ to }) => to)),
  ]
  const columns = borders([...vertical.map(({ at }) => at), ...ends(horizontal)])
  const rows = borders([...horizontal.map(({ at }) => at), ...ends(vertical)])
  const box = {
    left: columns[0] ?? 0,
    top: rows[0] ?? 0,
    right: columns.at(-1) ?? 0,
    bottom: rows.at(-1) ?? 0,
  }
  return { columns, rows, horizontal, vertical, box }
}

function borders(positions: readonly number[]): readonly number[] {
  const sorted = positions.toSorted((a, b) => a - b)
  return sorted.filter((at, index) => index === 0 || at - (sorted[index - 1] ?? at) >= cellMin)
}

function textOf(grid: Grid, fragments: readonly Fragment[]): string | undefined {
  const columnCount = grid.columns.length - 1
  const rowCount = grid.rows.length - 1
  const cells = Array.from({ length: rowCount }, () =>
    Array.from({ length: columnCount }, (): Fragment[] => []),
  )
  for (const fragment of fragments) {
    const { row, column } = cellAt(grid, centerX(fragment.box), centerY(fragment.box))
    cells[row]?.[column]?.push(fragment)
  }
  const filled = cells.flat().filter((cell) => cell.length > 0).length
  const used = grid.columns.filter((_, column) =>
    cells.some((row) => (row[column] ?? []).length > 0),
  )
  if (used.length < 2 || filled / (rowCount * columnCount) < filledShareMin) return undefined
  const texts = cells.map((row) => row.map(textOfCell))
  return texts
    .map((row, index) =>
      row.map((text, column) => text || textFromAbove(grid, texts, index, column)),
    )
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => row.filter((_, column) => used.includes(grid.columns[column] ?? -1)))
    .map((row) => row.join(' | '))
    .join('\n')
}

/** A cell that reaches over several rows says the same in each of them. */
function textFromAbove(
  grid: Grid,
  texts: readonly (readonly string[])[],
  row: number,
  column: number,
): string {
  const middle = (limits: readonly number[], at: number): number =>
    ((limits[at] ?? 0) + (limits[at + 1] ?? 0)) / 2
  const owner = cellAt(grid, middle(grid.columns, column), middle(grid.rows, row))
  return owner.column === column ? (texts[owner.row]?.[column] ?? '') : ''
}

/** The first of the cells that are one because no rule parts them. */
function cellAt(
  grid: Grid,
  x: number,
  y: number,
): { readonly row: number; readonly column: number } {
  let column = intervalOf(grid.columns, x)
  let row = intervalOf(grid.rows, y)
  while (column > 0 && !isParted(grid.vertical, grid.columns[column] ?? 0, y)) column -= 1
  while (row > 0 && !isParted(grid.horizontal, grid.rows[row] ?? 0, x)) row -= 1
  return { row, column }
}

const intervalOf = (limits: readonly number[], at: number): number =>
  Math.max(
    0,
    limits.findLastIndex((limit, index) => limit <= at && index < limits.length - 1),
  )

const isParted = (rules: readonly Rule[], at: number, crossing: number): boolean =>
  rules.some(
    (rule) => Math.abs(rule.at - at) <= cellMin && rule.from <= crossing && rule.to >= crossing,
  )

const textOfCell = (fragments: readonly Fragment[]): string =>
  fragments.length === 0 ? '' : textOfRows(rowsOf(fragments))
