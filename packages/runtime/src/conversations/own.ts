// Conversations of a person who signed in, with whatever assistant they were.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import type { Principal } from '../identity/principal.js'
import type { Records } from '../ports/records.js'
import type { ConversationOwner, Conversations, Feedback, Message } from './conversations.js'

const row = z.object({
  id: z.string(),
  assistantId: z.string(),
  name: z.string(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
})

type OwnConversation = z.infer<typeof row>

const columns = `id, assistant_id AS "assistantId", name,
  (extract(epoch FROM created_at) * 1000)::float8 AS "createdAtMs",
  (extract(epoch FROM updated_at) * 1000)::float8 AS "updatedAtMs"`

type Page = { readonly before?: string | undefined; readonly limit: number }

/** Under this name conversations of a person are kept; a key without a person has none of its own. */
export function ownerNameOf({ userId }: Principal): string {
  if (userId !== undefined) return `user ${userId}`
  throw new RuntimeError('forbidden', 'Only people have conversations of their own.')
}

export function makeOwnConversations(records: Records, conversations: Conversations) {
  const get = async (principal: Principal, id: string): Promise<OwnConversation> => {
    const [found] = await records.query(
      row,
      `SELECT ${columns} FROM conversations WHERE id = $1 AND tenant_id = $2 AND owner = $3`,
      [id, principal.tenantId, ownerNameOf(principal)],
    )
    if (found === undefined) throw new RuntimeError('not-found', 'There is no such conversation.')
    return found
  }
  const ownerOf = async (principal: Principal, id: string): Promise<ConversationOwner> => {
    const { assistantId } = await get(principal, id)
    return { tenantId: principal.tenantId, assistantId, owner: ownerNameOf(principal) }
  }
  return {
    get,
    list: (principal: Principal, { before, limit }: Page) =>
      records.query(
        row,
        `SELECT ${columns} FROM conversations WHERE tenant_id = $1 AND owner = $2 AND ($3::uuid IS NULL OR (updated_at, id) <
           (SELECT updated_at, id FROM conversations WHERE id = $3 AND tenant_id = $1 AND owner = $2))
         ORDER BY updated_at DESC, id DESC LIMIT $4`,
        [principal.tenantId, ownerNameOf(principal), before ?? null, limit],
      ),
    messages: async (
      principal: Principal,
      id: string,
      { before, limit }: Page,
    ): Promise<readonly Message[]> => {
      const page = { limit, ...(before === undefined ? {} : { before }) }
      const { items } = await conversations.messages(await ownerOf(principal, id), id, page)
      return items.toReversed()
    },
    giveFeedback: async (
      principal: Principal,
      messageId: string,
      given: Feedback | null,
    ): Promise<void> => {
      const { tenantId } = principal
      const owner = ownerNameOf(principal)
      const [found] = await records.query(
        z.object({ assistantId: z.string() }),
        `SELECT c.assistant_id AS "assistantId" FROM messages m JOIN conversations c ON c.id = m.conversation_id
         WHERE m.id = $1 AND c.tenant_id = $2 AND c.owner = $3`,
        [messageId, tenantId, owner],
      )
      if (found === undefined) throw new RuntimeError('not-found', 'There is no such message.')
      const whose = { tenantId, assistantId: found.assistantId, owner }
      await conversations.giveFeedback(whose, messageId, given ?? undefined)
    },
    rename: async (principal: Principal, id: string, name: string): Promise<void> => {
      await conversations.rename(await ownerOf(principal, id), id, name)
    },
    remove: async (principal: Principal, id: string): Promise<void> => {
      await conversations.remove(await ownerOf(principal, id), id)
    },
  }
}
