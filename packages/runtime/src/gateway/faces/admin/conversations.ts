// Conversations of whoever asks: nobody else's, not even for an admin.

import { z } from 'zod'
import { answerMode, maskedCount, type Message } from '../../../conversations/conversations.js'
import type { Principal } from '../../../identity/principal.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { citation, shownCitation } from './citation.js'
import { done, id, line, ok, pageByTime, pageOf, pageSchema, withId } from './fields.js'

const conversation = z.object({
  id,
  assistantId: id,
  name: z.string(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
})

const message = z.object({
  id,
  query: z.string(),
  answer: z.string(),
  state: z.enum(['whole', 'stopped', 'failed']),
  citations: z.array(citation),
  /** Null of an answer that did not come to its end. */
  mode: answerMode.nullable(),
  /** What a model was not shown, by kind; null where it was not counted. */
  masked: z.array(maskedCount).nullable(),
  feedback: z.enum(['like', 'dislike']).nullable(),
  traceId: z.string().nullable(),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  latencyMs: z.number(),
  createdAtMs: z.number(),
})

const shownMessage = ({
  conversationId: _conversation,
  files: _files,
  citations,
  ...shown
}: Message): z.infer<typeof message> => ({ ...shown, citations: citations.map(shownCitation) })

type Page = { readonly before?: string | undefined; readonly limit: number }

/** Conversations as this face needs them; each finds only the principal's own, and throws `not-found` else. */
export type OwnConversations = {
  list(principal: Principal, page: Page): Promise<readonly z.infer<typeof conversation>[]>
  get(principal: Principal, conversationId: string): Promise<z.infer<typeof conversation>>
  messages(principal: Principal, conversationId: string, page: Page): Promise<readonly Message[]>
  giveFeedback(
    principal: Principal,
    messageId: string,
    given: 'like' | 'dislike' | null,
  ): Promise<void>
  rename(principal: Principal, conversationId: string, name: string): Promise<void>
  remove(principal: Principal, conversationId: string): Promise<void>
}

type Face = { readonly conversations: OwnConversations }

const url = '/api/v1/conversations'

export function addConversations(routes: RouteRegistrar, { conversations }: Face): void {
  const act = actsOf(routes, 'conversations')
  act({
    method: 'GET',
    url,
    action: 'conversation.own',
    summary: 'My conversations, the latest first',
    query: pageByTime,
    replies: ok(pageSchema(conversation)),
    handler: async ({ query, principal }) =>
      pageOf(await conversations.list(principal, query), query.limit, (last) => last.id),
  })
  act({
    method: 'GET',
    url: `${url}/:id`,
    action: 'conversation.own',
    summary: 'One conversation of mine',
    params: withId,
    replies: ok(conversation),
    handler: ({ params, principal }) => conversations.get(principal, params.id),
  })
  act({
    method: 'GET',
    url: `${url}/:id/messages`,
    action: 'conversation.own',
    summary: 'Messages of a conversation of mine, the latest first',
    params: withId,
    query: pageByTime,
    replies: ok(pageSchema(message)),
    handler: async ({ params, query, principal }) => {
      const messages = await conversations.messages(principal, params.id, query)
      return pageOf(messages.map(shownMessage), query.limit, (last) => last.id)
    },
  })
  act({
    method: 'PATCH',
    url: `${url}/:id`,
    action: 'conversation.own',
    summary: 'Give a conversation of mine another name',
    params: withId,
    body: z.strictObject({ name: line(200) }),
    replies: done,
    handler: async ({ params, body, principal, reply }) => {
      await conversations.rename(principal, params.id, body.name)
      return reply.code(204).send()
    },
  })
  act({
    method: 'DELETE',
    url: `${url}/:id`,
    action: 'conversation.own',
    summary: 'Delete a conversation of mine',
    params: withId,
    replies: done,
    handler: async ({ params, principal, reply }) => {
      await conversations.remove(principal, params.id)
      return reply.code(204).send()
    },
  })
}
