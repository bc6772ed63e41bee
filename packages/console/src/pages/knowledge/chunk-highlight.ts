// A whole chunk as the passage that a document is opened at; the same chunk gives the same passage.

import type { Chunk } from '../../document-view/document-queries.ts'
import type { Highlight } from '../../document-view/highlight.ts'

const known = new WeakMap<Chunk, Highlight>()

export function highlightOf(chunk: Chunk): Highlight {
  const highlight = known.get(chunk) ?? make(chunk)
  known.set(chunk, highlight)
  return highlight
}

const make = ({ id, pageFirst, spans, text }: Chunk): Highlight => ({
  chunkId: id,
  page: pageFirst,
  boxes: spans.flatMap(({ page, box }) =>
    page === undefined || box === undefined ? [] : [{ page, box }],
  ),
  span: { start: 0, end: text.length },
  quote: text,
})
