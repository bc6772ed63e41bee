// How many documents are at each stage, as the console is told it.

import { z } from 'zod'

const count = z.number().int()

/** What is being deleted is gone for people. */
export const countsByStage = z.object({
  queued: count,
  parsing: count,
  chunking: count,
  embedding: count,
  indexing: count,
  ready: count,
  failed: count,
})

const none = { queued: 0, parsing: 0, chunking: 0, embedding: 0, indexing: 0, ready: 0, failed: 0 }

/** With the stages that no document is at. */
export const allStages = (counted: {
  readonly [stage: string]: number
}): z.infer<typeof countsByStage> => ({ ...none, ...counted })
