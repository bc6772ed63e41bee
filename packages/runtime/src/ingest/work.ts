// The rows of a document while it is worked on: which revision, how far, and what came of it.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import type { Span } from '../ports/parser.js'
import type { Records, Session } from '../ports/records.js'

const workRow = z.object({
  id: z.string(),
  tenantId: z.string(),
  datasetId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  objectKey: z.string(),
  revision: z.number(),
  stage: z.string(),
})

export type Work = z.infer<typeof workRow>

export async function loadWork(session: Session, documentId: string): Promise<Work | undefined> {
  const [work] = await session.query(
    workRow,
    `SELECT id, tenant_id AS "tenantId", dataset_id AS "datasetId", name, media_type AS "mediaType",
       object_key AS "objectKey", revision, stage FROM documents WHERE id = $1`,
    [documentId],
  )
  return work
}

type Stage = 'parsing' | 'chunking' | 'embedding' | 'indexing'

/** Says how far the work is; false when the document has changed since, and this work is for nothing. */
export async function showProgress(
  session: Session,
  { id, revision }: Work,
  stage: Stage,
  done: number,
  total: number,
): Promise<boolean> {
  const touched = await session.execute(
    `UPDATE documents SET stage = $3, done = $4, total = $5, updated_at = now()
     WHERE id = $1 AND revision = $2 AND stage <> 'deleting'`,
    [id, revision, stage, done, total],
  )
  return touched === 1
}

export type NewChunk = {
  readonly ordinal: number
  readonly titles: readonly string[]
  readonly text: string
  readonly pageFirst?: number | undefined
  readonly pageLast?: number | undefined
  readonly spans: readonly Span[]
  readonly isRecognized: boolean
}

/** The same for every run of the same revision, so that doing it again doubles nothing. */
const chunkIdOf = ({ id, revision }: Work, ordinal: number): string =>
  `${id}.${revision}.${ordinal}`

export async function storeChunks(
  session: Session,
  work: Work,
  chunks: readonly NewChunk[],
): Promise<void> {
  if (chunks.length === 0) return
  const rows = chunks.map((chunk) => ({ ...chunk, id: chunkIdOf(work, chunk.ordinal) }))
  await session.execute(
    `INSERT INTO chunks (id, document_id, tenant_id, dataset_id, revision, ordinal, titles, text, page_first, page_last,
       spans, is_recognized)
     SELECT r.id, $2, $3, $4, $5, r.ordinal, ARRAY(SELECT jsonb_array_elements_text(r.titles)), r.text, r."pageFirst",
       r."pageLast", r.spans, r."isRecognized"
     FROM jsonb_to_recordset($1::jsonb) AS r(id text, ordinal integer, titles jsonb, text text, "pageFirst" integer,
       "pageLast" integer, spans jsonb, "isRecognized" boolean)`,
    [JSON.stringify(rows), work.id, work.tenantId, work.datasetId, work.revision],
  )
}

/** Chunks of an earlier try of this revision. */
export async function dropChunksOfRevision(session: Session, work: Work): Promise<void> {
  const sql = `DELETE FROM chunks WHERE document_id = $1 AND revision = $2`
  await session.execute(sql, [work.id, work.revision])
}

const textRow = z.object({
  id: z.string(),
  ordinal: z.number(),
  titles: z.array(z.string()),
  text: z.string(),
})

const textsAtOnce = 500

/**
 * What the indexes take of a revision, in order. Throws `cancelled` where there are not `total`: somebody else works on
 * the document, and part of it must not count as all.
 */
export async function* readTexts(
  session: Session,
  work: Work,
  total: number,
): AsyncGenerator<z.infer<typeof textRow>> {
  const sql = `SELECT id, ordinal, titles, text FROM chunks WHERE document_id = $1 AND revision = $2 AND ordinal > $3
    ORDER BY ordinal LIMIT ${textsAtOnce}`
  let [read, after] = [0, -1]
  for (;;) {
    const rows = await session.query(textRow, sql, [work.id, work.revision, after])
    yield* rows
    read += rows.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < textsAtOnce) break
    after = last.ordinal
  }
  if (read !== total) throw new RuntimeError('cancelled', 'the document has changed meanwhile')
}

export async function countChunks(session: Session, work: Work): Promise<number> {
  const sql = `SELECT count(*)::float8 AS count FROM chunks WHERE document_id = $1 AND revision = $2`
  const [row] = await session.query(z.object({ count: z.number() }), sql, [work.id, work.revision])
  return row?.count ?? 0
}

/** Makes the revision what people find, and forgets those before; false when there is a newer one by now. */
export function finish(
  records: Records,
  work: Work,
  pages: number,
  embeddingModel: string | null,
): Promise<boolean> {
  return records.transaction(async (session) => {
    const touched = await session.execute(
      `UPDATE documents SET stage = 'ready', ready_revision = revision, pages = $3, embedding_model = $4,
         updated_at = now()
       WHERE id = $1 AND revision = $2 AND stage <> 'deleting'`,
      [work.id, work.revision, pages, embeddingModel],
    )
    if (touched === 0) return false
    const sql = `DELETE FROM chunks WHERE document_id = $1 AND revision <> $2`
    await session.execute(sql, [work.id, work.revision])
    return true
  })
}

/** Keeps why a document could not be read; a revision that was ready before goes on answering. */
export async function fail(
  session: Session,
  work: Work,
  failure: string,
  detail: string,
): Promise<void> {
  await session.execute(
    `UPDATE documents SET stage = 'failed', failure = $3, failure_detail = $4, updated_at = now()
     WHERE id = $1 AND revision = $2 AND stage <> 'deleting'`,
    [work.id, work.revision, failure, detail.slice(0, 1000)],
  )
  await dropChunksOfRevision(session, work)
}

/** The last rows of a deleted document, and of its dataset when that is going and it was the last. */
export function forget(records: Records, { id, datasetId }: Work): Promise<void> {
  return records.transaction(async (session) => {
    await session.execute(`DELETE FROM documents WHERE id = $1`, [id])
    await session.execute(
      `DELETE FROM datasets d WHERE d.id = $1 AND d.is_deleting
         AND NOT EXISTS (SELECT FROM documents WHERE dataset_id = d.id)`,
      [datasetId],
    )
  })
}
