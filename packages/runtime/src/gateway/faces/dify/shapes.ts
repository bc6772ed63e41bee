// What Dify's app API answers with: conversations, messages, what they rest on and what they took.

import { z } from 'zod'
import type { KeptCitation } from '../../../conversations/citation.js'
import type { Conversation, KeptFile, Message } from '../../../conversations/conversations.js'

export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

export const conversationShape = z.object({
  id: z.string(),
  name: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  status: z.literal('normal'),
  introduction: z.string(),
  created_at: z.number().int(),
  updated_at: z.number().int(),
})

export const shownConversation = (
  { id, name, inputs, createdAtMs, updatedAtMs }: Conversation,
  introduction: string,
): z.infer<typeof conversationShape> => ({
  id,
  name,
  inputs,
  status: 'normal',
  introduction,
  created_at: seconds(createdAtMs),
  updated_at: seconds(updatedAtMs),
})

/** Dify's fields, and then ours: where the passage stands, and which words of it were used. */
const resourceShape = z.object({
  position: z.number().int(),
  dataset_id: z.string(),
  dataset_name: z.string(),
  document_id: z.string(),
  document_name: z.string(),
  data_source_type: z.string(),
  segment_id: z.string(),
  segment_position: z.number().int(),
  score: z.number(),
  hit_count: z.number().nullable(),
  word_count: z.number().int(),
  index_node_hash: z.string().nullable(),
  content: z.string(),
  titles: z.array(z.string()),
  page: z.number().nullable(),
  boxes: z.array(z.unknown()),
  span: z.object({ start: z.number(), end: z.number() }),
  quote: z.string(),
})

const shownResource = (citation: KeptCitation): z.infer<typeof resourceShape> => ({
  position: citation.number,
  dataset_id: citation.datasetId,
  dataset_name: citation.datasetName,
  document_id: citation.documentId,
  document_name: citation.documentName,
  data_source_type: 'upload_file',
  segment_id: citation.chunkId,
  segment_position: citation.ordinal + 1,
  score: citation.score,
  hit_count: null,
  word_count: citation.text.length,
  index_node_hash: null,
  content: citation.text,
  titles: citation.titles,
  page: citation.page ?? null,
  boxes: citation.boxes,
  span: citation.span,
  quote: citation.quote,
})

export const fileKinds = ['document', 'image'] as const

const fileShape = z.object({
  id: z.string(),
  filename: z.string(),
  type: z.enum(fileKinds),
  /** Files are not given out again. */
  url: z.null(),
  mime_type: z.string(),
  size: z.number().int(),
  transfer_method: z.literal('local_file'),
  belongs_to: z.literal('user'),
  upload_file_id: z.string(),
})

const shownFile = ({ id, name, mediaType, sizeBytes }: KeptFile): z.infer<typeof fileShape> => ({
  id,
  filename: name,
  type: mediaType.startsWith('image/') ? 'image' : 'document',
  url: null,
  mime_type: mediaType,
  size: sizeBytes,
  transfer_method: 'local_file',
  belongs_to: 'user',
  upload_file_id: id,
})

export const messageShape = z.object({
  id: z.string(),
  conversation_id: z.string(),
  parent_message_id: z.string().nullable(),
  inputs: z.record(z.string(), z.unknown()),
  query: z.string(),
  answer: z.string(),
  message_files: z.array(fileShape),
  feedback: z.object({ rating: z.enum(['like', 'dislike']) }).nullable(),
  retriever_resources: z.array(resourceShape),
  agent_thoughts: z.array(z.unknown()),
  status: z.enum(['normal', 'stopped', 'error']),
  error: z.string().nullable(),
  created_at: z.number().int(),
})

const statuses = { whole: 'normal', stopped: 'stopped', failed: 'error' } as const

export const shownMessage = (
  message: Message,
  inputs: Conversation['inputs'],
): z.infer<typeof messageShape> => ({
  id: message.id,
  conversation_id: message.conversationId,
  parent_message_id: null,
  inputs,
  query: message.query,
  answer: message.answer,
  message_files: message.files.map(shownFile),
  feedback: message.feedback === null ? null : { rating: message.feedback },
  retriever_resources: message.citations.map(shownResource),
  agent_thoughts: [],
  status: statuses[message.state],
  error: message.state === 'failed' ? 'The answer broke off.' : null,
  created_at: seconds(message.createdAtMs),
})

type Spent = {
  readonly promptTokens: number
  readonly completionTokens: number
  readonly latencyMs: number
  readonly citations: readonly KeptCitation[]
}

export const metadataShape = z.object({
  usage: z.looseObject({
    prompt_tokens: z.number().int(),
    completion_tokens: z.number().int(),
    total_tokens: z.number().int(),
    latency: z.number(),
  }),
  retriever_resources: z.array(resourceShape),
})

/** What runs on one's own machines has no price per token. */
const free = '0'

export const shownMetadata = (spent: Spent): z.infer<typeof metadataShape> => ({
  usage: {
    prompt_tokens: spent.promptTokens,
    prompt_unit_price: free,
    prompt_price_unit: free,
    prompt_price: free,
    completion_tokens: spent.completionTokens,
    completion_unit_price: free,
    completion_price_unit: free,
    completion_price: free,
    total_tokens: spent.promptTokens + spent.completionTokens,
    total_price: free,
    currency: 'USD',
    latency: spent.latencyMs / 1000,
  },
  retriever_resources: spent.citations.map(shownResource),
})
