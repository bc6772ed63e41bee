// The functions of PDFium that we call, checked once by name: its package types only a part of them.

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import assert from 'node:assert/strict'
import { PDFiumModule } from '@hyzyla/pdfium'

/** Pointers and handles are numbers; 0 is none. Names are PDFium's. */
type Functions = {
  readonly _FPDF_LoadMemDocument: (bytes: number, sizeBytes: number, password: number) => number
  readonly _FPDF_CloseDocument: (document: number) => void
  readonly _FPDF_GetLastError: () => number
  readonly _FPDF_GetPageCount: (document: number) => number
  readonly _FPDF_LoadPage: (document: number, index: number) => number
  readonly _FPDF_ClosePage: (page: number) => void
  readonly _FPDFPage_GetRotation: (page: number) => number
  readonly _FPDF_GetPageBoundingBox: (page: number, rectangle: number) => number
  readonly _FPDF_RenderPageBitmap: (
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotation: number,
    flags: number,
  ) => void
  readonly _FPDFBitmap_CreateEx: (
    width: number,
    height: number,
    format: number,
    buffer: number,
    stride: number,
  ) => number
  readonly _FPDFBitmap_FillRect: (
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    color: number,
  ) => void
  readonly _FPDFBitmap_GetBuffer: (bitmap: number) => number
  readonly _FPDFBitmap_GetStride: (bitmap: number) => number
  readonly _FPDFBitmap_Destroy: (bitmap: number) => void
  readonly _FPDFText_LoadPage: (page: number) => number
  readonly _FPDFText_ClosePage: (text: number) => void
  readonly _FPDFText_CountChars: (text: number) => number
  readonly _FPDFText_GetUnicode: (text: number, index: number) => number
  readonly _FPDFText_HasUnicodeMapError: (text: number, index: number) => number
  readonly _FPDFText_IsGenerated: (text: number, index: number) => number
  readonly _FPDFText_GetFontSize: (text: number, index: number) => number
  readonly _FPDFText_GetMatrix: (text: number, index: number, matrix: number) => number
  readonly _FPDFText_GetFontWeight: (text: number, index: number) => number
  readonly _FPDFText_GetFontInfo: (
    text: number,
    index: number,
    buffer: number,
    sizeBytes: number,
    flags: number,
  ) => number
  readonly _FPDFText_GetLooseCharBox: (text: number, index: number, rectangle: number) => number
  readonly _FPDFPage_CountObjects: (page: number) => number
  readonly _FPDFPage_GetObject: (page: number, index: number) => number
  readonly _FPDFFormObj_CountObjects: (form: number) => number
  readonly _FPDFFormObj_GetObject: (form: number, index: number) => number
  readonly _FPDFPageObj_GetType: (object: number) => number
  readonly _FPDFPageObj_GetMatrix: (object: number, matrix: number) => number
  readonly _FPDFPageObj_GetBounds: (
    object: number,
    left: number,
    bottom: number,
    right: number,
    top: number,
  ) => number
  readonly _FPDFPath_CountSegments: (path: number) => number
  readonly _FPDFPath_GetPathSegment: (path: number, index: number) => number
  readonly _FPDFPathSegment_GetType: (segment: number) => number
  readonly _FPDFPathSegment_GetClose: (segment: number) => number
  readonly _FPDFPathSegment_GetPoint: (segment: number, x: number, y: number) => number
  readonly _FPDFBookmark_GetFirstChild: (document: number, bookmark: number) => number
  readonly _FPDFBookmark_GetNextSibling: (document: number, bookmark: number) => number
  readonly _FPDFBookmark_GetTitle: (bookmark: number, buffer: number, sizeBytes: number) => number
  readonly _FPDFBookmark_GetDest: (document: number, bookmark: number) => number
  readonly _FPDFDest_GetDestPageIndex: (document: number, destination: number) => number
}

const functionNames: readonly (keyof Functions)[] = [
  '_FPDF_LoadMemDocument',
  '_FPDF_CloseDocument',
  '_FPDF_GetLastError',
  '_FPDF_GetPageCount',
  '_FPDF_LoadPage',
  '_FPDF_ClosePage',
  '_FPDFPage_GetRotation',
  '_FPDF_GetPageBoundingBox',
  '_FPDF_RenderPageBitmap',
  '_FPDFBitmap_CreateEx',
  '_FPDFBitmap_FillRect',
  '_FPDFBitmap_GetBuffer',
  '_FPDFBitmap_GetStride',
  '_FPDFBitmap_Destroy',
  '_FPDFText_LoadPage',
  '_FPDFText_ClosePage',
  '_FPDFText_CountChars',
  '_FPDFText_GetUnicode',
  '_FPDFText_HasUnicodeMapError',
  '_FPDFText_IsGenerated',
  '_FPDFText_GetFontSize',
  '_FPDFText_GetMatrix',
  '_FPDFText_GetFontWeight',
  '_FPDFText_GetFontInfo',
  '_FPDFText_GetLooseCharBox',
  '_FPDFPage_CountObjects',
  '_FPDFPage_GetObject',
  '_FPDFFormObj_CountObjects',
  '_FPDFFormObj_GetObject',
  '_FPDFPageObj_GetType',
  '_FPDFPageObj_GetMatrix',
  '_FPDFPageObj_GetBounds',
  '_FPDFPath_CountSegments',
  '_FPDFPath_GetPathSegment',
  '_FPDFPathSegment_GetType',
  '_FPDFPathSegment_GetClose',
  '_FPDFPathSegment_GetPoint',
  '_FPDFBookmark_GetFirstChild',
  '_FPDFBookmark_GetNextSibling',
  '_FPDFBookmark_GetTitle',
  '_FPDFBookmark_GetDest',
  '_FPDFDest_GetDestPageIndex',
]

const hasFunctions = (module: object): module is Functions =>
  functionNames.every((name) => typeof Reflect.get(module, name) === 'function')

export type Pdfium = {
  readonly call: Functions
  allocate(sizeBytes: number): number
  free(pointer: number): void
  /** The memory of the module, as it is now: it moves when it grows, so never keep it. */
  bytes(): Uint8Array<ArrayBuffer>
  /** Consecutive floats of 4 bytes. */
  floats(pointer: number, count: number): Float32Array
}

export async function loadPdfium(): Promise<Pdfium> {
  const file = await readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')))
  const wasmBinary = new Uint8Array(file).buffer
  const module = await PDFiumModule({ wasmBinary })
  assert(hasFunctions(module), 'this PDFium lacks a function that we call')
  module._FPDF_InitLibraryWithConfig({})
  const bytes = (): Uint8Array<ArrayBuffer> => {
    const { buffer } = module.HEAPU8
    assert(buffer instanceof ArrayBuffer)
    return new Uint8Array(buffer)
  }
  return {
    call: module,
    allocate: (sizeBytes) => module.wasmExports.malloc(sizeBytes),
    free: (pointer) => module.wasmExports.free(pointer),
    bytes,
    floats: (pointer, count) => new Float32Array(bytes().buffer, pointer, count),
  }
}
