// What draws and reads the pages of a document for the viewer, whatever its form.

import type { Size } from './highlight.ts'
import type { PdfLine, PdfProblem } from './pdf-messages.ts'

/** The pages can't be shown. */
export class PagesUnreadable extends Error {
  override readonly name = 'PagesUnreadable'
  readonly problem: PdfProblem

  constructor(problem: PdfProblem) {
    super(`The document is ${problem}.`)
    this.problem = problem
  }
}

export type PageReader = {
  readonly pages: readonly Size[]
  /** Undefined when the signal came first. */
  draw(page: number, size: Size, signal: AbortSignal): Promise<ImageBitmap | undefined>
  read(page: number, signal: AbortSignal): Promise<readonly PdfLine[] | undefined>
  close(): void
}
