// One answer for each path of the API that a model has.

import { makeId } from '../../identifier.js'
import { RuntimeError } from '../../error.js'
import type { Engine } from './engine.js'
import type { Chunk, Generated, ToolCall } from './generator.js'
import {
  chatRequest,
  chatTaskOf,
  completionRequest,
  embeddingRequest,
  parseRequest,
  rerankRequest,
  samplingOf,
} from './requests.js'
import type { Reply } from './server.js'

type Exchange = {
  readonly body: unknown
  /** Of the model that is served here. */
  readonly name: string
  /** Throws while there is none. */
  readonly engine: () => Engine
  readonly reply: Reply
}

type Answer = (exchange: Exchange) => Promise<void> | void

export const answers: { readonly [methodAndPath: string]: Answer } = {
  'GET /health': ({ engine, reply }) => {
    engine()
    reply.json({ status: 'ok' })
  },
  'GET /v1/models': ({ name, reply }) => {
    reply.json({
      object: 'list',
      data: [{ id: name, object: 'model', created: 0, owned_by: 'llmflow' }],
    })
  },
  'POST /v1/chat/completions': chat,
  'POST /v1/completions': complete,
  'POST /v1/embeddings': embed,
  'POST /v1/rerank': rerank,
}

async function chat({ body, name, engine, reply }: Exchange): Promise<void> {
  const request = parseRequest(chatRequest, body)
  const { generator } = served(engine(), request.model, name)
  if (generator === undefined) throw notOfThisKind(name, 'chat')
  const task = chatTaskOf(request)
  const head = headOf(name)
  if (request.stream !== true) {
    const made = await generator.chat(task, ignore, reply.signal)
    const message = messageOf(made)
    reply.json({
      ...head('chat.completion'),
      choices: [{ index: 0, message, logprobs: null, finish_reason: made.finish }],
      usage: usageOf(made),
    })
    return
  }
  const send = (delta: object, finish: string | null = null): void =>
    reply.event({
      ...head('chat.completion.chunk'),
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    })
  let isFirst = true
  const begin = (): void => {
    if (isFirst) send({ role: 'assistant', content: '' })
    isFirst = false
  }
  const made = await generator.chat(
    task,
    (chunk) => {
      begin()
      send(deltaOf(chunk))
    },
    reply.signal,
  )
  begin()
  if (made.toolCalls.length > 0) send({ tool_calls: toolCallsOf(made.toolCalls) })
  send({}, made.finish)
  if (request.stream_options?.include_usage === true)
    reply.event({ ...head('chat.completion.chunk'), choices: [], usage: usageOf(made) })
  reply.endStream()
}

async function complete({ body, name, engine, reply }: Exchange): Promise<void> {
  const request = parseRequest(completionRequest, body)
  const { generator } = served(engine(), request.model, name)
  if (generator === undefined) throw notOfThisKind(name, 'chat')
  const prompt = typeof request.prompt === 'string' ? request.prompt : request.prompt[0]
  const head = headOf(name)('text_completion')
  const choice = (text: string, finish: string | null) => ({
    ...head,
    choices: [{ index: 0, text, logprobs: null, finish_reason: finish }],
  })
  if (request.stream !== true) {
    const made = await generator.complete(prompt, samplingOf(request), ignore, reply.signal)
    reply.json({ ...choice(made.text, made.finish), usage: usageOf(made) })
    return
  }
  const send = ({ text }: Chunk): void => reply.event(choice(text, null))
  const made = await generator.complete(prompt, samplingOf(request), send, reply.signal)
  reply.event(choice('', made.finish))
  if (request.stream_options?.include_usage === true)
    reply.event({ ...head, choices: [], usage: usageOf(made) })
  reply.endStream()
}

async function embed({ body, name, engine, reply }: Exchange): Promise<void> {
  const request = parseRequest(embeddingRequest, body)
  const { embedder, facts } = served(engine(), request.model, name)
  if (embedder === undefined) throw notOfThisKind(name, 'embedding')
  const { dimensions } = request
  if (typeof dimensions === 'number' && dimensions !== facts.dimensions)
    throw new RuntimeError(
      'invalid-request',
      `dimensions: the vectors of ${name} have ${facts.dimensions ?? 0}`,
      { detail: { field: 'dimensions' } },
    )
  const texts = typeof request.input === 'string' ? [request.input] : request.input
  const { vectors, tokens } = await embedder.embed(texts, reply.signal)
  const encode = request.encoding_format === 'base64' ? base64Of : same
  reply.json({
    object: 'list',
    model: name,
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: encode(vector),
    })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  })
}

async function rerank({ body, name, engine, reply }: Exchange): Promise<void> {
  const request = parseRequest(rerankRequest, body)
  const { reranker } = served(engine(), request.model, name)
  if (reranker === undefined) throw notOfThisKind(name, 'reranking')
  const texts = request.documents.map((one) => (typeof one === 'string' ? one : one.text))
  const scores = await reranker.rank(request.query, texts, reply.signal)
  const results = scores
    .map((score, index) => ({
      index,
      relevance_score: score,
      ...(request.return_documents === true ? { document: { text: texts[index] ?? '' } } : {}),
    }))
    .toSorted((one, other) => other.relevance_score - one.relevance_score)
    .slice(0, request.top_n ?? texts.length)
  reply.json({ id: `rerank-${makeId()}`, model: name, results })
}

function served(engine: Engine, asked: string, name: string): Engine {
  if (asked === name) return engine
  throw new RuntimeError('not-found', `there is no model ${asked} here`, {
    detail: { field: 'model', code: 'model_not_found' },
  })
}

const notOfThisKind = (name: string, kind: string): RuntimeError =>
  new RuntimeError('invalid-request', `${name} is no model for ${kind}`, {
    detail: { field: 'model' },
  })

const ignore = (): void => undefined

function headOf(model: string): (object: string) => object {
  const id = `chatcmpl-${makeId()}`
  const created = Math.floor(Date.now() / 1000)
  return (object) => ({ id, object, created, model })
}

const deltaOf = ({ kind, text }: Chunk): object =>
  kind === 'thought' ? { reasoning_content: text } : { content: text }

const messageOf = ({ text, toolCalls }: Generated): object => ({
  role: 'assistant',
  content: text === '' && toolCalls.length > 0 ? null : text,
  refusal: null,
  ...(toolCalls.length === 0 ? {} : { tool_calls: toolCallsOf(toolCalls) }),
})

const toolCallsOf = (calls: readonly ToolCall[]): readonly object[] =>
  calls.map(({ name, arguments: given }, index) => ({
    index,
    id: `call_${makeId()}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(given) },
  }))

const usageOf = ({ promptTokens, completionTokens }: Generated): object => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
})

const same = (vector: readonly number[]): readonly number[] => vector

/** What the official clients ask for: 32-bit floats, little end first. */
function base64Of(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4)
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4)
  return bytes.toString('base64')
}
