// What an answer rests on, as the console is told it.

import { z } from 'zod'
import type { KeptCitation } from '../../../conversations/citation.js'
import { id } from './fields.js'

const box = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() })

export const citation = z.object({
  /** What the answer's text marks it with: `[1]`. */
  number: z.number().int(),
  documentId: id,
  documentName: z.string(),
  datasetId: id,
  datasetName: z.string(),
  chunkId: z.string(),
  titles: z.array(z.string()),
  /** From 1; null in what has no pages. */
  page: z.number().int().nullable(),
  /** Where the words stand on their pages, in points from the left and the top. */
  boxes: z.array(z.object({ page: z.number().int(), box })),
  /** Characters of the chunk's text, in UTF-16 units, from the first to the one after the last. */
  span: z.object({ start: z.number().int(), end: z.number().int() }),
  quote: z.string(),
  /** From 0 to 1, comparable within one answer. */
  score: z.number(),
})

export const shownCitation = ({
  page,
  ordinal: _ordinal,
  text: _text,
  ...shown
}: KeptCitation): z.infer<typeof citation> => ({ ...shown, page: page ?? null })
