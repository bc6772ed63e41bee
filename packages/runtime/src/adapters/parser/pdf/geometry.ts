// Boxes of a page: points from the upper left corner as people see the page.

import type { Box } from '../../../ports/parser.js'

export const widthOf = (box: Box): number => box.right - box.left
export const heightOf = (box: Box): number => box.bottom - box.top

export function boxAround(boxes: readonly Box[]): Box {
  return {
    left: least(boxes, (box) => box.left),
    top: least(boxes, (box) => box.top),
    right: -least(boxes, (box) => -box.right),
    bottom: -least(boxes, (box) => -box.bottom),
  }
}

function least(boxes: readonly Box[], of: (box: Box) => number): number {
  let least = Infinity
  for (const box of boxes) least = Math.min(least, of(box))
  return least
}

/** Points that two intervals have in common; negative when they lie apart. */
export const overlap = (from: number, to: number, otherFrom: number, otherTo: number): number =>
  Math.min(to, otherTo) - Math.max(from, otherFrom)

/** Whether they stand on one line: at least half of the lower one's height is common. */
export function isBeside(box: Box, other: Box): boolean {
  const common = overlap(box.top, box.bottom, other.top, other.bottom)
  return common > Math.min(heightOf(box), heightOf(other)) / 2
}

export const centerX = (box: Box): number => (box.left + box.right) / 2
export const centerY = (box: Box): number => (box.top + box.bottom) / 2

export const isInside = (box: Box, outer: Box): boolean =>
  centerX(box) >= outer.left &&
  centerX(box) <= outer.right &&
  centerY(box) >= outer.top &&
  centerY(box) <= outer.bottom

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** Whole hundredths of a point, inside the page. */
export function boxOnPage(box: Box, page: Size): Box {
  const within = (value: number, max: number): number =>
    Math.round(Math.min(Math.max(value, 0), max) * 100) / 100
  return {
    left: within(box.left, page.width),
    top: within(box.top, page.height),
    right: within(box.right, page.width),
    bottom: within(box.bottom, page.height),
  }
}

export type Size = { readonly width: number; readonly height: number }
