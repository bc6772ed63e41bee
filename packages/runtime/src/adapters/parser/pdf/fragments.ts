// The text of a page as runs of characters that stand close together on one line, each with its box and font size.

import type { Box } from '../../../ports/parser.js'
import type { Rule } from './drawing.js'
import { boxAround, centerX, centerY, heightOf, median, overlap } from './geometry.js'
import type { Pdfium } from './pdfium.js'
import type { Place } from './place.js'

export type Fragment = {
  readonly text: string
  readonly box: Box
  /** Of the font, in points as it is drawn. */
  readonly size: number
  readonly isBold: boolean
  /** All characters are as wide: how programs are printed. */
  readonly isFixed: boolean
  /** A blank follows on the page itself: where lines end so, a line without one ends inside a word. */
  readonly endsWithBlank: boolean
}

export type PageText = {
  readonly fragments: readonly Fragment[]
  /** Characters that are drawn but whose meaning the file does not tell, as a share. */
  readonly unknownShare: number
}

type Font = { readonly size: number; readonly isBold: boolean; readonly isFixed: boolean }
type Open = { text: string; boxes: Box[]; indexes: number[]; last: Box }

const rectangleBytes = 16
const matrixBytes = 24
const nameBytes = 256
/** More than a page that people read; the rest of such a page is not worth a stall. */
const charactersMax = 200_000
const boldWeight = 600
/** The lowest bit of a font's flags. */
const fixedPitch = 1
/** Of fonts whose makers did not set it. */
const fixedNames = /mono(?!type)|monl|courier|consol|typewriter|cmtt|d2coding/i
/** Of the height of a line: what is wider apart belongs to another column or cell. */
const gapMax = 1.1
const blankGap = 0.28
const backMax = 0.6
const lineBreaks = new Set([10, 13])
/** Dots that lead the eye to a page's number. */
const leaders = /\s*(?:\.\s?){5,}/g
/** PDFium's mark for a hyphen at the end of a line. */
const hyphens = new Set([2, 0xfffe])
const softHyphen = 0xad

/** Text on both sides of a vertical rule is never one fragment. */
export function readFragments(
  pdfium: Pdfium,
  page: number,
  place: Place,
  vertical: readonly Rule[],
): PageText {
  const { call } = pdfium
  const text = call.FPDFText_LoadPage(page)
  if (text === 0) return { fragments: [], unknownShare: 0 }
  const scratch = pdfium.allocate(rectangleBytes + matrixBytes + nameBytes + 8)
  const fragments: Fragment[] = []
  let open: Open | undefined
  let unknown = 0
  let known = 0
  let hasBlank = false
  let isBlankDrawn = false
  const finish = (endsWithBlank: boolean): void => {
    if (open !== undefined) {
      fragments.push(fragmentOf(open, fontOf(pdfium, text, open.indexes, scratch), endsWithBlank))
    }
    open = undefined
    hasBlank = false
    isBlankDrawn = false
  }
  const count = Math.min(call.FPDFText_CountChars(text), charactersMax)
  for (let index = 0; index < count; index += 1) {
    const code = call.FPDFText_GetUnicode(text, index)
    if (lineBreaks.has(code)) {
      finish(isBlankDrawn)
      continue
    }
    if (isBlank(code)) {
      hasBlank = true
      isBlankDrawn = call.FPDFText_IsGenerated(text, index) !== 1
      continue
    }
    if (code === softHyphen) continue
    if (call.FPDFText_HasUnicodeMapError(text, index) === 1 || isMeaningless(code)) {
      unknown += 1
      if (code < 0x20 && !hyphens.has(code)) continue
    } else known += 1
    call.FPDFText_GetLooseCharBox(text, index, scratch)
    const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.floats(scratch, 4)
    const box = place.box(left, top, right, bottom)
    const character = hyphens.has(code) ? '-' : characterOf(code)
    if (open !== undefined && isSameGlyph(open.last, box)) {
      open.text += character
      continue
    }
    if (open === undefined || !goesOn(open, box, vertical)) {
      finish(false)
      open = {
        text: '',
        boxes: [],
        indexes: [],
        last: box,
      }
    } else if (hasBlank || box.left - open.last.right > heightOf(box) * blankGap) {
      open.text += ' '
    }
    open.text += character
    open.boxes.push(box)
    open.indexes.push(index)
    open.last = box
    hasBlank = false
    isBlankDrawn = false
  }
  finish(isBlankDrawn)
  pdfium.free(scratch)
  call.FPDFText_ClosePage(text)
  return { fragments, unknownShare: unknown / Math.max(1, unknown + known) }
}

const isBlank = (code: number): boolean =>
  code === 0x20 ||
  code === 0xa0 ||
  code === 0x09 ||
  code === 0x3000 ||
  (code >= 0x2000 && code <= 0x200b)

const isMeaningless = (code: number): boolean =>
  code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff) || (code < 0x20 && !hyphens.has(code))

/** Halves of pairs come one by one and join in the text. */
const characterOf = (code: number): string =>
  code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code)

function goesOn({ last }: Open, box: Box, vertical: readonly Rule[]): boolean {
  const height = Math.max(heightOf(last), heightOf(box))
  const common = overlap(last.top, last.bottom, box.top, box.bottom)
  if (common < Math.min(heightOf(last), heightOf(box)) / 2) return false
  const gap = box.left - last.right
  if (gap > height * gapMax || gap < -height * backMax) return false
  const middle = centerY(box)
  return !vertical.some(
    ({ at, from, to }) => at > centerX(last) && at < centerX(box) && from <= middle && to >= middle,
  )
}

/** Letters that are drawn as one, such as `fi`, have one box. */
const isSameGlyph = (last: Box, box: Box): boolean =>
  box.left === last.left && box.right === last.right && box.top === last.top && box.right > box.left

function fontAt(pdfium: Pdfium, text: number, index: number, scratch: number): Font {
  const { call } = pdfium
  const matrix = scratch + rectangleBytes
  call.FPDFText_GetMatrix(text, index, matrix)
  const [, , c = 0, d = 1] = pdfium.floats(matrix, 6)
  const size = call.FPDFText_GetFontSize(text, index) * Math.hypot(c, d)
  const name = matrix + matrixBytes
  const flags = name + nameBytes
  const length = call.FPDFText_GetFontInfo(text, index, name, nameBytes, flags)
  const end = length > 0 && length <= nameBytes ? name + length - 1 : name
  const fontName = Buffer.from(pdfium.bytes().subarray(name, end)).toString('latin1')
  const isBold =
    call.FPDFText_GetFontWeight(text, index) >= boldWeight || /bold|heavy|black/i.test(fontName)
  const isFixed = (pdfium.bytes()[flags] ?? 0) % 2 === fixedPitch || fixedNames.test(fontName)
  return { size, isBold, isFixed }
}

/** Of the whole: one word in bold makes no bold line, so the first, the middle and the last are asked. */
function fontOf(pdfium: Pdfium, text: number, indexes: readonly number[], scratch: number): Font {
  const asked = [0, Math.floor(indexes.length / 2), indexes.length - 1]
  const fonts = asked.map((at) => fontAt(pdfium, text, indexes[at] ?? 0, scratch))
  return {
    size: median(fonts.map(({ size }) => size)),
    isBold: fonts.every(({ isBold }) => isBold),
    isFixed: fonts.every(({ isFixed }) => isFixed),
  }
}

function fragmentOf(open: Open, font: Font, endsWithBlank: boolean): Fragment {
  return {
    text: open.text.replaceAll(leaders, ' … ').trim().normalize('NFC'),
    box: boxAround(open.boxes),
    size: font.size > 0.5 ? font.size : heightOf(open.last),
    isBold: font.isBold,
    isFixed: font.isFixed,
    endsWithBlank,
  }
}
