// Conversations with an assistant: questions, answers and what people thought of them, kept for who asked and nobody else.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Records } from '../ports/records.js'
import { maskedKinds } from '../ports/redaction.js'
import { keptCitation, type KeptCitation } from './citation.js'
import { nameOf } from './name.js'
import { storable, storableJson } from './storable.js'

/** Who sees a conversation: one person's questions to one assistant of a tenant. */
export type ConversationOwner = {
  readonly tenantId: string
  readonly assistantId: string
  readonly owner: string
}

const conversationRow = z.object({
  id: z.string(),
  name: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
})

export type Conversation = z.infer<typeof conversationRow>

const feedback = z.enum(['like', 'dislike'])
export type Feedback = z.infer<typeof feedback>

/** A file that came with a question: it is named longer than it is kept. */
const keptFile = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
})

export type KeptFile = z.infer<typeof keptFile>

export const answerMode = z.enum(['extractive', 'generative', 'none'])

export const maskedCount = z.object({ kind: z.enum(maskedKinds), count: z.number().int() })

const messageRow = z.object({
  id: z.string(),
  conversationId: z.string(),
  query: z.string(),
  answer: z.string(),
  state: z.enum(['whole', 'stopped', 'failed']),
  citations: z.array(keptCitation),
  promptTokens: z.number(),
  completionTokens: z.number(),
  latencyMs: z.number(),
  feedback: feedback.nullable(),
  traceId: z.string().nullable(),
  /** Unknown of an answer that did not come to its end. */
  mode: answerMode.nullable(),
  /** Unknown of messages of before it was counted. */
  masked: z.array(maskedCount).nullable(),
  files: z.array(keptFile),
  createdAtMs: z.number(),
})

export type Message = z.infer<typeof messageRow>

export type NewMessage = {
  /** Made by the caller, who names it before the answer is whole. */
  readonly id: string
  readonly conversationId: string
  readonly query: string
  readonly answer: string
  readonly state: Message['state']
  readonly citations: readonly KeptCitation[]
  readonly promptTokens: number
  readonly completionTokens: number
  readonly latencyMs: number
  readonly traceId?: string
  readonly mode?: z.infer<typeof answerMode>
  readonly masked?: readonly z.infer<typeof maskedCount>[]
  readonly files?: readonly KeptFile[]
}

type Page<Item> = { readonly items: readonly Item[]; readonly hasMore: boolean }

type ConversationOrder = 'created_at' | '-created_at' | 'updated_at' | '-updated_at'

/** A turn of a conversation as a model is shown it. */
type Turn = { readonly role: 'user' | 'assistant'; readonly content: string }

/** All throw `not-found` for what is not there or another's: nobody can tell these apart. */
export type Conversations = {
  /** The conversation with the id; without one a new one, named after its first question. */
  open(
    owner: ConversationOwner,
    asked: {
      readonly conversationId?: string
      readonly query: string
      readonly inputs?: { readonly [name: string]: unknown }
      /** Absent: after the question. */
      readonly name?: string
    },
  ): Promise<Conversation>
  get(owner: ConversationOwner, id: string): Promise<Conversation>
  /** `after` is the last id of the page before. */
  list(
    owner: ConversationOwner,
    page: { readonly after?: string; readonly limit: number; readonly order?: ConversationOrder },
  ): Promise<Page<Conversation>>
  rename(owner: ConversationOwner, id: string, name: string): Promise<Conversation>
  /** Names it after its first question again. */
  renameByQuestion(owner: ConversationOwner, id: string): Promise<Conversation>
  remove(owner: ConversationOwner, id: string): Promise<void>
  /** Keeps an answer; when this resolves, no crash loses it. The same id again changes nothing. */
  keep(owner: ConversationOwner, message: NewMessage): Promise<void>
  /** The newest first pages, each in order of time; `before` is the first id of the page after. */
  messages(
    owner: ConversationOwner,
    conversationId: string,
    page: { readonly before?: string; readonly limit: number },
  ): Promise<Page<Message>>
  message(owner: ConversationOwner, id: string): Promise<Message>
  /** No feedback takes back what was given. */
  giveFeedback(owner: ConversationOwner, messageId: string, given?: Feedback): Promise<void>
  /** The last turns, oldest first, bounded in number and in length. */
  history(owner: ConversationOwner, conversationId: string): Promise<readonly Turn[]>
}

const milliseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`

const conversationColumns = `c.id, c.name, c.inputs, ${milliseconds('c.created_at')} AS "createdAtMs",
  ${milliseconds('c.updated_at')} AS "updatedAtMs"`

const messageColumns = `m.id, m.conversation_id AS "conversationId", m.query, m.answer, m.state, m.citations,
  m.prompt_tokens AS "promptTokens", m.completion_tokens AS "completionTokens", m.latency_ms AS "latencyMs",
  m.feedback, m.trace_id AS "traceId", m.mode, m.masked, m.files, ${milliseconds('m.created_at')} AS "createdAtMs"`

/** `$1` tenant, `$2` assistant, `$3` owner. */
const owned = `c.tenant_id = $1 AND c.assistant_id = $2 AND c.owner = $3`
const ownedMessages = `messages m JOIN conversations c ON c.id = m.conversation_id AND ${owned}`

const orders: { readonly [order in ConversationOrder]: { column: string; isFalling: boolean } } = {
  created_at: { column: 'created_at', isFalling: false },
  '-created_at': { column: 'created_at', isFalling: true },
  updated_at: { column: 'updated_at', isFalling: false },
  '-updated_at': { column: 'updated_at', isFalling: true },
}

/** What a model is shown of before: a few exchanges, and no more than half of a small context. */
const historyExchanges = 6
const historyCharactersMax = 12_000

export function makeConversations(records: Records): Conversations {
  const get: Conversations['get'] = async (owner, id) => {
    const sql = `SELECT ${conversationColumns} FROM conversations c WHERE ${owned} AND c.id = $4`
    const [found] = await records.query(conversationRow, sql, [...keysOf(owner), uuidOr404(id)])
    if (found === undefined) throw conversationNotFound()
    return found
  }

  const message: Conversations['message'] = async (owner, id) => {
    const sql = `SELECT ${messageColumns} FROM ${ownedMessages} WHERE m.id = $4`
    const keys = [...keysOf(owner), uuidOr404(id, messageNotFound)]
    const [found] = await records.query(messageRow, sql, keys)
    if (found === undefined) throw messageNotFound()
    return found
  }

  const rename: Conversations['rename'] = async (owner, id, name) => {
    const sql = `UPDATE conversations c SET name = $5 WHERE ${owned} AND c.id = $4 RETURNING ${conversationColumns}`
    const keys = [...keysOf(owner), uuidOr404(id), storable(nameOf(name))]
    const [found] = await records.query(conversationRow, sql, keys)
    if (found === undefined) throw conversationNotFound()
    return found
  }

  return {
    get,
    message,
    rename,
    open: async (owner, { conversationId, query, inputs = {}, name }) => {
      if (conversationId !== undefined) return get(owner, conversationId)
      const id = makeId()
      await records.execute(
        `INSERT INTO conversations (id, tenant_id, assistant_id, owner, name, inputs)
         VALUES ($4, $1, $2, $3, $5, $6::jsonb)`,
        [...keysOf(owner), id, storable(name ?? nameOf(query)), storableJson(inputs)],
      )
      return get(owner, id)
    },
    list: async (owner, { after, limit, order = '-updated_at' }) => {
      const { column, isFalling } = orders[order]
      const keys = [...keysOf(owner), limit + 1]
      if (after !== undefined) keys.push((await get(owner, after)).id)
      const direction = isFalling ? 'DESC' : 'ASC'
      const cursor =
        after === undefined
          ? ''
          : `AND (c.${column}, c.id) ${isFalling ? '<' : '>'} (SELECT ${column}, id FROM conversations WHERE id = $5)`
      const sql = `SELECT ${conversationColumns} FROM conversations c WHERE ${owned} ${cursor}
        ORDER BY c.${column} ${direction}, c.id ${direction} LIMIT $4`
      return pageOf(await records.query(conversationRow, sql, keys), limit)
    },
    renameByQuestion: async (owner, id) => {
      const sql = `SELECT m.query FROM ${ownedMessages} WHERE c.id = $4 ORDER BY m.created_at, m.id LIMIT 1`
      const keys = [...keysOf(owner), uuidOr404(id)]
      const [first] = await records.query(z.object({ query: z.string() }), sql, keys)
      return first === undefined ? get(owner, id) : rename(owner, id, first.query)
    },
    remove: async (owner, id) => {
      const sql = `DELETE FROM conversations c WHERE ${owned} AND c.id = $4`
      const removed = await records.execute(sql, [...keysOf(owner), uuidOr404(id)])
      if (removed === 0) throw conversationNotFound()
    },
    keep: async (owner, kept) => {
      // One statement, so that a conversation that is deleted meanwhile takes the message with it.
      const sql = `WITH place AS (UPDATE conversations c SET updated_at = now() WHERE ${owned} AND c.id = $4 RETURNING id)
        INSERT INTO messages (conversation_id, tenant_id, id, query, answer, state, citations, prompt_tokens,
          completion_tokens, latency_ms, trace_id, files, mode, masked)
        SELECT place.id, $1, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14::jsonb, $15, $16::jsonb FROM place ON CONFLICT (id) DO NOTHING`
      await records.execute(sql, [...keysOf(owner), kept.conversationId, ...valuesOf(kept)])
    },
    messages: async (owner, conversationId, { before, limit }) => {
      await get(owner, conversationId)
      const keys = [...keysOf(owner), limit + 1, conversationId]
      if (before !== undefined) keys.push((await message(owner, before)).id)
      const cursor =
        before === undefined
          ? ''
          : `AND (m.created_at, m.id) < (SELECT created_at, id FROM messages WHERE id = $6)`
      const sql = `SELECT ${messageColumns} FROM ${ownedMessages} WHERE c.id = $5 ${cursor}
        ORDER BY m.created_at DESC, m.id DESC LIMIT $4`
      const { items, hasMore } = pageOf(await records.query(messageRow, sql, keys), limit)
      return { items: items.toReversed(), hasMore }
    },
    giveFeedback: async (owner, messageId, given) => {
      await message(owner, messageId)
      const sql = `UPDATE messages SET feedback = $2 WHERE id = $1 AND tenant_id = $3`
      await records.execute(sql, [messageId, given ?? null, owner.tenantId])
    },
    history: async (owner, conversationId) => {
      await get(owner, conversationId)
      const sql = `SELECT m.query, m.answer FROM ${ownedMessages} WHERE c.id = $4 AND m.state <> 'failed'
        ORDER BY m.created_at DESC, m.id DESC LIMIT ${historyExchanges}`
      const row = z.object({ query: z.string(), answer: z.string() })
      return bounded(await records.query(row, sql, [...keysOf(owner), conversationId]))
    },
  }
}

function keysOf({ tenantId, assistantId, owner }: ConversationOwner): (string | number)[] {
  return [tenantId, assistantId, owner]
}

function valuesOf(kept: NewMessage): (string | number | null)[] {
  return [
    kept.id,
    storable(kept.query),
    storable(kept.answer),
    kept.state,
    storableJson(kept.citations),
    kept.promptTokens,
    kept.completionTokens,
    Math.round(kept.latencyMs),
    kept.traceId ?? null,
    storableJson(kept.files ?? []),
    kept.mode ?? null,
    kept.masked === undefined ? null : JSON.stringify(kept.masked),
  ]
}

function pageOf<Item>(rows: readonly Item[], limit: number): Page<Item> {
  return { items: rows.slice(0, limit), hasMore: rows.length > limit }
}

/** The newest exchanges that fit, in order of time. */
function bounded(
  newestFirst: readonly { readonly query: string; readonly answer: string }[],
): readonly Turn[] {
  const turns: Turn[] = []
  let characters = 0
  for (const { query, answer } of newestFirst) {
    characters += query.length + answer.length
    if (characters > historyCharactersMax) break
    turns.unshift({ role: 'user', content: query }, { role: 'assistant', content: answer })
  }
  return turns
}

/** What is no identifier names nothing, and the database would call it an error. */
function uuidOr404(id: string, notFound: () => RuntimeError = conversationNotFound): string {
  if (!z.guid().safeParse(id).success) throw notFound()
  return id
}

const conversationNotFound = (): RuntimeError =>
  new RuntimeError('not-found', 'Conversation Not Exists.')

const messageNotFound = (): RuntimeError => new RuntimeError('not-found', 'Message Not Exists.')
