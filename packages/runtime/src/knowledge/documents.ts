// Documents: taking them in durably, saying how far they are, and forgetting them everywhere.

import { strict as assert } from 'node:assert'
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Principal } from '../identity/principal.js'
import type { Objects } from '../ports/objects.js'
import type { Records, Session } from '../ports/records.js'
import { getDataset } from './datasets.js'

const documentStages = [
  'queued',
  'parsing',
  'chunking',
  'embedding',
  'indexing',
  'ready',
  'failed',
  'deleting',
] as const

export const documentRow = z.object({
  id: z.string(),
  datasetId: z.string(),
  datasetName: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
  revision: z.number(),
  readyRevision: z.number().nullable(),
  stage: z.enum(documentStages),
  /** Of the stage: pages, chunks … */
  done: z.number(),
  total: z.number(),
  failure: z.string().nullable(),
  failureDetail: z.string().nullable(),
  pages: z.number(),
  chunks: z.number(),
  isEnabled: z.boolean(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
})

export type Document = z.infer<typeof documentRow>

const columns = `t.id, t.dataset_id AS "datasetId", d.name AS "datasetName", t.name, t.media_type AS "mediaType",
  t.size_bytes::float8 AS "sizeBytes", t.sha256, t.revision, t.ready_revision AS "readyRevision", t.stage, t.done,
  t.total, t.failure, t.failure_detail AS "failureDetail", t.pages,
  (SELECT count(*)::int FROM chunks c WHERE c.document_id = t.id AND c.revision = t.ready_revision) AS chunks,
  t.is_enabled AS "isEnabled",
  (extract(epoch FROM t.created_at) * 1000)::float8 AS "createdAtMs",
  (extract(epoch FROM t.updated_at) * 1000)::float8 AS "updatedAtMs"`

const joined = `documents t JOIN datasets d ON d.id = t.dataset_id`

export type Knowledge = {
  readonly records: Records
  readonly objects: Objects
  /** Puts work for the document in the queue, within the same transaction. */
  readonly enqueue: (session: Session, tenantId: string, documentId: string) => Promise<void>
  /** Wakes whoever does the work. */
  readonly wake: () => void
  readonly sizeBytesMax: number
}

export type Upload = {
  readonly name: string
  readonly mediaType: string
  readonly content: Readable
}

/**
 * Keeps the file and the order to process it; when this resolves, no crash loses either. A file of a name that is there
 * becomes that document's next revision; the same bytes again change nothing.
 */
export async function addDocument(
  knowledge: Knowledge,
  principal: Principal,
  datasetId: string,
  upload: Upload,
): Promise<Document> {
  const { records, objects } = knowledge
  const dataset = await getDataset(records, principal, datasetId)
  const objectKey = `${objectFolder(principal.tenantId, dataset.id, upload.name)}/${makeId()}`
  const stored = await objects.put(objectKey, upload.content, knowledge.sizeBytesMax)
  const { outcome, unused } = await records.transaction<Kept>(async (session) => {
    if (!(await isOpen(session, dataset.id))) return { outcome: 'dataset-gone', unused: objectKey }
    const [same] = await session.query(
      z.object({ sha256: z.string(), stage: z.string(), objectKey: z.string() }),
      `SELECT sha256, stage, object_key AS "objectKey" FROM documents WHERE dataset_id = $1 AND name = $2 FOR UPDATE`,
      [dataset.id, upload.name],
    )
    if (same?.stage === 'deleting') return { outcome: 'deleting', unused: objectKey }
    if (same !== undefined && same.sha256 === stored.sha256 && same.stage !== 'failed') {
      return { outcome: 'same', unused: objectKey }
    }
    const [kept] = await session.query(
      z.object({ id: z.string() }),
      `INSERT INTO documents (id, tenant_id, dataset_id, name, media_type, size_bytes, sha256, object_key, stage)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued')
       ON CONFLICT (dataset_id, name) DO UPDATE SET media_type = $5, size_bytes = $6, sha256 = $7, object_key = $8,
         stage = 'queued', revision = documents.revision + 1, done = 0, total = 0, failure = NULL,
         failure_detail = NULL, updated_at = now()
       RETURNING id`,
      [
        makeId(),
        principal.tenantId,
        dataset.id,
        upload.name,
        upload.mediaType,
        stored.sizeBytes,
        stored.sha256,
        objectKey,
      ],
    )
    assert(kept !== undefined, 'an insert returns its row')
    await knowledge.enqueue(session, principal.tenantId, kept.id)
    return { outcome: 'kept', unused: same?.objectKey }
  })
  if (outcome === 'kept') knowledge.wake()
  if (unused !== undefined) await objects.remove(unused)
  if (outcome === 'deleting') throw stillDeleting(upload.name)
  if (outcome === 'dataset-gone') throw datasetGone()
  return getDocumentByName(records, principal, dataset.id, upload.name)
}

/** What came of an upload, and the file that is of no use from now on: only who knows its row may remove a file. */
type Kept = {
  readonly outcome: 'kept' | 'same' | 'deleting' | 'dataset-gone'
  readonly unused: string | undefined
}

/** A file takes minutes to come in; from here on whoever deletes the dataset waits, and sees the document. */
async function isOpen(session: Session, datasetId: string): Promise<boolean> {
  const sql = `SELECT id FROM datasets WHERE id = $1 AND NOT is_deleting FOR SHARE`
  const rows = await session.query(z.object({ id: z.string() }), sql, [datasetId])
  return rows.length === 1
}

const datasetGone = (): RuntimeError =>
  new RuntimeError('not-found', 'the dataset was deleted while the file came in')

/** Where the files of one document lie, of all its revisions. */
const objectFolder = (tenantId: string, datasetId: string, name: string): string =>
  `documents/${tenantId}/${datasetId}/${createHash('sha256').update(name).digest('hex').slice(0, 32)}`

const stillDeleting = (name: string): RuntimeError =>
  new RuntimeError('conflict', `${name} is being deleted; upload it again in a moment`, {
    isRetryable: true,
  })

/** Documents of a dataset by name; `after` is the last name of the page before. */
export async function listDocuments(
  session: Session,
  principal: Principal,
  datasetId: string,
  {
    after = '',
    limit = 50,
    containing = '',
    offset = 0,
    stages = documentStages,
  }: {
    readonly after?: string
    readonly limit?: number
    readonly containing?: string
    /** For clients that know pages by number only. */
    readonly offset?: number
    readonly stages?: readonly Document['stage'][]
  } = {},
): Promise<readonly Document[]> {
  const { id } = await getDataset(session, principal, datasetId)
  const sql = `SELECT ${columns} FROM ${joined} WHERE t.dataset_id = $1 AND t.tenant_id = $2 AND t.stage <> 'deleting'
    AND t.name > $3 AND strpos(lower(t.name), lower($4)) > 0 AND t.stage = ANY($7)
    ORDER BY t.name LIMIT $5 OFFSET $6`
  const keys = [id, principal.tenantId, after, containing, limit, offset, stages]
  return session.query(documentRow, sql, keys)
}

/** How many documents of a dataset have a name that contains the text. */
export async function countDocuments(
  session: Session,
  principal: Principal,
  datasetId: string,
  containing: string,
): Promise<number> {
  const { id } = await getDataset(session, principal, datasetId)
  const sql = `SELECT count(*)::int AS count FROM documents t WHERE t.dataset_id = $1 AND t.tenant_id = $2
    AND t.stage <> 'deleting' AND strpos(lower(t.name), lower($3)) > 0`
  const row = z.object({ count: z.number() })
  const [counted] = await session.query(row, sql, [id, principal.tenantId, containing])
  return counted?.count ?? 0
}

/** How many documents of a dataset are at each stage, of those whose names contain the text. */
export async function countStages(
  session: Session,
  principal: Principal,
  datasetId: string,
  containing: string,
): Promise<{ readonly [stage: string]: number }> {
  const { id } = await getDataset(session, principal, datasetId)
  const sql = `SELECT t.stage, count(*)::int AS count FROM documents t WHERE t.dataset_id = $1 AND t.tenant_id = $2
    AND t.stage <> 'deleting' AND strpos(lower(t.name), lower($3)) > 0 GROUP BY t.stage`
  const row = z.object({ stage: z.enum(documentStages), count: z.number() })
  const counted = await session.query(row, sql, [id, principal.tenantId, containing])
  return Object.fromEntries(counted.map(({ stage, count }) => [stage, count]))
}

/** One document that the caller may read. */
export async function getDocument(
  session: Session,
  principal: Principal,
  id: string,
): Promise<Document> {
  const sql = `SELECT ${columns} FROM ${joined} WHERE t.id = $1 AND t.tenant_id = $2 AND t.stage <> 'deleting'`
  const [document] = await session.query(documentRow, sql, [id, principal.tenantId])
  if (document === undefined) throw documentNotFound()
  await getDataset(session, principal, document.datasetId).catch(() => {
    throw documentNotFound()
  })
  return document
}

async function getDocumentByName(
  session: Session,
  principal: Principal,
  datasetId: string,
  name: string,
): Promise<Document> {
  const sql = `SELECT ${columns} FROM ${joined} WHERE t.dataset_id = $1 AND t.name = $2 AND t.tenant_id = $3`
  const [document] = await session.query(documentRow, sql, [datasetId, name, principal.tenantId])
  if (document === undefined) throw documentNotFound()
  return document
}

const documentNotFound = (): RuntimeError =>
  new RuntimeError('not-found', 'there is no such document, or you may not read it')

/** The file as it was uploaded. */
export async function originalOf(
  knowledge: Knowledge,
  principal: Principal,
  id: string,
): Promise<{ readonly document: Document; readonly content: Readable }> {
  const document = await getDocument(knowledge.records, principal, id)
  const [row] = await knowledge.records.query(
    z.object({ objectKey: z.string() }),
    `SELECT object_key AS "objectKey" FROM documents WHERE id = $1`,
    [document.id],
  )
  const content = row === undefined ? undefined : await knowledge.objects.get(row.objectKey)
  if (content === undefined) throw documentNotFound()
  return { document, content }
}

/** Processes the document again as it is. */
export async function reindexDocument(
  knowledge: Knowledge,
  principal: Principal,
  id: string,
): Promise<Document> {
  const document = await getDocument(knowledge.records, principal, id)
  await knowledge.records.transaction(async (session) => {
    await session.execute(
      `UPDATE documents SET stage = 'queued', revision = revision + 1, done = 0, total = 0, failure = NULL,
         failure_detail = NULL, updated_at = now() WHERE id = $1 AND stage <> 'deleting'`,
      [document.id],
    )
    await knowledge.enqueue(session, principal.tenantId, document.id)
  })
  knowledge.wake()
  return getDocument(knowledge.records, principal, id)
}

/** From now on nobody finds the document; its file, chunks and index entries go soon after. */
export async function deleteDocument(
  knowledge: Knowledge,
  principal: Principal,
  id: string,
): Promise<void> {
  const document = await getDocument(knowledge.records, principal, id)
  await knowledge.records.transaction(async (session) => {
    await markDeleting(knowledge, session, principal.tenantId, [document.id])
  })
  knowledge.wake()
}

async function markDeleting(
  knowledge: Knowledge,
  session: Session,
  tenantId: string,
  ids: readonly string[],
): Promise<void> {
  const sql = `UPDATE documents SET stage = 'deleting', updated_at = now() WHERE id = ANY($1)`
  await session.execute(sql, [ids])
  for (const id of ids) await knowledge.enqueue(session, tenantId, id)
}

/** The dataset and all in it; its name is free at once. */
export async function deleteDataset(
  knowledge: Knowledge,
  principal: Principal,
  datasetId: string,
): Promise<void> {
  const { id } = await getDataset(knowledge.records, principal, datasetId)
  await knowledge.records.transaction(async (session) => {
    // Before it lists the documents: uploads that hold the dataset are waited for, later ones are refused.
    await session.execute(
      `UPDATE datasets SET is_deleting = true, name = name || ' ' || id WHERE id = $1`,
      [id],
    )
    const documents = await session.query(
      z.object({ id: z.string() }),
      `SELECT id FROM documents WHERE dataset_id = $1`,
      [id],
    )
    await markDeleting(
      knowledge,
      session,
      principal.tenantId,
      documents.map((document) => document.id),
    )
    if (documents.length === 0) await session.execute(`DELETE FROM datasets WHERE id = $1`, [id])
  })
  knowledge.wake()
}
