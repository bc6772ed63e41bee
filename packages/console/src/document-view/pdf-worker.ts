// Draws and reads the pages of one PDF away from the page, so that scrolling never waits; it dies with its document.

import type { Size } from './highlight.ts'
import { joinLetters, type Letter } from './join-letters.ts'
import type { PdfLine, PdfProblem, PdfReply, PdfRequest } from './pdf-messages.ts'
import { loadPdfium, type Pdfium } from './pdfium.ts'

type Opened = { readonly pdfium: Pdfium; readonly document: number }

/** PDFium says why it refuses a document by these. */
const errorPassword = 4
const errorSecurity = 5
const colours = 4
const white = 0xffffffff
/** With annotations, and red first as a canvas wants it. */
const drawFlags = 1 | 16
/** A page of more letters is no page that anybody reads. */
const lettersMax = 40_000

let opened: Opened | undefined

self.addEventListener('message', ({ data }: MessageEvent<PdfRequest>) => {
  void answer(data)
})

async function answer(request: PdfRequest): Promise<void> {
  const reply = await replyTo(request)
  self.postMessage(reply, { transfer: reply.kind === 'drawn' ? [reply.picture] : [] })
}

async function replyTo(request: PdfRequest): Promise<PdfReply> {
  try {
    if (request.kind === 'open') return await open(request.bytes, request.wasmUrl)
    if (opened === undefined) return failed('broken')
    return request.kind === 'draw'
      ? await draw(opened, request.page, request)
      : read(opened, request.page)
  } catch {
    return failed('broken')
  }
}

const failed = (problem: PdfProblem): PdfReply => ({ kind: 'failed', problem })

async function open(bytes: ArrayBuffer, wasmUrl: string): Promise<PdfReply> {
  const wasm = await fetch(wasmUrl)
  const pdfium = await loadPdfium(await wasm.arrayBuffer())
  const pointer = pdfium?.allocate(Math.max(1, bytes.byteLength)) ?? 0
  if (pdfium === undefined || pointer === 0) return failed('broken')
  new Uint8Array(pdfium.memory()).set(new Uint8Array(bytes), pointer)
  const document = pdfium.call.FPDF_LoadMemDocument(pointer, bytes.byteLength, 0)
  if (document === 0) {
    const error = pdfium.call.FPDF_GetLastError()
    return failed(error === errorPassword || error === errorSecurity ? 'encrypted' : 'broken')
  }
  opened = { pdfium, document }
  return { kind: 'opened', pages: sizesOf(opened) }
}

function sizesOf({ pdfium, document }: Opened): readonly Size[] {
  const pointer = pdfium.allocate(8)
  const pages = Array.from({ length: pdfium.call.FPDF_GetPageCount(document) }, (_, index) => {
    const isKnown = pdfium.call.FPDF_GetPageSizeByIndexF(document, index, pointer) !== 0
    const [width = 0, height = 0] = isKnown ? new Float32Array(pdfium.memory(), pointer, 2) : []
    return width > 0 && height > 0 ? { width, height } : { width: 612, height: 792 }
  })
  pdfium.free(pointer)
  return pages
}

/** The page of that number, from 1, while something is done with it. */
function withPage<Value>(
  { pdfium, document }: Opened,
  number: number,
  work: (page: number) => Value,
): Value | undefined {
  const page = pdfium.call.FPDF_LoadPage(document, number - 1)
  if (page === 0) return undefined
  try {
    return work(page)
  } finally {
    pdfium.call.FPDF_ClosePage(page)
  }
}

async function draw(from: Opened, number: number, size: Size): Promise<PdfReply> {
  const pixels = withPage(from, number, (page) => pixelsOf(from.pdfium, page, size))
  if (pixels === undefined) return failed('broken')
  const data = new ImageData(pixels, size.width, size.height)
  return { kind: 'drawn', picture: await createImageBitmap(data) }
}

function pixelsOf(
  pdfium: Pdfium,
  page: number,
  { width, height }: Size,
): Uint8ClampedArray<ArrayBuffer> | undefined {
  const { call } = pdfium
  const bitmap = call.FPDFBitmap_CreateEx(width, height, colours, 0, 0)
  if (bitmap === 0) return undefined
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
    call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, drawFlags)
    const stride = call.FPDFBitmap_GetStride(bitmap)
    const start = call.FPDFBitmap_GetBuffer(bitmap)
    const pixels = new Uint8ClampedArray(width * height * 4)
    for (let row = 0; row < height; row += 1) {
      pixels.set(new Uint8Array(pdfium.memory(), start + row * stride, width * 4), row * width * 4)
    }
    return pixels
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
  }
}

function read(from: Opened, number: number): PdfReply {
  return { kind: 'read', lines: withPage(from, number, (page) => linesOf(from.pdfium, page)) ?? [] }
}

function linesOf(pdfium: Pdfium, page: number): readonly PdfLine[] {
  const { call } = pdfium
  const text = call.FPDFText_LoadPage(page)
  if (text === 0) return []
  const pointer = pdfium.allocate(16)
  const seen = placeOnPage(pdfium, page)
  const letters = Array.from(
    { length: Math.min(lettersMax, call.FPDFText_CountChars(text)) },
    (_, index): Letter => {
      const letter = letterOf(call.FPDFText_GetUnicode(text, index))
      const isPlaced = call.FPDFText_GetLooseCharBox(text, index, pointer) !== 0
      const [left = 0, top = 0, right = 0, bottom = 0] = isPlaced
        ? new Float32Array(pdfium.memory(), pointer, 4)
        : []
      return { letter, ...(isPlaced ? { box: seen(left, top, right, bottom) } : {}) }
    },
  )
  pdfium.free(pointer)
  call.FPDFText_ClosePage(text)
  return joinLetters(letters)
}

const letterOf = (codePoint: number): string =>
  codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : ''

type Seen = (left: number, top: number, right: number, bottom: number) => PdfLine['box']

/** From the page's own coordinates to those of the page as it is cropped and turned for people to see. */
function placeOnPage(pdfium: Pdfium, page: number): Seen {
  const pointer = pdfium.allocate(16)
  pdfium.call.FPDF_GetPageBoundingBox(page, pointer)
  const [left = 0, top = 0, right = 0, bottom = 0] = new Float32Array(pdfium.memory(), pointer, 4)
  pdfium.free(pointer)
  const turns = pdfium.call.FPDFPage_GetRotation(page)
  const seen = (x: number, y: number): readonly [number, number] => {
    if (turns === 1) return [y - bottom, x - left]
    if (turns === 2) return [right - x, y - bottom]
    return turns === 3 ? [top - y, right - x] : [x - left, top - y]
  }
  return (fromX, fromY, toX, toY) => {
    const [ax, ay] = seen(fromX, fromY)
    const [bx, by] = seen(toX, toY)
    return {
      left: Math.min(ax, bx),
      top: Math.min(ay, by),
      right: Math.max(ax, bx),
      bottom: Math.max(ay, by),
    }
  }
}
