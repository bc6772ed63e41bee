// What the viewer and the worker that draws pages say to each other.

import type { Box, Size } from './highlight.ts'

export type PdfLine = { readonly text: string; readonly box: Box }

export type PdfRequest =
  | { readonly kind: 'open'; readonly bytes: ArrayBuffer; readonly wasmUrl: string }
  | ({ readonly kind: 'draw'; readonly page: number } & Size)
  | { readonly kind: 'read'; readonly page: number }

export type PdfProblem = 'encrypted' | 'broken'

export type PdfReply =
  | { readonly kind: 'opened'; readonly pages: readonly Size[] }
  | { readonly kind: 'drawn'; readonly picture: ImageBitmap }
  | { readonly kind: 'read'; readonly lines: readonly PdfLine[] }
  | { readonly kind: 'failed'; readonly problem: PdfProblem }
