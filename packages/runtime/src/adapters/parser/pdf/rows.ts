// Fragments that stand beside one another, from left to right: what becomes a line of text or a row of a table.

import type { Box } from '../../../ports/parser.js'
import type { Fragment } from './fragments.js'
import { boxAround, isBeside } from './geometry.js'

export type Boxed = { readonly box: Box }

/** Rows from the top, each from the left. */
export function rowsOf<Item extends Boxed>(items: readonly Item[]): readonly (readonly Item[])[] {
  const rows: { items: Item[]; box: Box }[] = []
  for (const item of items.toSorted((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)) {
    // Only the last rows can still stand beside it: items come in the order of their tops.
    const row = rows.slice(-4).findLast(({ box }) => isBeside(box, item.box))
    if (row === undefined) rows.push({ items: [item], box: item.box })
    else row.items.push(item)
  }
  return rows.map((row) => row.items.toSorted((a, b) => a.box.left - b.box.left))
}

export const boxOfRow = (row: readonly Boxed[]): Box => boxAround(row.map(({ box }) => box))

export const textOfRow = (row: readonly Fragment[]): string => row.map(({ text }) => text).join(' ')

export const textOfRows = (rows: readonly (readonly Fragment[])[]): string =>
  rows.map(textOfRow).join(' ')
