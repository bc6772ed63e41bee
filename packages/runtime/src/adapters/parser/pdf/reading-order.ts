// Parts a page into regions that are read one after the other: columns of prose from left to right, between what crosses them.

import type { Box } from '../../../ports/parser.js'
import { boxAround, centerX, centerY, heightOf, median, widthOf } from './geometry.js'
import { boxOfRow, rowsOf, type Boxed } from './rows.js'

/** Columns within columns; deeper is a table, not prose. */
const depthMax = 3
/** Gutters lie in the middle part of a region, in steps of points. */
const marginShare = 0.15
const step = 2
const gutterHeights = 0.7
const gutterMin = 6
/** At most this share of the lines may cross the gutter: titles, tables, pictures' captions. */
const crossingShareMax = 0.35
const linesMin = 3
/** Prose has lines that are at least this many times as long as high; cells of a table are shorter. */
const proseLength = 11
const headingLinesMax = 2
const headingGapHeights = 0.7

export function regionsOf<Item extends Boxed>(
  items: readonly Item[],
  depth = 0,
): readonly (readonly Item[])[] {
  const gutter = depth < depthMax ? gutterOf(items) : undefined
  if (gutter === undefined) return items.length === 0 ? [] : [items]
  const regions: (readonly Item[])[] = []
  let flow: readonly Item[] = []
  const finish = (): void => {
    if (flow.length > 0) regions.push(flow)
    flow = []
  }
  for (const band of bandsOf(items, gutter)) {
    if ('crossing' in band) flow = [...flow, ...band.crossing]
    else if (isProse(band.left) && isProse(band.right)) {
      finish()
      regions.push(...regionsOf(band.left, depth + 1), ...regionsOf(band.right, depth + 1))
    } else flow = [...flow, ...band.left, ...band.right]
  }
  finish()
  return regions
}

type Band<Item> =
  | { readonly crossing: readonly Item[] }
  | { readonly left: readonly Item[]; readonly right: readonly Item[] }

function bandsOf<Item extends Boxed>(
  items: readonly Item[],
  gutter: number,
): readonly Band<Item>[] {
  const sorted = items.toSorted((a, b) => centerY(a.box) - centerY(b.box))
  const bands: Band<Item>[] = []
  let crossing: Item[] = []
  let beside: Item[] = []
  const finish = (): void => {
    if (crossing.length > 0) bands.push({ crossing })
    const left = beside.filter(({ box }) => centerX(box) < gutter)
    const right = beside.filter(({ box }) => centerX(box) >= gutter)
    if (beside.length > 0) bands.push({ left, right })
    crossing = []
    beside = []
  }
  for (const item of sorted) {
    const doesCross = item.box.left < gutter && item.box.right > gutter
    if (!doesCross && crossing.length > 0) finish()
    if (doesCross && beside.length > 0) {
      const heading = headingBelow(beside, gutter)
      beside = beside.filter((other) => !heading.includes(other))
      finish()
      crossing = [...heading]
    }
    if (doesCross) crossing.push(item)
    else beside.push(item)
  }
  finish()
  return bands
}

/** What stands apart below both columns, as a short title of what crosses next. */
function headingBelow<Item extends Boxed>(
  beside: readonly Item[],
  gutter: number,
): readonly Item[] {
  const bottomOf = (items: readonly Item[]): number =>
    items.reduce((bottom, { box }) => Math.max(bottom, box.bottom), 0)
  const right = bottomOf(beside.filter(({ box }) => centerX(box) >= gutter))
  const below = beside.filter(({ box }) => box.top >= right)
  const [first] = below
  if (first === undefined || below.length > headingLinesMax) return []
  const above = bottomOf(beside.filter((item) => !below.includes(item)))
  return first.box.top - above >= heightOf(first.box) * headingGapHeights ? below : []
}

function gutterOf(items: readonly Boxed[]): number | undefined {
  if (items.length < linesMin * 2) return undefined
  const region = boxAround(items.map(({ box }) => box))
  const height = median(items.map(({ box }) => heightOf(box)))
  const gutter = Math.max(gutterMin, height * gutterHeights)
  const from = region.left + widthOf(region) * marginShare
  const to = region.right - widthOf(region) * marginShare
  let best: { crossing: number; from: number; to: number } | undefined
  for (let at = from; at <= to; at += step) {
    const crossing = crossingCount(items, at - gutter / 2, at + gutter / 2)
    if (best === undefined || crossing < best.crossing) best = { crossing, from: at, to: at }
    else if (crossing === best.crossing && at - best.to <= step) best.to = at
  }
  if (best === undefined || best.crossing > items.length * crossingShareMax) return undefined
  const middle = (best.from + best.to) / 2
  const left = items.filter(({ box }) => box.right <= middle)
  const right = items.filter(({ box }) => box.left >= middle)
  return left.length >= linesMin && right.length >= linesMin ? middle : undefined
}

const crossingCount = (items: readonly Boxed[], from: number, to: number): number =>
  items.reduce((count, { box }) => count + (doesOverlap(box, from, to) ? 1 : 0), 0)

const doesOverlap = (box: Box, from: number, to: number): boolean =>
  box.left < to && box.right > from

function isProse(side: readonly Boxed[]): boolean {
  const rows = rowsOf(side).map(boxOfRow)
  if (rows.length < linesMin) return false
  return median(rows.map((row) => widthOf(row) / Math.max(1, heightOf(row)))) >= proseLength
}
