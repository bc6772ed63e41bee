// A look at retrieval: what each leg finds for a question, and what comes of it.

import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import { searchableScope } from '../../../knowledge/datasets.js'
import type { Records } from '../../../ports/records.js'
import type { Passage, Retriever } from '../../../retrieve/retriever.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { id, ok, prose } from './fields.js'

type Face = { readonly records: Records; readonly retriever: Retriever }

const box = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() })

const rank = z.number().int().optional()

const passage = z.object({
  chunkId: z.string(),
  documentId: id,
  documentName: z.string(),
  datasetId: id,
  datasetName: z.string(),
  ordinal: z.number().int(),
  titles: z.array(z.string()),
  text: z.string(),
  pageFirst: z.number().int().optional(),
  pageLast: z.number().int().optional(),
  /** Where its words stand on their pages, in points from the left and the top; none in what has no pages. */
  boxes: z.array(z.object({ page: z.number().int(), box })),
  score: z.number(),
  /** From 1, in each leg that found it. */
  ranks: z.object({ text: rank, vector: rank, graph: rank }),
  rerankScore: z.number().optional(),
})

const leg = z.object({
  leg: z.enum(['text', 'vector', 'graph']),
  hits: z.number().int(),
  durationMs: z.number(),
  problem: z.enum(['off', 'failed', 'timed-out']).optional(),
})

const retrieved = z.object({
  passages: z.array(passage),
  legs: z.array(leg),
  fusionMs: z.number(),
  rerankMs: z.number().optional(),
})

const shownPassage = ({ spans, isRecognized: _isRecognized, ...shown }: Passage) => ({
  ...shown,
  boxes: spans.flatMap(({ page, box }) =>
    page === undefined || box === undefined ? [] : [{ page, box }],
  ),
})

const searchMs = 30_000

export function addRetrieval(routes: RouteRegistrar, { records, retriever }: Face): void {
  actsOf(
    routes,
    'retrieval',
  )({
    method: 'POST',
    url: '/api/v1/retrieval',
    action: 'dataset.read',
    summary: 'What the documents that I may read have on a question, and how each leg ranked it',
    body: z.strictObject({
      query: prose(4000).min(1),
      /** All that I may read unless said. */
      datasetIds: z.array(id).max(200).optional(),
      limit: z.number().int().min(1).max(100).default(10),
    }),
    replies: ok(retrieved),
    handler: async ({ body, principal }) => {
      const { query, limit, datasetIds } = body
      if (query.trim() === '') throw emptyQuery()
      const scope = await searchableScope(records, principal, datasetIds)
      const signal = AbortSignal.timeout(searchMs)
      const found = await retriever.retrieve({ query, scope, limit, signal })
      return { ...found, passages: found.passages.map(shownPassage) }
    },
  })
}

const emptyQuery = (): RuntimeError =>
  new RuntimeError('invalid-request', 'body.query: is empty', { detail: { field: 'body.query' } })
