// Pages of a file that browsers can't show, as pictures that they can: how many and how large, and each of them.

import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { RuntimeError } from '../../error.js'
import type { PageSizes } from '../../ports/parser.js'
import { parseFailure } from './failure.js'
import { mediaTypeOf, mediaTypes } from './media-type.js'
import { startRecognizer } from './recognition.js'
import { beginAt, pagesOfTiff } from './tiff.js'

const wanted = z.object({ path: z.string(), page: z.number() })

/** Kept while the process lives: it takes longer to start than to draw. */
const recognizer = startRecognizer()

export async function* measure(input: unknown): AsyncGenerator<PageSizes> {
  const { path } = wanted.omit({ page: true }).parse(input)
  yield pagesOfTiff(await tiffAt(path)).map(({ width, height }) => ({ width, height }))
}

export async function* draw(input: unknown): AsyncGenerator<Uint8Array> {
  const { path, page } = wanted.parse(input)
  const file = await tiffAt(path)
  const found = pagesOfTiff(file)[page - 1]
  if (found === undefined) throw new RuntimeError('not-found', 'The file has no such page.')
  yield await recognizer.draw(beginAt(file, found))
}

async function tiffAt(path: string): Promise<Buffer> {
  const file = await readFile(path)
  if (mediaTypeOf('', file) !== mediaTypes.tiff) throw parseFailure('unsupported')
  return file
}
