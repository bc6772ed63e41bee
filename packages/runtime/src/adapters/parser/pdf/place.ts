// From the coordinates of a PDF page to ours: as the page is cropped and turned for people to see.

import type { Box } from '../../../ports/parser.js'
import type { Size } from './geometry.js'
import type { Pdfium } from './pdfium.js'

export type Place = {
  readonly size: Size
  /** The box between two corners in the page's own coordinates. */
  box(x: number, y: number, otherX: number, otherY: number): Box
}

type Point = readonly [x: number, y: number]

const rectangleBytes = 16

export function placeOnPage(pdfium: Pdfium, page: number): Place {
  const pointer = pdfium.allocate(rectangleBytes)
  pdfium.call.FPDF_GetPageBoundingBox(page, pointer)
  const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.floats(pointer, 4)
  pdfium.free(pointer)
  const quarterTurns = pdfium.call.FPDFPage_GetRotation(page)
  const isTurned = quarterTurns % 2 === 1
  const [width, height] = [Math.abs(right - left), Math.abs(top - bottom)]
  const seen = (x: number, y: number): Point => {
    if (quarterTurns === 1) return [y - bottom, x - left]
    if (quarterTurns === 2) return [right - x, y - bottom]
    if (quarterTurns === 3) return [top - y, right - x]
    return [x - left, top - y]
  }
  return {
    size: isTurned ? { width: height, height: width } : { width, height },
    box(x, y, otherX, otherY) {
      const [ax, ay] = seen(x, y)
      const [bx, by] = seen(otherX, otherY)
      return {
        left: Math.min(ax, bx),
        top: Math.min(ay, by),
        right: Math.max(ax, bx),
        bottom: Math.max(ay, by),
      }
    },
  }
}
