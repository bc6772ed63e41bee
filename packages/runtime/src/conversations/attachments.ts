// Files that come with questions: kept for who sent them, for a day.

import type { Readable } from 'node:stream'
import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId, timeOfId } from '../identifier.js'
import type { Objects } from '../ports/objects.js'
import type { Records } from '../ports/records.js'
import type { ConversationOwner } from './conversations.js'
import { storable } from './storable.js'

const attachmentRow = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  objectKey: z.string(),
  createdAtMs: z.number(),
})

type Attachment = z.infer<typeof attachmentRow>

type NewAttachment = {
  readonly name: string
  readonly mediaType: string
  readonly content: Readable
}

export type Attachments = {
  readonly sizeBytesMax: number
  /** When this resolves, no crash loses the file. Throws `too-large`, and `limit-reached` when its tenant has no room. */
  keep(owner: ConversationOwner, file: NewAttachment): Promise<Attachment>
  /** In the order of their ids; throws `not-found` for what is not there or another's. */
  find(owner: ConversationOwner, ids: readonly string[]): Promise<readonly Attachment[]>
  /** Forgets what was kept before that time, and what a kill left of a file without its row. */
  sweep(beforeMs: number): Promise<void>
}

type AttachmentOptions = {
  readonly records: Records
  readonly objects: Objects
  readonly sizeBytesMax: number
  /** Of all files of a tenant. */
  readonly tenantBytesMax: number
}

const columns = `id, name, media_type AS "mediaType", size_bytes::float8 AS "sizeBytes", object_key AS "objectKey",
  (extract(epoch FROM created_at) * 1000)::float8 AS "createdAtMs"`

const folder = 'attachments'
const mediaTypeCharactersMax = 255

export function makeAttachments({
  records,
  objects,
  sizeBytesMax,
  tenantBytesMax,
}: AttachmentOptions): Attachments {
  return {
    sizeBytesMax,
    keep: async ({ tenantId, assistantId, owner }, { name, mediaType, content }) => {
      await refuseWithoutRoom(records, tenantId, tenantBytesMax)
      const id = makeId()
      const objectKey = `${folder}/${tenantId}/${id}`
      const { sizeBytes } = await objects.put(objectKey, content, sizeBytesMax)
      const [kept] = await records.query(
        attachmentRow,
        `INSERT INTO attachments (id, tenant_id, assistant_id, owner, name, media_type, size_bytes, object_key, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`,
        [
          id,
          tenantId,
          assistantId,
          owner,
          storable(name),
          storable(mediaType.slice(0, mediaTypeCharactersMax)),
          sizeBytes,
          objectKey,
          new Date(timeOfId(id)),
        ],
      )
      if (kept === undefined) throw attachmentNotFound(id)
      return kept
    },
    find: async ({ tenantId, assistantId, owner }, ids) => {
      const found = await records.query(
        attachmentRow,
        `SELECT ${columns} FROM attachments
         WHERE tenant_id = $1 AND assistant_id = $2 AND owner = $3 AND id = ANY($4::uuid[])`,
        [tenantId, assistantId, owner, ids.filter((id) => z.guid().safeParse(id).success)],
      )
      return [...new Set(ids)].map((id) => {
        const attachment = found.find((each) => each.id === id.toLowerCase())
        if (attachment === undefined) throw attachmentNotFound(id)
        return attachment
      })
    },
    sweep: async (beforeMs) => {
      const sql = 'DELETE FROM attachments WHERE created_at < $1'
      await records.execute(sql, [new Date(beforeMs)])
      const keys = await objects.list(`${folder}/`)
      for (const key of keys) if (madeAtMs(key) < beforeMs) await objects.remove(key)
    },
  }
}

const madeAtMs = (key: string): number => timeOfId(key.slice(key.lastIndexOf('/') + 1))

async function refuseWithoutRoom(
  records: Records,
  tenantId: string,
  tenantBytesMax: number,
): Promise<void> {
  const [kept] = await records.query(
    z.object({ sizeBytes: z.number() }),
    `SELECT coalesce(sum(size_bytes), 0)::float8 AS "sizeBytes" FROM attachments WHERE tenant_id = $1`,
    [tenantId],
  )
  if ((kept?.sizeBytes ?? 0) < tenantBytesMax) return
  throw new RuntimeError(
    'limit-reached',
    'Too many files wait for questions; they are forgotten after a day.',
    { isRetryable: true, detail: { limit: 'waiting-files', retryAfterMs: 3_600_000 } },
  )
}

const attachmentNotFound = (id: string): RuntimeError =>
  new RuntimeError('not-found', `There is no file ${JSON.stringify(id.slice(0, 100))}.`, {
    detail: { field: 'files' },
  })
