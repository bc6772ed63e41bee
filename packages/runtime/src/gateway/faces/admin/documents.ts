// Documents: taken in as they stream, watched while they are read, given back as they came.

import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import { chunkRow, listChunks, ordinalOf } from '../../../knowledge/chunks.js'
import {
  addDocument,
  countStages,
  deleteDocument,
  documentRow,
  getDocument,
  listDocuments,
  originalOf,
  reindexDocument,
  type Document,
  type Knowledge,
} from '../../../knowledge/documents.js'
import type { PagePictures } from '../../../knowledge/page-pictures.js'
import type { Records } from '../../../ports/records.js'
import { leavingOf } from '../../event-writer.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { audit } from './datasets.js'
import { created, done, line, ok, pageOf, pageSchema, prose, withId } from './fields.js'
import { allStages, countsByStage } from './stages.js'

type Face = { readonly knowledge: Knowledge; readonly pagePictures: PagePictures }

const datasetUrl = '/api/v1/datasets/:id/documents'
const url = '/api/v1/documents'

export function addDocuments(routes: RouteRegistrar, face: Face): void {
  addUpload(routes, face)
  addReading(routes, face)
  addChanging(routes, face)
}

function addUpload(routes: RouteRegistrar, { knowledge }: Face): void {
  const act = actsOf(routes, 'documents')
  act({
    method: 'POST',
    url: datasetUrl,
    action: 'document.change',
    summary: 'Upload one file, in the part "file"; one of the same name becomes its next revision',
    params: withId,
    bodyMediaType: 'multipart/form-data',
    replies: created(documentRow),
    handler: async ({ params, principal, actor, request, reply }) => {
      const { name, mediaType, content, isCut } = await uploadOf(request)
      const audited = audit(knowledge, actor, {
        tenantId: principal.tenantId,
        action: 'document.upload',
        subject: params.id,
        detail: { name },
      })
      try {
        const upload = { name, mediaType, content }
        const document = await addDocument(audited, principal, params.id, upload)
        return await reply.code(201).send(document)
      } catch (error) {
        // The rest of the body is of no use to anybody, and may be long.
        content.resume()
        void reply.header('connection', 'close')
        throw isCut() ? tooLarge(knowledge.sizeBytesMax) : error
      }
    },
  })
}

const fileName = line(255)

async function uploadOf(request: FastifyRequest) {
  if (!request.isMultipart()) {
    throw new RuntimeError('unsupported-media-type', 'Send the file as multipart/form-data.')
  }
  const part = await request.file()
  if (part === undefined) {
    throw new RuntimeError('invalid-request', 'There is no file in the request.', {
      detail: { field: 'file' },
    })
  }
  const { file, filename, mimetype } = part
  // A Mac sends Korean names in pieces; the same name is one document whoever sends it.
  const name = fileName.safeParse(filename.normalize('NFC'))
  if (!name.success) {
    file.resume()
    throw new RuntimeError('invalid-request', 'The file has no name, or one that is too long.', {
      detail: { field: 'file' },
    })
  }
  return {
    name: name.data,
    mediaType: mimetype,
    content: file,
    isCut: () => file.truncated,
  }
}

const tooLarge = (sizeBytesMax: number): RuntimeError =>
  new RuntimeError('too-large', `A file has at most ${sizeBytesMax} bytes.`, {
    detail: { sizeBytesMax },
  })

/** What is being deleted is gone for people. */
const stage = documentRow.shape.stage.exclude(['deleting'])

const pageOfDocuments = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: prose(500).default(''),
  /** Only names that contain this. */
  containing: prose(200).default(''),
  /** Some of the stages, with commas; all unless said. */
  stage: z
    .string()
    .max(100)
    .transform((text) => text.split(','))
    .pipe(z.array(stage).min(1).max(stage.options.length))
    .optional(),
})

const countsOfDocuments = z.object({ total: z.number().int(), stages: countsByStage })

const pageOfChunks = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  from: z.coerce.number().int().min(0).max(10_000_000).default(0),
  /** A chunk's id: the page that holds it and what lies before it, instead of the one from an ordinal on. */
  around: line(200).optional(),
})

function addReading(routes: RouteRegistrar, { knowledge, pagePictures }: Face): void {
  const act = actsOf(routes, 'documents')
  const { records } = knowledge
  act({
    method: 'GET',
    url: datasetUrl,
    action: 'document.read',
    summary: 'Documents of a dataset, by name',
    params: withId,
    query: pageOfDocuments,
    replies: ok(pageSchema(documentRow)),
    handler: async ({ params, query, principal }) => {
      const { stage: stages, ...page } = query
      const asked = { ...page, ...(stages === undefined ? {} : { stages }) }
      const documents = await listDocuments(records, principal, params.id, asked)
      return pageOf(documents, query.limit, ({ name }) => name)
    },
  })
  act({
    method: 'GET',
    url: '/api/v1/datasets/:id/document-counts',
    action: 'document.read',
    summary: 'How many documents of a dataset are at each stage',
    params: withId,
    query: pageOfDocuments.pick({ containing: true }),
    replies: ok(countsOfDocuments),
    handler: async ({ params, query, principal }) => {
      const counted = await countStages(records, principal, params.id, query.containing)
      const total = Object.values(counted).reduce((sum, count) => sum + count, 0)
      return { total, stages: allStages(counted) }
    },
  })
  act({
    method: 'GET',
    url: `${url}/:id`,
    action: 'document.read',
    summary: 'One document, and how far it is',
    params: withId,
    replies: ok(documentRow),
    handler: ({ params, principal }) => getDocument(records, principal, params.id),
  })
  act({
    method: 'GET',
    url: `${url}/:id/chunks`,
    action: 'document.read',
    summary: 'The pieces that a document is found by, in order',
    params: withId,
    query: pageOfChunks,
    replies: ok(pageSchema(chunkRow)),
    handler: async ({ params, query, principal }) => {
      const { id } = await getDocument(records, principal, params.id)
      const chunks = await listChunks(records, id, await startOf(records, id, query), query.limit)
      return pageOf(chunks, query.limit, ({ ordinal }) => String(ordinal + 1))
    },
  })
  act({
    method: 'GET',
    url: `${url}/:id/file`,
    action: 'document.read',
    summary: 'The file as it was uploaded',
    params: withId,
    replies: { 200: { description: 'The bytes', mediaType: 'application/octet-stream' } },
    handler: async ({ params, principal, reply }) => {
      const { document, content } = await originalOf(knowledge, principal, params.id)
      // Never shown by the browser as a page of ours, whatever type the uploader claimed.
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encoded(document.name)}`)
        .header('content-security-policy', "sandbox; default-src 'none'")
        .send(content)
    },
  })
  addPages(routes, pagePictures)
  addProgress(routes, knowledge)
}

function addPages(routes: RouteRegistrar, pagePictures: PagePictures): void {
  const act = actsOf(routes, 'documents')
  act({
    method: 'GET',
    url: `${url}/:id/pages`,
    action: 'document.read',
    summary: 'How large the pages of a TIFF are, in pixels, which browsers cannot show themselves',
    params: withId,
    replies: ok(z.object({ items: z.array(z.object({ width: z.number(), height: z.number() })) })),
    handler: async ({ params: { id }, principal, reply }) => ({
      items: await pagePictures.sizes({ principal, id, signal: leavingOf(reply) }),
    }),
  })
  act({
    method: 'GET',
    url: `${url}/:id/pages/:page`,
    action: 'document.read',
    summary: 'A page of a TIFF as a PNG',
    params: withId.extend({ page: z.coerce.number().int().min(1).max(2000) }),
    replies: { 200: { description: 'The picture', mediaType: 'image/png' } },
    handler: async ({ params: { id, page }, principal, reply }) => {
      const picture = await pagePictures.draw({ principal, id, signal: leavingOf(reply) }, page)
      return reply
        .header('content-type', 'image/png')
        .header('content-security-policy', "sandbox; default-src 'none'")
        .send(Buffer.from(picture))
    },
  })
}

/** A fifth of a page gives a chunk its context, and leaves it where people look first. */
async function startOf(
  records: Records,
  documentId: string,
  { from, around, limit }: z.infer<typeof pageOfChunks>,
): Promise<number> {
  if (around === undefined) return from
  const ordinal = await ordinalOf(records, documentId, around)
  if (ordinal === undefined) {
    throw new RuntimeError('not-found', 'The document has no such chunk any more.', {
      detail: { field: 'around' },
    })
  }
  return Math.max(0, ordinal - Math.floor(limit / 5))
}

/** As RFC 8187 wants it. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

function addChanging(routes: RouteRegistrar, { knowledge }: Face): void {
  const act = actsOf(routes, 'documents')
  act({
    method: 'POST',
    url: `${url}/:id/reindex`,
    action: 'document.change',
    summary: 'Read the file again',
    params: withId,
    replies: ok(documentRow),
    handler: ({ params, principal, actor }) => {
      const change = { action: 'document.reindex', subject: params.id }
      const audited = audit(knowledge, actor, { ...change, tenantId: principal.tenantId })
      return reindexDocument(audited, principal, params.id)
    },
  })
  act({
    method: 'DELETE',
    url: `${url}/:id`,
    action: 'document.change',
    summary: 'Delete a document everywhere',
    params: withId,
    replies: done,
    handler: async ({ params, principal, actor, reply }) => {
      const change = { action: 'document.delete', subject: params.id }
      const audited = audit(knowledge, actor, { ...change, tenantId: principal.tenantId })
      await deleteDocument(audited, principal, params.id)
      return reply.code(204).send()
    },
  })
}

/** Often enough for a bar that moves, seldom enough for a database that also works. */
const progressMs = 700
/** Whoever watches longer asks again. */
const watchMs = 15 * 60_000
const watchersMax = 200

/** Events without a name are messages. */
const progressEvent = z.object({ event: z.literal('message'), data: documentRow })

function addProgress(routes: RouteRegistrar, { records }: Knowledge): void {
  const act = actsOf(routes, 'documents')
  let watchers = 0
  act({
    method: 'GET',
    url: `${url}/:id/progress`,
    action: 'document.read',
    summary: 'How far a document is, as server-sent events until it is ready or has failed',
    params: withId,
    replies: {
      200: {
        description: 'Events of the document',
        schema: progressEvent,
        mediaType: 'text/event-stream',
      },
    },
    handler: async ({ params, principal, reply }) => {
      const load = (): Promise<Document> => getDocument(records, principal, params.id)
      const first = await load()
      if (watchers >= watchersMax) throw tooManyWatch()
      watchers += 1
      const events = Readable.from(progressOf(first, load, AbortSignal.timeout(watchMs)))
      events.once('close', () => {
        watchers -= 1
      })
      return streamEvents(reply, events)
    },
  })
}

const streamEvents = (reply: FastifyReply, events: Readable): FastifyReply =>
  reply.header('content-type', 'text/event-stream').header('cache-control', 'no-store').send(events)

const settled = new Set<Document['stage']>(['ready', 'failed', 'deleting'])

async function* progressOf(
  first: Document,
  load: () => Promise<Document>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let last = ''
  for (let document = first; ; document = await load()) {
    const event = `data: ${JSON.stringify(document)}\n\n`
    if (event !== last) yield event
    last = event
    if (settled.has(document.stage) || signal.aborted) return
    await sleep(progressMs)
  }
}

const tooManyWatch = (): RuntimeError =>
  new RuntimeError('overloaded', 'Too many people watch progress just now; ask for the document.', {
    isRetryable: true,
    detail: { retryAfterMs: 5_000 },
  })
