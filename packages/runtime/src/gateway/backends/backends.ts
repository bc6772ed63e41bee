// The models as the answer flow calls them: chat in pieces, embeddings, and scores of passages.

import { z } from 'zod'
import { RuntimeError } from '../../error.js'
import { readScores, rerankBodyOf, unreadable } from './dialect.js'
import { makeEventReader } from './event-stream.js'
import { makeRouter, type BackendModel, type Router, type RouterOptions } from './router.js'

/** A piece of a chat's answer, in OpenAI's form; what is not named here is there all the same. */
type ChatChunk = z.infer<typeof chatChunk>

export type Backends = Router & {
  /**
   * Asks a chat model; `body` is a request of /v1/chat/completions without `model` and `stream`. Throws when the answer
   * breaks off; leaving the loop early ends the work of the model.
   */
  chat(
    model: string,
    body: { readonly [name: string]: unknown },
    signal: AbortSignal,
  ): AsyncIterable<ChatChunk>
  /** One vector per text. */
  embed(model: string, texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
  /** One score per text, as the model gives it: only the order of one call means something. */
  rerank(
    model: string,
    query: string,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly number[]>
}

export function makeBackends(options: RouterOptions): Backends {
  const router = makeRouter(options)
  return {
    ...router,
    chat: (model, body, signal) => chat(router, model, body, signal),
    embed: (model, texts, signal) => embed(router, model, texts, signal),
    rerank: (model, query, texts, signal) => rerank(router, model, { query, texts }, signal),
  }
}

const usage = z.looseObject({
  prompt_tokens: z.number().int().min(0),
  completion_tokens: z.number().int().min(0).optional(),
})

const chatChunk = z.looseObject({
  choices: z.array(
    z.looseObject({
      delta: z.looseObject({ content: z.string().nullish() }),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: usage.nullish(),
})

async function* chat(
  router: Router,
  model: string,
  body: { readonly [name: string]: unknown },
  signal: AbortSignal,
): AsyncGenerator<ChatChunk> {
  const bodyFor = ({ servedName }: BackendModel): string =>
    JSON.stringify({
      stream_options: { include_usage: true },
      ...body,
      model: servedName,
      stream: true,
    })
  const { pieces } = await router.send({ model, task: 'chat', isStream: true, bodyFor }, signal)
  const reader = makeEventReader()
  let hasFinished = false
  for await (const piece of pieces) {
    for (const data of reader.push(piece)) {
      if (data === '[DONE]') return
      const chunk = chatChunk.safeParse(jsonOf(data))
      if (!chunk.success) throw unreadable('answer')
      hasFinished ||= chunk.data.choices.some((choice) => typeof choice.finish_reason === 'string')
      yield chunk.data
    }
  }
  if (!hasFinished) throw new RuntimeError('upstream-failed', 'The model broke off its reply.')
}

const embeddings = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()) })),
})

async function embed(
  router: Router,
  model: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  if (texts.length === 0) return []
  const bodyFor = ({ servedName }: BackendModel): string =>
    JSON.stringify({ model: servedName, input: texts, encoding_format: 'float' })
  const { bytes } = await router.send(
    { model, task: 'embedding', isStream: false, bodyFor },
    signal,
  )
  const reply = embeddings.safeParse(jsonOf(bytes.toString('utf8')))
  if (!reply.success) throw unreadable('embedding')
  const vectors = new Map(
    reply.data.data.map(({ index, embedding }) => [index, Float32Array.from(embedding)]),
  )
  return texts.map((_, index) => {
    const vector = vectors.get(index)
    if (vector === undefined) throw unreadable('embedding')
    return vector
  })
}

async function rerank(
  router: Router,
  model: string,
  request: { readonly query: string; readonly texts: readonly string[] },
  signal: AbortSignal,
): Promise<readonly number[]> {
  if (request.texts.length === 0) return []
  const bodyFor = ({ engine, servedName }: BackendModel): string =>
    JSON.stringify(rerankBodyOf(engine, servedName, request))
  const { bytes, model: answered } = await router.send(
    { model, task: 'reranking', isStream: false, bodyFor },
    signal,
  )
  return readScores(answered.engine, jsonOf(bytes.toString('utf8')), request.texts.length).scores
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
