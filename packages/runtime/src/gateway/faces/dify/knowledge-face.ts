// Dify's external knowledge API: a Dify that runs elsewhere searches the datasets of this platform.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import { findDatasetByName, searchableScope } from '../../../knowledge/datasets.js'
import type { Records } from '../../../ports/records.js'
import type { Passage, Retriever } from '../../../retrieve/retriever.js'
import type { Metrics } from '../../metrics.js'
import type { OnFault, Problem } from '../../problem.js'
import { routesOf, type Authenticate, type RouteFacts } from '../../route.js'
import { actsOf } from '../admin/act.js'
import { prose } from '../admin/fields.js'
import { tag } from './dataset-context.js'
import { addCommon } from './errors.js'

type DifyExternalKnowledgeFace = {
  readonly authenticate: Authenticate
  readonly table: RouteFacts[]
  readonly onFault: OnFault
  readonly metrics: Metrics
  readonly records: Records
  readonly retriever: Retriever
}

const asked = z.object({
  /** A dataset's id, or its name. */
  knowledge_id: prose(200).trim().min(1),
  query: prose(4000).trim().min(1),
  retrieval_setting: z.object({
    top_k: z.number().int().min(1).max(100).default(5),
    score_threshold: z.number().default(0),
  }),
  metadata_condition: z.object({ conditions: z.array(z.unknown()).max(100).nullish() }).nullish(),
})

const answered = z.object({
  records: z.array(
    z.object({
      content: z.string(),
      score: z.number(),
      title: z.string(),
      metadata: z.record(z.string(), z.unknown()),
    }),
  ),
})

const searchMs = 30_000

/** A Fastify plugin: `app.register(difyExternalKnowledgeFace, dependencies)`; Dify appends `/retrieval` to `<url>/v1`. */
export function difyExternalKnowledgeFace(
  app: FastifyInstance,
  face: DifyExternalKnowledgeFace,
  done: () => void,
): void {
  addCommon(app, face, knowledgeError)
  const { records, retriever } = face
  actsOf(
    routesOf(app, face.authenticate, face.table),
    tag,
  )({
    method: 'POST',
    url: '/v1/retrieval',
    action: 'dataset.read',
    summary: 'What a dataset has on a question, for a Dify that has it as external knowledge',
    body: asked,
    replies: { 200: { description: 'Passages, the best first', schema: answered } },
    handler: async ({ body, principal }) => {
      const { knowledge_id: wanted, query, retrieval_setting: setting } = body
      if (body.metadata_condition?.conditions?.length) throw noConditions()
      const isId = z.guid().safeParse(wanted).success
      const id = isId ? wanted : (await findDatasetByName(records, principal, wanted))?.id
      if (id === undefined) throw noKnowledge()
      const scope = await searchableScope(records, principal, [id])
      const signal = AbortSignal.timeout(searchMs)
      const limit = setting.top_k
      const { passages } = await retriever.retrieve({ query, scope, limit, signal })
      const found = passages.filter(({ score }) => score >= setting.score_threshold)
      return { records: found.map(shownRecord) }
    },
  })
  done()
}

const noKnowledge = (): RuntimeError =>
  new RuntimeError('not-found', 'The knowledge does not exist, or you may not read it.')

const noConditions = (): RuntimeError =>
  new RuntimeError('invalid-request', 'Conditions on metadata are not supported here.')

const shownRecord = (passage: Passage): z.infer<typeof answered>['records'][number] => ({
  content: passage.text,
  score: passage.score,
  title: passage.documentName,
  metadata: {
    dataset_id: passage.datasetId,
    dataset_name: passage.datasetName,
    document_id: passage.documentId,
    segment_id: passage.chunkId,
    titles: passage.titles,
    page: passage.pageFirst ?? null,
  },
})

/** Dify's numbers: 1001 and 1002 for keys, 2001 for what is not there; for all else the status says enough. */
const knowledgeError = ({ status, code, message }: Problem, { headers }: FastifyRequest) => ({
  error_code: errorCode(status, code, headers.authorization),
  error_msg: message,
})

function errorCode(
  status: number,
  code: Problem['code'],
  authorization: string | undefined,
): number {
  if (code === 'not-found') return 2001
  if (code === 'forbidden') return 1002
  if (code !== 'unauthenticated') return status
  return /^Bearer \S+$/i.test(authorization ?? '') ? 1002 : 1001
}
