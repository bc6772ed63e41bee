// Conversations and messages in Dify's words: lists, names, feedback, and what to ask next.

import { z } from 'zod'
import type { Message } from '../../../conversations/conversations.js'
import { languageOf } from '../../../answer/language.js'
import { RuntimeError } from '../../../error.js'
import type { RouteRegistrar } from '../../route.js'
import { ownerOf, result, success, user, type AppContext } from './context.js'
import { conversationShape, messageShape, shownConversation, shownMessage } from './shapes.js'

const limit = z.coerce.number().int().min(1).max(100).default(20)
const cursor = z.string().max(100).optional()
const withId = z.object({ id: z.string() })

const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ limit: z.number().int(), has_more: z.boolean(), data: z.array(item) })

export function addConversations(routes: RouteRegistrar, face: AppContext): void {
  const { conversations, appOf } = face
  routes.guarded({
    method: 'GET',
    url: '/v1/conversations',
    tag: 'dify',
    summary: "A user's conversations",
    scope: 'chat',
    query: z.object({
      user,
      limit,
      last_id: cursor,
      /** What some clients call `last_id`. */
      first_id: cursor,
      sort_by: z
        .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
        .default('-updated_at'),
    }),
    replies: { 200: { description: 'A page', schema: page(conversationShape) } },
    handler: async ({ query, principal }) => {
      const app = await appOf(principal)
      const after = [query.last_id, query.first_id].find(Boolean)
      const found = await conversations.list(ownerOf(principal, app, query.user), {
        limit: query.limit,
        order: query.sort_by,
        ...(after === undefined ? {} : { after }),
      })
      const data = found.items.map((item) => shownConversation(item, app.opening))
      return { limit: query.limit, has_more: found.hasMore, data }
    },
  })
  routes.guarded({
    method: 'POST',
    url: '/v1/conversations/:id/name',
    tag: 'dify',
    summary: 'Name a conversation, or have it named after its first question',
    scope: 'chat',
    params: withId,
    body: z.object({
      user,
      name: z.string().max(255).nullish(),
      auto_generate: z.boolean().nullish(),
    }),
    replies: { 200: { description: 'Named', schema: conversationShape } },
    handler: async ({ params, body, principal }) => {
      const app = await appOf(principal)
      const owner = ownerOf(principal, app, body.user)
      const name = body.name?.trim()
      if (!body.auto_generate && !name) throw needsName()
      const named =
        body.auto_generate || !name
          ? await conversations.renameByQuestion(owner, params.id)
          : await conversations.rename(owner, params.id, name)
      return shownConversation(named, app.opening)
    },
  })
  routes.guarded({
    method: 'DELETE',
    url: '/v1/conversations/:id',
    tag: 'dify',
    summary: 'Delete a conversation with its messages',
    scope: 'chat',
    params: withId,
    body: z.object({ user }),
    replies: { 204: { description: 'Deleted' } },
    handler: async ({ params, body, principal, reply }) => {
      const owner = ownerOf(principal, await appOf(principal), body.user)
      await conversations.remove(owner, params.id)
      return reply.code(204).send()
    },
  })
  addMessages(routes, face)
}

const needsName = (): RuntimeError =>
  new RuntimeError('invalid-request', 'A name is needed, or auto_generate.', {
    detail: { field: 'name' },
  })

function addMessages(routes: RouteRegistrar, { conversations, appOf }: AppContext): void {
  routes.guarded({
    method: 'GET',
    url: '/v1/messages',
    tag: 'dify',
    summary: 'Messages of a conversation, the newest page first, each page in order of time',
    scope: 'chat',
    query: z.object({
      user,
      conversation_id: z.string('Arg conversation_id must be provided.').max(100),
      first_id: cursor,
      limit,
    }),
    replies: { 200: { description: 'A page', schema: page(messageShape) } },
    handler: async ({ query, principal }) => {
      const owner = ownerOf(principal, await appOf(principal), query.user)
      const { inputs } = await conversations.get(owner, query.conversation_id)
      const found = await conversations.messages(owner, query.conversation_id, {
        limit: query.limit,
        ...(query.first_id ? { before: query.first_id } : {}),
      })
      const data = found.items.map((message) => shownMessage(message, inputs))
      return { limit: query.limit, has_more: found.hasMore, data }
    },
  })
  routes.guarded({
    method: 'POST',
    url: '/v1/messages/:id/feedbacks',
    tag: 'dify',
    summary: 'Say whether an answer was good; null takes it back',
    scope: 'chat',
    params: withId,
    body: z.object({ user, rating: z.enum(['like', 'dislike']).nullish() }),
    replies: { 200: { description: 'Kept', schema: result } },
    handler: async ({ params, body, principal }) => {
      const owner = ownerOf(principal, await appOf(principal), body.user)
      await conversations.giveFeedback(owner, params.id, body.rating ?? undefined)
      return success
    },
  })
  routes.guarded({
    method: 'GET',
    url: '/v1/messages/:id/suggested',
    tag: 'dify',
    summary: 'What could be asked next: the sections that the answer was taken from',
    scope: 'chat',
    params: withId,
    query: z.object({ user }),
    replies: {
      200: { description: 'Questions', schema: result.extend({ data: z.array(z.string()) }) },
    },
    handler: async ({ params, query, principal }) => {
      const owner = ownerOf(principal, await appOf(principal), query.user)
      const message = await conversations.message(owner, params.id)
      return { ...success, data: suggestedAfter(message) }
    },
  })
}

const suggestedMax = 3

/** Sections are what the documents are known to speak of: a question about one has an answer. */
function suggestedAfter({ query, citations }: Message): readonly string[] {
  const sections = citations.flatMap(({ titles }) => titles.slice(-2).toReversed())
  const fresh = [...new Set(sections)].filter((title) => title !== '' && !query.includes(title))
  const ask = languageOf(query) === 'ko' ? askKorean : askEnglish
  return fresh.slice(0, suggestedMax).map(ask)
}

const askKorean = (title: string): string => `'${title}'에 대해 더 알려 주세요.`
const askEnglish = (title: string): string => `What else do the documents say about ‘${title}’?`
