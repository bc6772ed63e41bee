// Headers and footers: what stands at the edge of a page and again at the same height of a neighbouring one.

import type { PdfPage } from './document.js'
import type { Fragment } from './fragments.js'
import { boxOfRow, rowsOf, textOfRow } from './rows.js'
import { isTitleSize, type Style } from './style.js'

/** One page on each side may be of the other hand: left and right pages have headers of their own. */
export const neighbourDistance = 2

/** At the edge of one page: its place and text, numbers aside. */
export type EdgeRow = {
  readonly key: string
  readonly top: number
  readonly isHeader: boolean
  readonly isPageNumber: boolean
  readonly fragments: readonly Fragment[]
}

/** Of the page's height. */
const edgeShare = 0.12
const rowsAtEdgeMax = 3
/** Points that the same header may be moved. */
const moveMax = 4

const pageNumber =
  /^[-–—\s[(]*(?:(?:page|쪽|p\.?|페이지)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:\/|of)\s*\d{1,4})?(?:\s*(?:쪽|페이지))?[-–—\s\])]*$/i

export function edgeRowsOf(page: PdfPage, style: Style): readonly EdgeRow[] {
  const edge = page.size.height * edgeShare
  const top = page.fragments.filter(({ box }) => box.bottom <= edge)
  const bottom = page.fragments.filter(({ box }) => box.top >= page.size.height - edge)
  const rows = [
    ...rowsOf(top)
      .slice(0, rowsAtEdgeMax)
      .map((row) => ({ row, isHeader: true })),
    ...rowsOf(bottom)
      .slice(-rowsAtEdgeMax)
      .map((row) => ({ row, isHeader: false })),
  ]
  return rows
    .filter(({ row }) => !row.some(({ size }) => isTitleSize(size, style, 1.15)))
    .map(({ row, isHeader }) => {
      const text = textOfRow(row)
      return {
        key: text.replaceAll(/\d+/g, '#').replaceAll(/\s+/g, ' '),
        top: boxOfRow(row).top,
        isHeader,
        isPageNumber: pageNumber.test(text),
        fragments: row,
      }
    })
}

/** The rows of a page that neighbours have too, and bare page numbers. */
export const repeatedRows = (
  rows: readonly EdgeRow[],
  neighbours: readonly (readonly EdgeRow[])[],
): readonly EdgeRow[] =>
  rows.filter(
    (row) =>
      row.isPageNumber ||
      neighbours.some((others) =>
        others.some((other) => other.key === row.key && Math.abs(other.top - row.top) <= moveMax),
      ),
  )
