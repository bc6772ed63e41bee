// Documents in Dify's words: made from text or from a file, watched while they are read, changed, deleted.

import { extname } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { getDataset } from '../../../knowledge/datasets.js'
import {
  addDocument,
  countDocuments,
  deleteDocument,
  listDocuments,
  type Document,
  type Upload,
} from '../../../knowledge/documents.js'
import type { RuntimeError } from '../../../error.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf, type ActInput } from '../admin/act.js'
import { audit } from '../admin/datasets.js'
import { line } from '../admin/fields.js'
import {
  byPage,
  documentIn,
  idOr404,
  keyword,
  pageShape,
  tag,
  withDataset,
  withDocument,
  type DifyDatasetsFace,
} from './dataset-context.js'
import { notSupported } from './errors.js'
import { seconds } from './shapes.js'
import { withFile } from './uploads.js'

const indexingStatus = z.enum(['waiting', 'parsing', 'splitting', 'indexing', 'completed', 'error'])

const statuses: { readonly [stage in Document['stage']]: z.infer<typeof indexingStatus> } = {
  queued: 'waiting',
  parsing: 'parsing',
  chunking: 'splitting',
  embedding: 'indexing',
  indexing: 'indexing',
  ready: 'completed',
  failed: 'error',
  deleting: 'waiting',
}

const documentShape = z.object({
  id: z.string(),
  position: z.number().int(),
  data_source_type: z.literal('upload_file'),
  data_source_info: z.object({
    upload_file: z.object({
      name: z.string(),
      size: z.number(),
      extension: z.string(),
      mime_type: z.string(),
    }),
  }),
  dataset_process_rule_id: z.null(),
  name: z.string(),
  created_from: z.literal('api'),
  created_by: z.null(),
  created_at: z.number().int(),
  updated_at: z.number().int(),
  tokens: z.null(),
  indexing_status: indexingStatus,
  error: z.string().nullable(),
  enabled: z.boolean(),
  disabled_at: z.null(),
  disabled_by: z.null(),
  archived: z.boolean(),
  display_status: z.enum(['queuing', 'indexing', 'error', 'available', 'disabled']),
  word_count: z.null(),
  hit_count: z.null(),
  segment_count: z.number().int(),
  doc_form: z.literal('text_model'),
})

/** What this platform does not count is null: a number would be made up. */
const shownDocument = (document: Document, position = 1): z.infer<typeof documentShape> => ({
  id: document.id,
  position,
  data_source_type: 'upload_file',
  data_source_info: {
    upload_file: {
      name: document.name,
      size: document.sizeBytes,
      extension: extname(document.name).slice(1),
      mime_type: document.mediaType,
    },
  },
  dataset_process_rule_id: null,
  name: document.name,
  created_from: 'api',
  created_by: null,
  created_at: seconds(document.createdAtMs),
  updated_at: seconds(document.updatedAtMs),
  tokens: null,
  indexing_status: statuses[document.stage],
  error: failureOf(document),
  enabled: document.isEnabled,
  disabled_at: null,
  disabled_by: null,
  archived: false,
  display_status: displayOf(document),
  word_count: null,
  hit_count: null,
  segment_count: document.chunks,
  doc_form: 'text_model',
})

const failureOf = ({ failure, failureDetail }: Document): string | null =>
  failure === null ? null : [failure, failureDetail].filter(Boolean).join(': ')

function displayOf({ stage, isEnabled }: Document) {
  if (stage === 'queued') return 'queuing'
  if (stage === 'failed') return 'error'
  if (stage !== 'ready') return 'indexing'
  return isEnabled ? 'available' : 'disabled'
}

const rules = {
  doc_form: z.string().max(40).nullish(),
  process_rule: z.looseObject({ mode: z.string().max(40).nullish() }).nullish(),
}
/** The text of a whole book; what is longer is a file. */
const textCharactersMax = 3_000_000
const text = z.string().min(1).max(textCharactersMax)
const textBytesMax = 12 * 2 ** 20
const fromText = z.object({ ...rules, name: line(255), text })
const changedText = z.object({ ...rules, name: line(255).nullish(), text })

const kept = {
  description: 'Taken in; it is read from now on',
  schema: z.object({ document: documentShape, batch: z.string() }),
}

/** A batch is one document here, so it has the document's id. */
const taken = (document: Document) => ({ document: shownDocument(document), batch: document.id })

export function addDocuments(routes: RouteRegistrar, face: DifyDatasetsFace): void {
  addMaking(routes, face)
  addUpdating(routes, face)
  addReading(routes, face)
}

type Input = Pick<ActInput<unknown, unknown, unknown>, 'principal' | 'actor' | 'request'>

async function take(
  { knowledge }: DifyDatasetsFace,
  { principal, actor }: Input,
  datasetId: string,
  upload: Upload,
): Promise<ReturnType<typeof taken>> {
  const audited = audit(knowledge, actor, {
    tenantId: principal.tenantId,
    action: 'document.upload',
    subject: datasetId,
    detail: { name: upload.name },
  })
  return taken(await addDocument(audited, principal, datasetId, upload))
}

const takeFile = (
  face: DifyDatasetsFace,
  input: Input & { readonly request: FastifyRequest },
  datasetId: string,
  nameOf: (fileName: string) => string = (fileName) => fileName,
) =>
  withFile(input.request, face.knowledge.sizeBytesMax, (file) =>
    take(face, input, datasetId, { ...file, name: nameOf(file.name) }),
  )

/** The name says how a text is read: `.md` as Markdown, `.html` as HTML, all else as it stands. */
const textOf = (name: string, content: string): Upload => ({
  name,
  mediaType: 'text/plain',
  content: Readable.from([Buffer.from(content)]),
})

/** How documents are cut is one rule for all, so that citations fit. */
function checkRules({
  doc_form,
  process_rule,
}: z.infer<typeof fromText> | z.infer<typeof changedText>): void {
  if (doc_form && doc_form !== 'text_model') {
    throw notSupported('Documents here are cut by their titles: doc_form is text_model.')
  }
  const mode = process_rule?.mode ?? 'automatic'
  if (mode !== 'automatic') {
    throw notSupported('Documents here are cut by their titles: process_rule.mode is automatic.')
  }
}

const spellings = (action: string): readonly string[] => [action, action.replaceAll('-', '_')]

function addMaking(routes: RouteRegistrar, face: DifyDatasetsFace): void {
  const act = actsOf(routes, tag)
  const common = { method: 'POST', action: 'document.change', params: withDataset } as const
  for (const name of spellings('create-by-text')) {
    act({
      ...common,
      url: `/v1/datasets/:dataset/document/${name}`,
      summary: 'Make a document from text',
      body: fromText,
      bodyBytesMax: textBytesMax,
      replies: { 200: kept },
      handler: ({ params, body, ...input }) => {
        checkRules(body)
        const datasetId = idOr404(params.dataset, 'Dataset')
        return take(face, input, datasetId, textOf(body.name, body.text))
      },
    })
  }
  for (const name of spellings('create-by-file')) {
    act({
      ...common,
      url: `/v1/datasets/:dataset/document/${name}`,
      summary: 'Make a document from a file, in the part "file"',
      bodyMediaType: 'multipart/form-data',
      replies: { 200: kept },
      handler: ({ params, ...input }) => takeFile(face, input, idOr404(params.dataset, 'Dataset')),
    })
  }
}

function addUpdating(routes: RouteRegistrar, face: DifyDatasetsFace): void {
  const act = actsOf(routes, tag)
  const common = { method: 'POST', action: 'document.change', params: withDocument } as const
  for (const name of spellings('update-by-text')) {
    act({
      ...common,
      url: `/v1/datasets/:dataset/documents/:document/${name}`,
      summary: "Replace a document's text",
      body: changedText,
      bodyBytesMax: textBytesMax,
      replies: { 200: kept },
      handler: async ({ params, body, ...input }) => {
        checkRules(body)
        const document = await documentIn(face.knowledge, input.principal, params)
        if (body.name && body.name !== document.name) throw keepsName()
        return take(face, input, document.datasetId, textOf(document.name, body.text))
      },
    })
  }
  for (const name of spellings('update-by-file')) {
    act({
      ...common,
      url: `/v1/datasets/:dataset/documents/:document/${name}`,
      summary: "Replace a document's file, by one of the same type",
      bodyMediaType: 'multipart/form-data',
      replies: { 200: kept },
      handler: async ({ params, ...input }) => {
        const document = await documentIn(face.knowledge, input.principal, params)
        return takeFile(face, input, document.datasetId, (fileName) => {
          if (extname(fileName) !== extname(document.name)) throw keepsType(document.name)
          return document.name
        })
      },
    })
  }
  act({
    method: 'DELETE',
    url: '/v1/datasets/:dataset/documents/:document',
    action: 'document.change',
    summary: 'Delete a document everywhere',
    params: withDocument,
    replies: { 204: { description: 'Deleted' } },
    handler: async ({ params, principal, actor, reply }) => {
      const { id } = await documentIn(face.knowledge, principal, params)
      const deletion = { tenantId: principal.tenantId, action: 'document.delete', subject: id }
      await deleteDocument(audit(face.knowledge, actor, deletion), principal, id)
      return reply.code(204).send()
    },
  })
}

const keepsName = (): RuntimeError =>
  notSupported('A document keeps its name: make another one, and delete this.')

const keepsType = (name: string): RuntimeError =>
  notSupported(`${name} can only be replaced by a file of its own type.`)

const progress = z.object({
  id: z.string(),
  indexing_status: indexingStatus,
  processing_started_at: z.number().int().nullable(),
  parsing_completed_at: z.null(),
  cleaning_completed_at: z.null(),
  splitting_completed_at: z.null(),
  completed_at: z.number().int().nullable(),
  paused_at: z.null(),
  error: z.string().nullable(),
  stopped_at: z.null(),
  completed_segments: z.number().int(),
  total_segments: z.number().int(),
})

function shownProgress(document: Document): z.infer<typeof progress> {
  const { stage, done, total, chunks } = document
  const isCounting = stage === 'embedding' || stage === 'indexing'
  return {
    id: document.id,
    indexing_status: statuses[stage],
    processing_started_at: stage === 'queued' ? null : seconds(document.createdAtMs),
    parsing_completed_at: null,
    cleaning_completed_at: null,
    splitting_completed_at: null,
    completed_at: stage === 'ready' ? seconds(document.updatedAtMs) : null,
    paused_at: null,
    error: failureOf(document),
    stopped_at: null,
    completed_segments: isCounting ? done : stage === 'ready' ? chunks : 0,
    total_segments: isCounting ? total : stage === 'ready' ? chunks : 0,
  }
}

function addReading(routes: RouteRegistrar, { knowledge }: DifyDatasetsFace): void {
  const act = actsOf(routes, tag)
  const { records } = knowledge
  act({
    method: 'GET',
    url: '/v1/datasets/:dataset/documents',
    action: 'document.read',
    summary: 'Documents of a dataset, by name',
    params: withDataset,
    query: z.object({ ...byPage, keyword }),
    replies: { 200: { description: 'A page', schema: pageShape(documentShape) } },
    handler: async ({ params, query, principal }) => {
      const { page, limit } = query
      const { id } = await getDataset(records, principal, idOr404(params.dataset, 'Dataset'))
      const offset = (page - 1) * limit
      const wanted = { limit, offset, containing: query.keyword }
      const documents = await listDocuments(records, principal, id, wanted)
      const total = await countDocuments(records, principal, id, query.keyword)
      const data = documents.map((document, at) => shownDocument(document, offset + at + 1))
      return { data, has_more: total > page * limit, limit, total, page }
    },
  })
  act({
    method: 'GET',
    url: '/v1/datasets/:dataset/documents/:document',
    action: 'document.read',
    summary: 'One document',
    params: withDocument,
    replies: { 200: { description: 'The document', schema: documentShape } },
    handler: async ({ params, principal }) =>
      shownDocument(await documentIn(knowledge, principal, params)),
  })
  act({
    method: 'GET',
    url: '/v1/datasets/:dataset/documents/:document/indexing-status',
    action: 'document.read',
    summary: 'How far a batch is: the document of that id',
    params: withDocument,
    replies: {
      200: { description: 'Progress', schema: z.object({ data: z.array(progress) }) },
    },
    handler: async ({ params, principal }) => ({
      data: [shownProgress(await documentIn(knowledge, principal, params))],
    }),
  })
}
