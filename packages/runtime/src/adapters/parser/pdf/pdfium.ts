// The functions of PDFium that we call, checked once by name: its package types only a part of them.

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import assert from 'node:assert/strict'
import { PDFiumModule } from '@hyzyla/pdfium'

/** Pointers and handles are numbers; 0 is none. Names are PDFium's. */
type Functions = {
  readonly FPDF_InitLibrary: () => void
  readonly FPDF_LoadMemDocument: (bytes: number, sizeBytes: number, password: number) => number
  readonly FPDF_CloseDocument: (document: number) => void
  readonly FPDF_GetLastError: () => number
  readonly FPDF_GetPageCount: (document: number) => number
  readonly FPDF_LoadPage: (document: number, index: number) => number
  readonly FPDF_ClosePage: (page: number) => void
  readonly FPDFPage_GetRotation: (page: number) => number
  readonly FPDF_GetPageBoundingBox: (page: number, rectangle: number) => number
  readonly FPDF_RenderPageBitmap: (
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotation: number,
    flags: number,
  ) => void
  readonly FPDFBitmap_CreateEx: (
    width: number,
    height: number,
    format: number,
    buffer: number,
    stride: number,
  ) => number
  readonly FPDFBitmap_FillRect: (
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    color: number,
  ) => void
  readonly FPDFBitmap_GetBuffer: (bitmap: number) => number
  readonly FPDFBitmap_GetStride: (bitmap: number) => number
  readonly FPDFBitmap_Destroy: (bitmap: number) => void
  readonly FPDFText_LoadPage: (page: number) => number
  readonly FPDFText_ClosePage: (text: number) => void
  readonly FPDFText_CountChars: (text: number) => number
  readonly FPDFText_GetUnicode: (text: number, index: number) => number
  readonly FPDFText_HasUnicodeMapError: (text: number, index: number) => number
  readonly FPDFText_IsGenerated: (text: number, index: number) => number
  readonly FPDFText_GetFontSize: (text: number, index: number) => number
  readonly FPDFText_GetMatrix: (text: number, index: number, matrix: number) => number
  readonly FPDFText_GetFontWeight: (text: number, index: number) => number
  readonly FPDFText_GetFontInfo: (
    text: number,
    index: number,
    buffer: number,
    sizeBytes: number,
    flags: number,
  ) => number
  readonly FPDFText_GetLooseCharBox: (text: number, index: number, rectangle: number) => number
  readonly FPDFPage_CountObjects: (page: number) => number
  readonly FPDFPage_GetObject: (page: number, index: number) => number
  readonly FPDFFormObj_CountObjects: (form: number) => number
  readonly FPDFFormObj_GetObject: (form: number, index: number) => number
  readonly FPDFPageObj_GetType: (object: number) => number
  readonly FPDFPageObj_GetMatrix: (object: number, matrix: number) => number
  readonly FPDFPageObj_GetBounds: (
    object: number,
    left: number,
    bottom: number,
    right: number,
    top: number,
  ) => number
  readonly FPDFPath_CountSegments: (path: number) => number
  readonly FPDFPath_GetPathSegment: (path: number, index: number) => number
  readonly FPDFPathSegment_GetType: (segment: number) => number
  readonly FPDFPathSegment_GetClose: (segment: number) => number
  readonly FPDFPathSegment_GetPoint: (segment: number, x: number, y: number) => number
  readonly FPDFBookmark_GetFirstChild: (document: number, bookmark: number) => number
  readonly FPDFBookmark_GetNextSibling: (document: number, bookmark: number) => number
  readonly FPDFBookmark_GetTitle: (bookmark: number, buffer: number, sizeBytes: number) => number
  readonly FPDFBookmark_GetDest: (document: number, bookmark: number) => number
  readonly FPDFDest_GetDestPageIndex: (document: number, destination: number) => number
}

const functionNames: readonly (keyof Functions)[] = [
  'FPDF_InitLibrary',
  'FPDF_LoadMemDocument',
  'FPDF_CloseDocument',
  'FPDF_GetLastError',
  'FPDF_GetPageCount',
  'FPDF_LoadPage',
  'FPDF_ClosePage',
  'FPDFPage_GetRotation',
  'FPDF_GetPageBoundingBox',
  'FPDF_RenderPageBitmap',
  'FPDFBitmap_CreateEx',
  'FPDFBitmap_FillRect',
  'FPDFBitmap_GetBuffer',
  'FPDFBitmap_GetStride',
  'FPDFBitmap_Destroy',
  'FPDFText_LoadPage',
  'FPDFText_ClosePage',
  'FPDFText_CountChars',
  'FPDFText_GetUnicode',
  'FPDFText_HasUnicodeMapError',
  'FPDFText_IsGenerated',
  'FPDFText_GetFontSize',
  'FPDFText_GetMatrix',
  'FPDFText_GetFontWeight',
  'FPDFText_GetFontInfo',
  'FPDFText_GetLooseCharBox',
  'FPDFPage_CountObjects',
  'FPDFPage_GetObject',
  'FPDFFormObj_CountObjects',
  'FPDFFormObj_GetObject',
  'FPDFPageObj_GetType',
  'FPDFPageObj_GetMatrix',
  'FPDFPageObj_GetBounds',
  'FPDFPath_CountSegments',
  'FPDFPath_GetPathSegment',
  'FPDFPathSegment_GetType',
  'FPDFPathSegment_GetClose',
  'FPDFPathSegment_GetPoint',
  'FPDFBookmark_GetFirstChild',
  'FPDFBookmark_GetNextSibling',
  'FPDFBookmark_GetTitle',
  'FPDFBookmark_GetDest',
  'FPDFDest_GetDestPageIndex',
]

const hasFunctions = (functions: object): functions is Functions =>
  functionNames.every((name) => typeof Reflect.get(functions, name) === 'function')

/** In WebAssembly all names begin with an underscore. */
function functionsOf(module: object): Functions {
  const functions = Object.fromEntries(
    functionNames.map((name) => {
      const value: unknown = Reflect.get(module, `_${name}`)
      return [name, value]
    }),
  )
  assert(hasFunctions(functions), 'this PDFium lacks a function that we call')
  return functions
}

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
  const call = functionsOf(module)
  call.FPDF_InitLibrary()
  const bytes = (): Uint8Array<ArrayBuffer> => {
    const { buffer } = module.HEAPU8
    assert(buffer instanceof ArrayBuffer)
    return new Uint8Array(buffer)
  }
  return {
    call,
    allocate: (sizeBytes) => module.wasmExports.malloc(sizeBytes),
    free: (pointer) => module.wasmExports.free(pointer),
    bytes,
    floats: (pointer, count) => new Float32Array(bytes().buffer, pointer, count),
  }
}
