// Pictures: their text by recognition, on one page whose points are the picture's pixels.

import { readFile } from 'node:fs/promises'
import type { ParsedPages } from '../../ports/parser.js'
import { startRecognizer } from './recognition.js'
import type { Source } from './source.js'

export async function* parseImage({ path }: Source): AsyncGenerator<ParsedPages> {
  const recognizer = startRecognizer()
  try {
    const elements = await recognizer.readImage(await readFile(path))
    const failed = elements.length === 0 ? 1 : 0
    yield { elements, progress: { done: 1, total: 1 }, recognition: { pages: 1, failed } }
  } finally {
    await recognizer.close()
  }
}
