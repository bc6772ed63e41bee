// A whole chunk as the passage that a document is opened at; the same chunk gives the same passage.

import type { Chunk } from '../../document-view/document-queries.ts'
import type { Highlight } from '../../document-view/highlight.ts'
import type { Passage } from './retrieval-query.ts'

const known = new WeakMap<object, Highlight>()

function knownOr(of: object, make: () => Highlight): Highlight {
  const highlight = known.get(of) ?? make()
  known.set(of, highlight)
  return highlight
}

export const highlightOf = (chunk: Chunk): Highlight =>
  knownOr(chunk, () => ({
    ...whole(chunk.text),
    chunkId: chunk.id,
    page: chunk.pageFirst,
    boxes: chunk.spans.flatMap(({ page, box }) =>
      page === undefined || box === undefined ? [] : [{ page, box }],
    ),
  }))

export const highlightOfPassage = (passage: Passage): Highlight =>
  knownOr(passage, () => ({
    ...whole(passage.text),
    chunkId: passage.chunkId,
    page: passage.pageFirst ?? null,
    boxes: passage.boxes,
  }))

const whole = (text: string) => ({ span: { start: 0, end: text.length }, quote: text })
