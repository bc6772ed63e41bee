// Chunks as they are stored: the text that citations are compared with.

import { z } from 'zod'
import type { Box, Span } from '../ports/parser.js'
import type { Session } from '../ports/records.js'
import type { Scope } from '../ports/text-index.js'

const box = z.object({
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
}) satisfies z.ZodType<Box>

/** Which characters of the chunk's text stand where. */
const span = z.object({
  start: z.number(),
  end: z.number(),
  page: z.number().optional(),
  box: box.optional(),
}) satisfies z.ZodType<Span>

export const chunkRow = z.object({
  id: z.string(),
  documentId: z.string(),
  documentName: z.string(),
  datasetId: z.string(),
  datasetName: z.string(),
  ordinal: z.number(),
  titles: z.array(z.string()),
  text: z.string(),
  pageFirst: z.number().nullable(),
  pageLast: z.number().nullable(),
  spans: z.array(span),
  isRecognized: z.boolean(),
})

export type StoredChunk = z.infer<typeof chunkRow>

const columns = `c.id, c.document_id AS "documentId", t.name AS "documentName", c.dataset_id AS "datasetId",
  d.name AS "datasetName", c.ordinal, c.titles, c.text, c.page_first AS "pageFirst", c.page_last AS "pageLast",
  c.spans, c.is_recognized AS "isRecognized"`

/** Only what is ready, enabled and not about to go: the index may know more, people may not see it. */
const visible = `chunks c JOIN documents t ON t.id = c.document_id AND t.ready_revision = c.revision
  AND t.is_enabled AND t.stage <> 'deleting' JOIN datasets d ON d.id = c.dataset_id`

/** The chunks of these ids that lie within the scope, in no order. */
export function loadChunks(
  session: Session,
  ids: readonly string[],
  { tenantId, datasetIds }: Scope,
): Promise<readonly StoredChunk[]> {
  const sql = `SELECT ${columns} FROM ${visible}
    WHERE c.id = ANY($1) AND c.tenant_id = $2 AND c.dataset_id = ANY($3)`
  return session.query(chunkRow, sql, [ids, tenantId, datasetIds])
}

/** Chunks of one document in order, from an ordinal on; the caller has shown that it may read the document. */
export function listChunks(
  session: Session,
  documentId: string,
  from: number,
  limit: number,
): Promise<readonly StoredChunk[]> {
  const sql = `SELECT ${columns} FROM ${visible}
    WHERE c.document_id = $1 AND c.ordinal >= $2 ORDER BY c.ordinal LIMIT $3`
  return session.query(chunkRow, sql, [documentId, from, limit])
}

/** Where a chunk stands in its document; undefined when the document has no such chunk any more. */
export async function ordinalOf(
  session: Session,
  documentId: string,
  chunkId: string,
): Promise<number | undefined> {
  const sql = `SELECT c.ordinal FROM ${visible} WHERE c.document_id = $1 AND c.id = $2`
  const row = chunkRow.pick({ ordinal: true })
  const [found] = await session.query(row, sql, [documentId, chunkId])
  return found?.ordinal
}
