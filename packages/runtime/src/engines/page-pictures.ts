// Pages of documents as pictures: drawn by a process of its own, which starts with the first of them.

import { startParser } from '../adapters/parser/parser.js'
import type { Knowledge } from '../knowledge/documents.js'
import { makePagePictures, type PagePictures } from '../knowledge/page-pictures.js'
import type { Closers } from './closers.js'
import type { Engines } from './engines.js'

/** Somebody is looking at an empty page meanwhile. */
const drawnWithinMs = 30_000

export function openPagePictures(
  { workFolder }: Engines,
  knowledge: Knowledge,
  closers: Closers,
): PagePictures {
  // Documents that are ingested may keep the other readers busy for hours.
  const drawer = startParser({ stepWithinMs: drawnWithinMs, wholeWithinMs: drawnWithinMs })
  closers.add('drawer of pages', () => drawer.close())
  return makePagePictures({ knowledge, drawer, workFolder })
}
