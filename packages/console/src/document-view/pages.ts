// Where pages stand below each other when they are drawn at a scale.

import type { Size } from './highlight.ts'

/** Pixels between two pages, and above the first. */
export const gapPixels = 16

/** The pixels of a point at which the widest page fills the width. */
export const fitScale = (pages: readonly Size[], widthPixels: number): number => {
  const widest = pages.reduce((width, page) => Math.max(width, page.width), 1)
  return Math.max(0.1, (widthPixels - 2 * gapPixels) / widest)
}

/** The pixels above a page that counts from 1. */
export const topOf = (pages: readonly Size[], page: number, scale: number): number =>
  pages.slice(0, page - 1).reduce((top, { height }) => top + height * scale + gapPixels, gapPixels)

/** The page in the middle of what is seen, from 1. */
export function pageAt(pages: readonly Size[], middlePixels: number, scale: number): number {
  let bottom = gapPixels
  for (const [index, { height }] of pages.entries()) {
    bottom += height * scale + gapPixels
    if (middlePixels < bottom) return index + 1
  }
  return Math.max(1, pages.length)
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
