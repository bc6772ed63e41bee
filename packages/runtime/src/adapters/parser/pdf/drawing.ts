// What a page draws beside text: straight rules, from which tables are made, and how much of it pictures cover.

import type { Box } from '../../../ports/parser.js'
import { heightOf, widthOf } from './geometry.js'
import type { Pdfium } from './pdfium.js'
import type { Place } from './place.js'

/** A horizontal or vertical line: `at` a height or a distance from the left, between two ends. */
export type Rule = { readonly at: number; readonly from: number; readonly to: number }

export type Drawing = {
  readonly horizontal: readonly Rule[]
  readonly vertical: readonly Rule[]
  /** Of the page, at least: pictures that overlap count once too often. */
  readonly pictureShare: number
  readonly pathCount: number
}

type Matrix = readonly [number, number, number, number, number, number]
type Point = readonly [x: number, y: number]
type Sink = { horizontal: Rule[]; vertical: Rule[]; pictureArea: number; pathCount: number }

const typePath = 2
const typePicture = 3
const typeForm = 5
const segmentLine = 0
const segmentMove = 2
const formDepthMax = 6
const objectsMax = 50_000
const segmentsMax = 2000
const rulesMax = 5000
/** In points: filled rectangles that are thinner are drawn as lines. */
const thin = 2.5
const slanted = 0.7
const shortest = 4
const scratchBytes = 24
const still: Matrix = [1, 0, 0, 1, 0, 0]

export function readDrawing(pdfium: Pdfium, page: number, place: Place): Drawing {
  const { call } = pdfium
  const sink: Sink = { horizontal: [], vertical: [], pictureArea: 0, pathCount: 0 }
  const scratch = pdfium.allocate(scratchBytes)
  let left = objectsMax
  const visit = (
    count: number,
    objectAt: (index: number) => number,
    outer: Matrix,
    depth: number,
  ): void => {
    for (let index = 0; index < count && left > 0; index += 1) {
      left -= 1
      const object = objectAt(index)
      const type = call.FPDFPageObj_GetType(object)
      if (type === typePath) readPath(pdfium, object, outer, place, scratch, sink)
      if (type === typePicture) sink.pictureArea += areaOf(pdfium, object, outer, place, scratch)
      if (type === typeForm && depth < formDepthMax) {
        const inner = product(matrixOf(pdfium, object, scratch), outer)
        const children = call.FPDFFormObj_CountObjects(object)
        visit(children, (child) => call.FPDFFormObj_GetObject(object, child), inner, depth + 1)
      }
    }
  }
  visit(call.FPDFPage_CountObjects(page), (index) => call.FPDFPage_GetObject(page, index), still, 0)
  pdfium.free(scratch)
  const pageArea = Math.max(1, place.size.width * place.size.height)
  return {
    horizontal: sink.horizontal,
    vertical: sink.vertical,
    pictureShare: sink.pictureArea / pageArea,
    pathCount: sink.pathCount,
  }
}

function matrixOf(pdfium: Pdfium, object: number, scratch: number): Matrix {
  if (pdfium.call.FPDFPageObj_GetMatrix(object, scratch) === 0) return still
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = pdfium.floats(scratch, 6)
  return [a, b, c, d, e, f]
}

/** First `inner`, then `outer`. */
function product(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner
  const [x, y] = moved([e, f], outer)
  return [
    a * outer[0] + b * outer[2],
    a * outer[1] + b * outer[3],
    c * outer[0] + d * outer[2],
    c * outer[1] + d * outer[3],
    x,
    y,
  ]
}

const moved = ([x, y]: Point, [a, b, c, d, e, f]: Matrix): Point => [
  a * x + c * y + e,
  b * x + d * y + f,
]

function areaOf(
  pdfium: Pdfium,
  object: number,
  outer: Matrix,
  place: Place,
  scratch: number,
): number {
  const at = (index: number): number => scratch + index * 4
  if (pdfium.call.FPDFPageObj_GetBounds(object, at(0), at(1), at(2), at(3)) === 0) return 0
  const [left = 0, bottom = 0, right = 0, top = 0] = pdfium.floats(scratch, 4)
  const [x, y] = moved([left, bottom], outer)
  const [otherX, otherY] = moved([right, top], outer)
  const box = place.box(x, y, otherX, otherY)
  return widthOf(box) * heightOf(box)
}

function readPath(
  pdfium: Pdfium,
  path: number,
  outer: Matrix,
  place: Place,
  scratch: number,
  sink: Sink,
): void {
  const { call } = pdfium
  sink.pathCount += 1
  if (sink.horizontal.length + sink.vertical.length > rulesMax) return
  const matrix = product(matrixOf(pdfium, path, scratch), outer)
  const count = Math.min(call.FPDFPath_CountSegments(path), segmentsMax)
  let first: Point | undefined
  let last: Point | undefined
  const sides: Box[] = []
  for (let index = 0; index < count; index += 1) {
    const segment = call.FPDFPath_GetPathSegment(path, index)
    call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
    const [x = 0, y = 0] = pdfium.floats(scratch, 2)
    const point = moved([x, y], matrix)
    const type = call.FPDFPathSegment_GetType(segment)
    if (type === segmentMove) first = point
    if (type === segmentLine && last !== undefined) sides.push(place.box(...last, ...point))
    if (call.FPDFPathSegment_GetClose(segment) !== 0 && first !== undefined) {
      sides.push(place.box(...point, ...first))
    }
    last = point
  }
  addRules(sides, sink)
}

function addRules(sides: readonly Box[], sink: Sink): void {
  for (const side of sides) {
    const [width, height] = [widthOf(side), heightOf(side)]
    if (height < slanted && width >= shortest) {
      sink.horizontal.push({ at: (side.top + side.bottom) / 2, from: side.left, to: side.right })
    } else if (width < slanted && height >= shortest) {
      sink.vertical.push({ at: (side.left + side.right) / 2, from: side.top, to: side.bottom })
    }
  }
}

/** Rules at nearly the same place are one: the two long sides of a thin rectangle, borders of neighbouring cells. */
export function mergedRules(rules: readonly Rule[]): readonly Rule[] {
  const sorted = rules.toSorted((a, b) => a.at - b.at || a.from - b.from)
  const merged: Rule[] = []
  for (const rule of sorted) {
    const index = merged.findLastIndex(
      (other) =>
        rule.at - other.at <= thin && rule.from <= other.to + thin && rule.to >= other.from - thin,
    )
    const other = merged[index]
    if (other === undefined) merged.push(rule)
    else {
      merged[index] = {
        at: other.at,
        from: Math.min(other.from, rule.from),
        to: Math.max(other.to, rule.to),
      }
    }
  }
  return merged
}
