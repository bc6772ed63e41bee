// Opens a PDF in PDFium and reads it page by page; nothing of a page stays when the next one is read.

import { open } from 'node:fs/promises'
import { parseFailure } from '../failure.js'
import type { Size } from './geometry.js'
import { readFragments, type PageText } from './fragments.js'
import { readDrawing, type Drawing } from './drawing.js'
import { placeOnPage } from './place.js'
import { loadPdfium, type Pdfium } from './pdfium.js'

export type PdfPage = PageText & Drawing & { readonly number: number; readonly size: Size }

export type Bookmark = { readonly title: string; readonly depth: number; readonly page: number }

/** One byte a pixel, 255 is white, rows from the top. */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

export type PdfDocument = {
  readonly pageCount: number
  /** The outline, in its order; only what leads to a page. */
  bookmarks(): readonly Bookmark[]
  /** The page of that number, from 1; undefined when PDFium can't read it. */
  page(number: number): PdfPage | undefined
  picture(number: number, pixelsPerPoint: number): Picture | undefined
  close(): void
}

/** PDFium says why it refuses a document by these. */
const errorPassword = 4
const errorSecurity = 5
const bookmarksMax = 5000
const bookmarkDepthMax = 8
const titleBytesMax = 2048
const piecesBytes = 4 << 20
/** A page drawn in more pixels than this would not help anybody to read it. */
const pixelsMax = 40_000_000
const grayBitmap = 1
const white = 0xffffffff
const withAnnotationsInGray = 1 | 8

export async function openPdf(path: string): Promise<PdfDocument> {
  const pdfium = await loadPdfium()
  const { pointer, sizeBytes } = await copyIn(pdfium, path)
  const document = pdfium.call.FPDF_LoadMemDocument(pointer, sizeBytes, 0)
  if (document === 0) {
    const error = pdfium.call.FPDF_GetLastError()
    pdfium.free(pointer)
    throw parseFailure(error === errorPassword || error === errorSecurity ? 'encrypted' : 'broken')
  }
  return {
    pageCount: pdfium.call.FPDF_GetPageCount(document),
    bookmarks: () => readBookmarks(pdfium, document),
    page: (number) => withPage(pdfium, document, number, (page) => readPage(pdfium, page, number)),
    picture: (number, pixelsPerPoint) =>
      withPage(pdfium, document, number, (page) => draw(pdfium, page, pixelsPerPoint)),
    close() {
      pdfium.call.FPDF_CloseDocument(document)
      pdfium.free(pointer)
    },
  }
}

async function copyIn(
  pdfium: Pdfium,
  path: string,
): Promise<{ readonly pointer: number; readonly sizeBytes: number }> {
  const file = await open(path)
  try {
    const { size: sizeBytes } = await file.stat()
    const pointer = pdfium.allocate(Math.max(sizeBytes, 1))
    if (pointer === 0) throw parseFailure('too-large')
    for (let done = 0; done < sizeBytes;) {
      const piece = Buffer.allocUnsafe(Math.min(piecesBytes, sizeBytes - done))
      const { bytesRead } = await file.read(piece, 0, piece.length, done)
      if (bytesRead === 0) throw parseFailure('broken')
      pdfium.bytes().set(piece.subarray(0, bytesRead), pointer + done)
      done += bytesRead
    }
    return { pointer, sizeBytes }
  } finally {
    await file.close()
  }
}

function withPage<Value>(
  pdfium: Pdfium,
  document: number,
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

function readPage(pdfium: Pdfium, page: number, number: number): PdfPage {
  const place = placeOnPage(pdfium, page)
  const drawing = readDrawing(pdfium, page, place)
  const text = readFragments(pdfium, page, place, drawing.vertical)
  return { number, size: place.size, ...text, ...drawing }
}

function draw(pdfium: Pdfium, page: number, pixelsPerPoint: number): Picture | undefined {
  const { size } = placeOnPage(pdfium, page)
  const scale = Math.min(pixelsPerPoint, Math.sqrt(pixelsMax / (size.width * size.height)))
  const width = Math.max(1, Math.round(size.width * scale))
  const height = Math.max(1, Math.round(size.height * scale))
  const { call } = pdfium
  const bitmap = call.FPDFBitmap_CreateEx(width, height, grayBitmap, 0, 0)
  if (bitmap === 0) return undefined
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
    call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, withAnnotationsInGray)
    const stride = call.FPDFBitmap_GetStride(bitmap)
    const buffer = call.FPDFBitmap_GetBuffer(bitmap)
    const pixels = new Uint8Array(width * height)
    const memory = pdfium.bytes()
    for (let row = 0; row < height; row += 1) {
      const start = buffer + row * stride
      pixels.set(memory.subarray(start, start + width), row * width)
    }
    return { width, height, pixels }
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
  }
}

function readBookmarks(pdfium: Pdfium, document: number): readonly Bookmark[] {
  const { call } = pdfium
  const found: Bookmark[] = []
  const seen = new Set<number>()
  const buffer = pdfium.allocate(titleBytesMax)
  const visit = (parent: number, depth: number): void => {
    let bookmark = call.FPDFBookmark_GetFirstChild(document, parent)
    while (bookmark !== 0 && !seen.has(bookmark) && found.length < bookmarksMax) {
      seen.add(bookmark)
      const destination = call.FPDFBookmark_GetDest(document, bookmark)
      const index = destination === 0 ? -1 : call.FPDFDest_GetDestPageIndex(document, destination)
      const sizeBytes = call.FPDFBookmark_GetTitle(bookmark, buffer, titleBytesMax)
      if (index >= 0 && sizeBytes > 2 && sizeBytes <= titleBytesMax) {
        const bytes = pdfium.bytes().slice(buffer, buffer + sizeBytes - 2)
        found.push({ title: new TextDecoder('utf-16le').decode(bytes), depth, page: index + 1 })
      }
      if (depth + 1 < bookmarkDepthMax) visit(bookmark, depth + 1)
      bookmark = call.FPDFBookmark_GetNextSibling(document, bookmark)
    }
  }
  visit(0, 0)
  pdfium.free(buffer)
  return found
}
