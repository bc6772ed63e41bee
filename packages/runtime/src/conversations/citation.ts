// A citation as it is kept with its message: what was cited stays readable after the document has gone.

import { z } from 'zod'
import type { Citation } from '../answer/events.js'

const box = z.object({
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
})

export const keptCitation = z.object({
  number: z.number(),
  chunkId: z.string(),
  documentId: z.string(),
  documentName: z.string(),
  datasetId: z.string(),
  datasetName: z.string(),
  titles: z.array(z.string()),
  page: z.number().optional(),
  boxes: z.array(z.object({ page: z.number(), box })),
  span: z.object({ start: z.number(), end: z.number() }),
  quote: z.string(),
  score: z.number(),
  /** The chunk's place in its document, and its text. */
  ordinal: z.number(),
  text: z.string(),
})

export type KeptCitation = z.infer<typeof keptCitation>

type Passage = { readonly chunkId: string; readonly ordinal: number; readonly text: string }

/** A citation with the passage that it was taken from. */
export function keepCitation(citation: Citation, passages: readonly Passage[]): KeptCitation {
  const passage = passages.find(({ chunkId }) => chunkId === citation.chunkId)
  const { page, ...rest } = citation
  return {
    ...rest,
    titles: [...citation.titles],
    boxes: [...citation.boxes],
    ...(page === undefined ? {} : { page }),
    ordinal: passage?.ordinal ?? 0,
    text: passage?.text ?? citation.quote,
  }
}
