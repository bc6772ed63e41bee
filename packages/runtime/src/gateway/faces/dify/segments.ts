// Segments in Dify's words: the pieces that a document is found by, to be read and searched, never changed one by one.

import { z } from 'zod'
import { listChunks, loadChunks, type StoredChunk } from '../../../knowledge/chunks.js'
import { searchableScope } from '../../../knowledge/datasets.js'
import { RuntimeError } from '../../../error.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from '../admin/act.js'
import { prose } from '../admin/fields.js'
import {
  byPage,
  documentIn,
  idOr404,
  keyword,
  pageShape,
  tag,
  withDataset,
  withDocument,
  withSegment,
  type DifyDatasetsFace,
} from './dataset-context.js'
import { notSupported } from './errors.js'

const segmentShape = z.object({
  id: z.string(),
  position: z.number().int(),
  document_id: z.string(),
  content: z.string(),
  answer: z.null(),
  word_count: z.number().int(),
  tokens: z.null(),
  keywords: z.array(z.string()),
  index_node_id: z.string(),
  index_node_hash: z.null(),
  hit_count: z.null(),
  enabled: z.literal(true),
  status: z.literal('completed'),
  error: z.null(),
  titles: z.array(z.string()),
  page: z.number().nullable(),
})

type Piece = {
  readonly id: string
  readonly documentId: string
  readonly ordinal: number
  readonly text: string
  readonly titles: readonly string[]
  readonly pageFirst?: number | null
}

const shownSegment = (piece: Piece): z.infer<typeof segmentShape> => ({
  id: piece.id,
  position: piece.ordinal + 1,
  document_id: piece.documentId,
  content: piece.text,
  answer: null,
  word_count: piece.text.length,
  tokens: null,
  keywords: [],
  index_node_id: piece.id,
  index_node_hash: null,
  hit_count: null,
  enabled: true,
  status: 'completed',
  error: null,
  titles: [...piece.titles],
  page: piece.pageFirst ?? null,
})

const url = '/v1/datasets/:dataset/documents/:document/segments'
const docForm = { doc_form: z.literal('text_model') }
const textModel = { doc_form: 'text_model' } as const

export function addSegments(routes: RouteRegistrar, face: DifyDatasetsFace): void {
  addReading(routes, face)
  addRefusals(routes, face)
  for (const name of ['retrieve', 'hit-testing']) addRetrieve(routes, face, name)
}

function addReading(routes: RouteRegistrar, { knowledge }: DifyDatasetsFace): void {
  const act = actsOf(routes, tag)
  act({
    method: 'GET',
    url,
    action: 'document.read',
    summary: 'Segments of a document, in order',
    params: withDocument,
    query: z.object({ ...byPage, keyword }),
    replies: { 200: { description: 'A page', schema: pageShape(segmentShape).extend(docForm) } },
    handler: async ({ params, query, principal }) => {
      if (query.keyword !== '') {
        throw notSupported('Segments are not filtered by words: ask /retrieve for what they say.')
      }
      const { id, chunks: total } = await documentIn(knowledge, principal, params)
      const { page, limit } = query
      const chunks = await listChunks(knowledge.records, id, (page - 1) * limit, limit)
      const data = chunks.map(shownSegment)
      return { data, ...textModel, has_more: total > page * limit, limit, total, page }
    },
  })
  act({
    method: 'GET',
    url: `${url}/:segment`,
    action: 'document.read',
    summary: 'One segment',
    params: withSegment,
    replies: {
      200: { description: 'The segment', schema: z.object({ data: segmentShape, ...docForm }) },
    },
    handler: async ({ params, principal }) => {
      const { id, datasetId } = await documentIn(knowledge, principal, params)
      const scope = { tenantId: principal.tenantId, datasetIds: [datasetId] }
      const [chunk] = await loadChunks(knowledge.records, [storedId(params.segment)], scope)
      return { data: shownSegment(segmentOf(chunk, id)), ...textModel }
    },
  })
}

const noSegment = (): RuntimeError => new RuntimeError('not-found', 'Segment not found.')

function segmentOf(chunk: StoredChunk | undefined, documentId: string): StoredChunk {
  if (chunk?.documentId !== documentId) throw noSegment()
  return chunk
}

function storedId(id: string): string {
  if (id.includes('\0') || /\p{Surrogate}/u.test(id)) throw noSegment()
  return id
}

/** A segment that differs from its document would be cited as what the document does not say. */
function addRefusals(routes: RouteRegistrar, { knowledge }: DifyDatasetsFace): void {
  const act = actsOf(routes, tag)
  const refused = [
    { method: 'POST', url, params: withDocument },
    { method: 'POST', url: `${url}/:segment`, params: withSegment },
    { method: 'DELETE', url: `${url}/:segment`, params: withSegment },
  ] as const
  for (const route of refused) {
    act({
      ...route,
      params: withDocument,
      action: 'document.change',
      summary: 'Not here: always refused, since segments are cut from their document',
      replies: { 400: { description: 'Refused' } },
      handler: async ({ params, principal }) => {
        await documentIn(knowledge, principal, params)
        throw notSupported(
          'Segments are cut from their document, which citations are checked against: replace the document.',
        )
      },
    })
  }
}

const settings = z.looseObject({
  top_k: z.number().int().min(1).max(100).nullish(),
  score_threshold_enabled: z.boolean().nullish(),
  score_threshold: z.number().nullish(),
})

const records = z.array(
  z.object({
    segment: segmentShape.extend({
      document: z.object({
        id: z.string(),
        data_source_type: z.literal('upload_file'),
        name: z.string(),
        doc_type: z.null(),
        doc_metadata: z.null(),
      }),
    }),
    child_chunks: z.array(z.unknown()),
    score: z.number(),
    tsne_position: z.null(),
  }),
)

const searchMs = 30_000
const hitsUsual = 10

function addRetrieve(
  routes: RouteRegistrar,
  { knowledge, retriever }: DifyDatasetsFace,
  name: string,
): void {
  actsOf(
    routes,
    tag,
  )({
    method: 'POST',
    url: `/v1/datasets/:dataset/${name}`,
    action: 'dataset.read',
    summary: 'What a dataset has on a question: every leg is asked, whatever the search method',
    params: withDataset,
    body: z.object({ query: prose(4000).trim().min(1), retrieval_model: settings.nullish() }),
    replies: {
      200: {
        description: 'Segments, the best first',
        schema: z.object({ query: z.object({ content: z.string() }), records }),
      },
    },
    handler: async ({ params, body, principal }) => {
      const { query, retrieval_model: model } = body
      const datasetIds = [idOr404(params.dataset, 'Dataset')]
      const scope = await searchableScope(knowledge.records, principal, datasetIds)
      const signal = AbortSignal.timeout(searchMs)
      const limit = model?.top_k ?? hitsUsual
      const { passages } = await retriever.retrieve({ query, scope, limit, signal })
      const least = model?.score_threshold_enabled === true ? (model.score_threshold ?? 0) : 0
      const found: z.infer<typeof records> = passages
        .filter(({ score }) => score >= least)
        .map((passage) => ({
          segment: {
            ...shownSegment({ ...passage, id: passage.chunkId }),
            document: {
              id: passage.documentId,
              data_source_type: 'upload_file',
              name: passage.documentName,
              doc_type: null,
              doc_metadata: null,
            },
          },
          child_chunks: [],
          score: passage.score,
          tsne_position: null,
        }))
      return { query: { content: query }, records: found }
    },
  })
}
