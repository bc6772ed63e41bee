// Where pages stand below each other when they are drawn at a scale.

import { boxesOn, pageOf, type Highlight, type Size } from './highlight.ts'

/** Pixels between two pages, and above the first. */
export const gapPixels = 16

export const widestOf = (pages: readonly Size[]): number =>
  pages.reduce((width, page) => Math.max(width, page.width), 1)

/** The pixels of a point at which the widest page fills the width. */
export const fitScale = (pages: readonly Size[], widthPixels: number): number =>
  Math.max(0.1, (widthPixels - 2 * gapPixels) / widestOf(pages))

/** The pixels above a page that counts from 1. */
export const topOf = (pages: readonly Size[], page: number, scale: number): number =>
  pages.slice(0, page - 1).reduce((top, { height }) => top + height * scale + gapPixels, gapPixels)

type PlacedPage = { readonly page: number; readonly size: Size; readonly topPixels: number }

/** The pages that are seen, and those that are about to be: half a screen more on each side. */
export function pagesWithin(
  pages: readonly Size[],
  topPixels: number,
  heightPixels: number,
  scale: number,
): readonly PlacedPage[] {
  const from = topPixels - heightPixels / 2
  const to = topPixels + heightPixels * 1.5
  const found: PlacedPage[] = []
  let top = gapPixels
  for (const [index, size] of pages.entries()) {
    const bottom = top + size.height * scale
    if (bottom >= from && top <= to) found.push({ page: index + 1, size, topPixels: top })
    top = bottom + gapPixels
  }
  return found
}

/** The page in the middle of what is seen, from 1. */
export function pageAt(pages: readonly Size[], middlePixels: number, scale: number): number {
  let bottom = gapPixels
  for (const [index, { height }] of pages.entries()) {
    bottom += height * scale + gapPixels
    if (middlePixels < bottom) return index + 1
  }
  return Math.max(1, pages.length)
}

/** Room above a passage that is scrolled to, in pixels. */
const aboveMark = 96

/** Where a passage is scrolled to; undefined where nobody knows its page. */
export function passageTop(
  pages: readonly Size[],
  highlight: Highlight,
  scale: number,
): number | undefined {
  const page = pageOf(highlight)
  if (page === undefined) return undefined
  const tops = boxesOn(page, highlight.boxes).map(({ top }) => top)
  const inPage = tops.length === 0 ? -gapPixels : Math.min(...tops) * scale - aboveMark
  return Math.max(0, topOf(pages, page, scale) + inPage)
}

/** The pixels above what stood at the top at another scale. */
export function rescaledTop(
  pages: readonly Size[],
  topPixels: number,
  before: number,
  scale: number,
): number {
  const page = pageAt(pages, topPixels, before)
  const points = (topPixels - topOf(pages, page, before)) / before
  return Math.max(0, topOf(pages, page, scale) + points * scale)
}

/** A page of more pixels would fill the memory and look no better. */
const pixelsMax = 12_000_000

/** The size in pixels that a page is drawn in, for a screen of so many pixels per CSS pixel. */
export function drawnSize(page: Size, scale: number, pixelRatio: number): Size {
  const wanted = scale * pixelRatio
  const most = Math.sqrt(pixelsMax / Math.max(1, page.width * page.height))
  const drawn = Math.min(wanted, most)
  return {
    width: Math.max(1, Math.round(page.width * drawn)),
    height: Math.max(1, Math.round(page.height * drawn)),
  }
}
