// The pages of a TIFF, which no browser can draw: the runtime makes pictures of them.

import { Failure } from '../api/failure.ts'
import { loadPage, loadPageSizes } from './document-queries.ts'
import { PagesUnreadable, type PageReader } from './page-reader.ts'

/** Throws `PagesUnreadable`, or the `Failure` to ask. */
export async function openScan(documentId: string): Promise<PageReader> {
  const pages = await loadPageSizes(documentId).catch((error: unknown) => {
    throw isUnreadable(error) ? new PagesUnreadable('broken') : error
  })
  /** As they came: they are small, and drawn anew at each size. */
  const pictures = new Map<number, Blob>()
  return {
    pages,
    async draw(page, { width, height }, signal) {
      try {
        const picture = pictures.get(page) ?? (await loadPage(documentId, page, signal))
        pictures.set(page, picture)
        const size = { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' } as const
        return await createImageBitmap(picture, size)
      } catch {
        // A page that nobody can draw stays empty, as in a PDF.
        return undefined
      }
    },
    // Its text is beside it: that of its passages.
    read: () => Promise.resolve([]),
    close: () => pictures.clear(),
  }
}

const isUnreadable = (error: unknown): boolean => error instanceof Failure && error.status === 422
