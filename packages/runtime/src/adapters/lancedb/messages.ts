// What the main process asks the process of the index.

import { z } from 'zod'

const document = z.object({ tenantId: z.string(), datasetId: z.string(), documentId: z.string() })
const scope = z.object({ tenantId: z.string(), datasetIds: z.array(z.string()) })
const space = z.object({ model: z.string(), dimensions: z.number().int().positive() })
const vector = z.instanceof(Float32Array)
const limit = z.number().int().positive().max(1000)

const stage = z.object({ id: z.string(), parts: z.number().int().min(0) })
const texts = z.array(z.object({ chunkId: z.string(), text: z.string() }))
const vectors = z.array(z.object({ chunkId: z.string(), vector }))

export const requests = {
  stageText: z.object({ stage, chunks: texts }),
  stageVectors: z.object({ stage, chunks: vectors }),
  dropStaged: z.object({ id: z.string() }),
  replaceText: z.object({ document, stage, chunks: texts }),
  ofDocument: z.object({ document }),
  searchText: z.object({ query: z.string(), scope, limit }),
  openVectors: z.object({ space }),
  replaceVectors: z.object({ space, document, stage, chunks: vectors }),
  ofVectorDocument: z.object({ space, document }),
  searchVectors: z.object({ space, vector, scope, limit }),
  mentions: z.object({ texts: z.array(z.string()) }),
  terms: z.object({ question: z.string(), texts: z.array(z.string()) }),
  nothing: z.object({}),
}

export const replies = {
  done: z.undefined().or(z.null()),
  hits: z.array(z.object({ chunkId: z.string(), score: z.number() })),
  count: z.number(),
  terms: z.object({ question: z.array(z.string()), texts: z.array(z.array(z.string())) }),
  mentions: z.array(z.array(z.object({ term: z.string(), count: z.number() }))),
}
