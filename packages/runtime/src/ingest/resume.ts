// Orders work for every document that is not where it should be: at each start, in case an order was lost or the models changed.

import { z } from 'zod'
import type { Records, Session } from '../ports/records.js'

type Enqueue = (session: Session, tenantId: string, documentId: string) => Promise<void>

const unfinished = z.object({ id: z.string(), tenantId: z.string() })

/**
 * Documents in the middle of something go on; with another embedding model than theirs, ready ones are done again, and
 * answer as they are until then. Answers with how many orders it gave.
 */
export async function resumeDocuments(
  records: Records,
  enqueue: Enqueue,
  embeddingModel: string | undefined,
): Promise<number> {
  return records.transaction(async (session) => {
    if (embeddingModel !== undefined) {
      await session.execute(
        `UPDATE documents SET stage = 'queued', revision = revision + 1, done = 0, total = 0, updated_at = now()
         WHERE stage = 'ready' AND embedding_model IS DISTINCT FROM $1`,
        [embeddingModel],
      )
    }
    const documents = await session.query(
      unfinished,
      `SELECT id, tenant_id AS "tenantId" FROM documents WHERE stage NOT IN ('ready', 'failed')`,
    )
    for (const { id, tenantId } of documents) await enqueue(session, tenantId, id)
    return documents.length
  })
}
