// The functions of PDFium that the viewer calls, checked once by name: its package types only a part of them.

import { PDFiumModule } from '@hyzyla/pdfium'

/** Pointers and handles are numbers; 0 is none. Names are PDFium's. */
type Functions = {
  readonly FPDF_InitLibrary: () => void
  readonly FPDF_LoadMemDocument: (bytes: number, sizeBytes: number, password: number) => number
  readonly FPDF_GetLastError: () => number
  readonly FPDF_GetPageCount: (document: number) => number
  readonly FPDF_GetPageSizeByIndexF: (document: number, index: number, size: number) => number
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
  readonly FPDFText_GetLooseCharBox: (text: number, index: number, rectangle: number) => number
}

const functionNames: readonly (keyof Functions)[] = [
  'FPDF_InitLibrary',
  'FPDF_LoadMemDocument',
  'FPDF_GetLastError',
  'FPDF_GetPageCount',
  'FPDF_GetPageSizeByIndexF',
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
  'FPDFText_GetLooseCharBox',
]

const hasFunctions = (functions: object): functions is Functions =>
  functionNames.every((name) => typeof Reflect.get(functions, name) === 'function')

/** In WebAssembly all names begin with an underscore. */
function functionsOf(module: object): Functions | undefined {
  const functions = Object.fromEntries(
    functionNames.map((name) => {
      const value: unknown = Reflect.get(module, `_${name}`)
      return [name, value]
    }),
  )
  return hasFunctions(functions) ? functions : undefined
}

export type Pdfium = {
  readonly call: Functions
  /** 0 where there is no memory left. */
  allocate(sizeBytes: number): number
  free(pointer: number): void
  /** The memory of the module, as it is now: it moves when it grows, so never keep it. */
  memory(): ArrayBufferLike
}

/** Undefined when this build of PDFium lacks a function that we call. */
export async function loadPdfium(wasmBinary: ArrayBuffer): Promise<Pdfium | undefined> {
  const module = await PDFiumModule({ wasmBinary })
  const call = functionsOf(module)
  if (call === undefined) return undefined
  call.FPDF_InitLibrary()
  return {
    call,
    allocate: (sizeBytes) => module.wasmExports.malloc(sizeBytes),
    free: (pointer) => module.wasmExports.free(pointer),
    memory: () => module.HEAPU8.buffer,
  }
}
