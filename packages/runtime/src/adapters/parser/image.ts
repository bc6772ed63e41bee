// Pictures: their text by recognition, on pages whose points are the picture's pixels; a TIFF may have many.

import { readFile } from 'node:fs/promises'
import type { ParsedPages } from '../../ports/parser.js'
import { mediaTypes } from './media-type.js'
import { startRecognizer } from './recognition.js'
import type { Source } from './source.js'
import { beginAt, pagesOfTiff } from './tiff.js'

export async function* parseImage(
  { path, mediaType }: Source,
  signal: AbortSignal,
): AsyncGenerator<ParsedPages> {
  const file = await readFile(path)
  const pages = mediaType === mediaTypes.tiff ? pagesOfTiff(file) : [undefined]
  const faults: unknown[] = []
  const recognizer = startRecognizer()
  try {
    for (const [index, page] of pages.entries()) {
      signal.throwIfAborted()
      const picture = page === undefined ? file : beginAt(file, page)
      // A page that can't be read is counted; the others may be fine.
      const elements = await recognizer.readImage(picture, index + 1).catch((error: unknown) => {
        faults.push(error)
        return []
      })
      const failed = elements.length === 0 ? 1 : 0
      yield {
        elements,
        progress: { done: index + 1, total: pages.length },
        recognition: { pages: 1, failed },
      }
    }
    if (faults.length === pages.length) throw faults[0]
  } finally {
    await recognizer.close()
  }
}
