// What an OpenAI-compatible backend has to do, whoever serves it; each check is a function, so that broken backends can be held against it.

import { setTimeout as pause } from 'node:timers/promises'
import { Agent, request, type Dispatcher } from 'undici'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

type OpenBackend = {
  /** Without `/v1`. */
  readonly url: string
  /** Where the backend listens when it is no TCP port. */
  readonly socketPath?: string
  /** A model for chat and completions. */
  readonly chat: string
  readonly embedding?: { readonly url: string; readonly socketPath?: string; readonly name: string }
  readonly reranking?: { readonly url: string; readonly socketPath?: string; readonly name: string }
  readonly close: () => Promise<void>
}

type Place = { readonly url: string; readonly socketPath?: string }

const usage = z.object({
  prompt_tokens: z.int().positive(),
  completion_tokens: z.int().nonnegative(),
  total_tokens: z.int().positive(),
})
const finish = z.enum(['stop', 'length', 'tool_calls'])
const completion = z.object({
  id: z.string().min(1),
  object: z.literal('chat.completion'),
  model: z.string().min(1),
  choices: z.tuple([
    z.object({
      index: z.literal(0),
      message: z.object({ role: z.literal('assistant'), content: z.string() }),
      finish_reason: finish,
    }),
  ]),
  usage,
})
const chunk = z.object({
  id: z.string().min(1),
  object: z.literal('chat.completion.chunk'),
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish() }),
      finish_reason: finish.nullish(),
    }),
  ),
  usage: usage.nullish().transform((counted) => counted ?? undefined),
})
const refusal = z.object({
  error: z.object({ message: z.string().min(1), type: z.string().min(1) }),
})

const agents = new Map<string, Agent>()

function dispatcherFor({ socketPath }: Place): Dispatcher {
  const key = socketPath ?? ''
  const agent =
    agents.get(key) ?? new Agent(socketPath === undefined ? {} : { connect: { socketPath } })
  agents.set(key, agent)
  return agent
}

async function post(
  place: Place,
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return request(`${place.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    dispatcher: dispatcherFor(place),
    ...(signal === undefined ? {} : { signal }),
  })
}

async function jsonOf(reply: Dispatcher.ResponseData, status = 200): Promise<unknown> {
  const body: unknown = await reply.body.json()
  expect({ status: reply.statusCode, body }).toMatchObject({ status })
  return body
}

const ask = (model: string, more: object = {}) => ({
  model,
  messages: [
    { role: 'system', content: 'Answer briefly.' },
    { role: 'user', content: 'Say the alphabet.' },
  ],
  temperature: 0,
  seed: 7,
  max_tokens: 24,
  ...more,
})

const eventsOf = (text: string): readonly string[] =>
  text
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice('data: '.length))

async function streamed(backend: OpenBackend, more: object = {}) {
  const body = ask(backend.chat, { stream: true, ...more })
  const reply = await post(backend, '/v1/chat/completions', body)
  expect(reply.statusCode).toBe(200)
  expect(reply.headers['content-type']).toMatch(/^text\/event-stream/)
  const events = eventsOf(await reply.body.text())
  expect(events.at(-1)).toBe('[DONE]')
  const chunks = events.slice(0, -1).map((event) => chunk.parse(JSON.parse(event)))
  const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')
  return { chunks, text }
}

async function completed(backend: OpenBackend, more: object = {}) {
  const reply = await post(backend, '/v1/chat/completions', ask(backend.chat, more))
  return completion.parse(await jsonOf(reply))
}

type Check = (backend: OpenBackend) => Promise<void>

export const chatChecks: { readonly [promise: string]: Check } = {
  'lists its models': async (backend) => {
    const reply = await request(`${backend.url}/v1/models`, { dispatcher: dispatcherFor(backend) })
    const list = z.object({ data: z.array(z.object({ id: z.string() })) })
    const { data } = list.parse(await jsonOf(reply))
    expect(data.map(({ id }) => id)).toContain(backend.chat)
  },
  'answers a chat and counts its tokens': async (backend) => {
    const { choices, usage: counted } = await completed(backend)
    expect(choices[0].message.content).not.toBe('')
    expect(counted.prompt_tokens + counted.completion_tokens).toBe(counted.total_tokens)
  },
  'gives the same answer again at temperature 0': async (backend) => {
    const first = await completed(backend)
    const second = await completed(backend)
    expect(second.choices[0].message.content).toBe(first.choices[0].message.content)
  },
  'streams what it would have answered, then says that it is done': async (backend) => {
    const { choices } = await completed(backend)
    const { chunks, text } = await streamed(backend)
    expect(text).toBe(choices[0].message.content)
    expect(
      chunks.filter(({ choices: [one] }) => typeof one?.finish_reason === 'string'),
    ).toHaveLength(1)
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
    expect(chunks.length).toBeGreaterThan(2)
  },
  'counts tokens of a stream when it is asked to': async (backend) => {
    const { chunks } = await streamed(backend, { stream_options: { include_usage: true } })
    const { usage: counted } = await completed(backend)
    expect(chunks.at(-1)?.usage).toEqual(counted)
    const quiet = await streamed(backend)
    expect(quiet.chunks.some((one) => typeof one.usage === 'object')).toBe(false)
  },
  'stops at max_tokens and says so': async (backend) => {
    const { choices, usage: counted } = await completed(backend, { max_tokens: 3 })
    expect(choices[0].finish_reason).toBe('length')
    expect(counted.completion_tokens).toBe(3)
  },
  'stops at a stop sequence, which is not part of the answer': async (backend) => {
    const whole = (await completed(backend)).choices[0].message.content
    const stop = whole.slice(6, 9)
    const { choices } = await completed(backend, { stop: [stop] })
    expect(choices[0].message.content).toBe(whole.slice(0, whole.indexOf(stop)))
    expect(choices[0].finish_reason).toBe('stop')
  },
  'goes on after a prompt': async (backend) => {
    const body = { model: backend.chat, prompt: 'Once upon a time', max_tokens: 5, temperature: 0 }
    const reply = await jsonOf(await post(backend, '/v1/completions', body))
    const shape = z.object({
      object: z.literal('text_completion'),
      choices: z.tuple([z.object({ text: z.string().min(1), finish_reason: finish })]),
      usage,
    })
    expect(shape.parse(reply).usage.completion_tokens).toBe(5)
  },
  'answers others after a client left in mid-stream': async (backend) => {
    for (let round = 0; round < 3; round += 1) {
      const leaving = new AbortController()
      const body = ask(backend.chat, { stream: true, max_tokens: 1500 })
      const reply = await post(backend, '/v1/chat/completions', body, leaving.signal)
      await expect(async () => {
        for await (const _ of reply.body) leaving.abort()
      }).rejects.toThrow(/abort/i)
    }
    const { choices } = await completed(backend, { max_tokens: 2 })
    expect(choices[0].message.content).not.toBe('')
  },
  'answers others after a client had no more time': async (backend) => {
    const body = ask(backend.chat, { max_tokens: 1500 })
    await expect(
      post(backend, '/v1/chat/completions', body, AbortSignal.timeout(50)),
    ).rejects.toThrow(/abort/i)
    const { choices } = await completed(backend, { max_tokens: 2 })
    expect(choices[0].message.content).not.toBe('')
  },
  'refuses bad input in the shape of its errors': async (backend) => {
    const bad: readonly (readonly [body: unknown, status: number])[] = [
      ['{ no json', 400],
      [ask(backend.chat, { messages: [] }), 400],
      [ask(backend.chat, { messages: 'hello' }), 400],
      [ask(backend.chat, { temperature: 9 }), 400],
      [ask(backend.chat, { max_tokens: -1 }), 400],
      [ask('no-such-model'), 404],
    ]
    for (const [body, status] of bad) {
      const reply = await jsonOf(await post(backend, '/v1/chat/completions', body), status)
      const { error } = refusal.parse(reply)
      expect(error.message).not.toMatch(/\n\s+at |node_modules|\.[jt]s:\d/)
    }
    await jsonOf(await post(backend, '/v1/nothing', {}), 404)
  },
  'refuses more than it can see, and says how much that is': async (backend) => {
    const messages = [{ role: 'user', content: 'word '.repeat(40_000) }]
    const reply = await post(backend, '/v1/chat/completions', ask(backend.chat, { messages }))
    refusal.parse(await jsonOf(reply, 400))
    expect((await completed(backend, { max_tokens: 2 })).choices).toHaveLength(1)
  },
}

const vectors = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })),
  usage: z.object({ prompt_tokens: z.int().positive() }),
})

export const embeddingChecks: { readonly [promise: string]: Check } = {
  'gives a vector of length 1 for each text, in their order': async ({ embedding }) => {
    assert(embedding !== undefined)
    const input = ['the of and', 'in is', 'the of and']
    const reply = await post(embedding, '/v1/embeddings', { model: embedding.name, input })
    const { data } = vectors.parse(await jsonOf(reply))
    expect(data.map(({ index }) => index)).toEqual([0, 1, 2])
    for (const { embedding: vector } of data) expect(Math.hypot(...vector)).toBeCloseTo(1, 4)
    expect(data[2]?.embedding).toEqual(data[0]?.embedding)
    expect(data[1]?.embedding).not.toEqual(data[0]?.embedding)
  },
  'gives the same vector in base64': async ({ embedding }) => {
    assert(embedding !== undefined)
    const asked = { model: embedding.name, input: 'the of and' }
    const plain = vectors.parse(await jsonOf(await post(embedding, '/v1/embeddings', asked)))
    const packed = z
      .object({ data: z.tuple([z.object({ embedding: z.string() })]) })
      .parse(
        await jsonOf(
          await post(embedding, '/v1/embeddings', { ...asked, encoding_format: 'base64' }),
        ),
      )
    const bytes = Buffer.from(packed.data[0].embedding, 'base64')
    const unpacked = Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4))
    for (const [at, value] of (plain.data[0]?.embedding ?? [0]).entries())
      expect(unpacked[at]).toBeCloseTo(value, 5)
  },
  'takes texts that are longer than it can see': async ({ embedding }) => {
    assert(embedding !== undefined)
    const input = 'the of and to in is '.repeat(300)
    const reply = await post(embedding, '/v1/embeddings', { model: embedding.name, input })
    expect(vectors.parse(await jsonOf(reply)).data).toHaveLength(1)
  },
  'refuses no text and other models': async ({ embedding }) => {
    assert(embedding !== undefined)
    const { name } = embedding
    const empty = await post(embedding, '/v1/embeddings', { model: name, input: [] })
    refusal.parse(await jsonOf(empty, 400))
    const other = await post(embedding, '/v1/embeddings', { model: `${name}-x`, input: 'a' })
    refusal.parse(await jsonOf(other, 404))
  },
}

const ranked = z.object({
  results: z.array(z.object({ index: z.int(), relevance_score: z.number() })),
})

export const rerankingChecks: { readonly [promise: string]: Check } = {
  'ranks documents, the best first, and no more than asked for': async ({ reranking }) => {
    assert(reranking !== undefined)
    const documents = ['the of and', 'in is to', 'to the in']
    const body = { model: reranking.name, query: 'the', documents }
    const all = ranked.parse(await jsonOf(await post(reranking, '/v1/rerank', body)))
    const scores = all.results.map((one) => one.relevance_score)
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    expect(all.results.map(({ index }) => index).toSorted((one, other) => one - other)).toEqual([
      0, 1, 2,
    ])
    const two = ranked.parse(
      await jsonOf(await post(reranking, '/v1/rerank', { ...body, top_n: 2 })),
    )
    expect(two.results).toEqual(all.results.slice(0, 2))
  },
  'refuses no documents': async ({ reranking }) => {
    assert(reranking !== undefined)
    const body = { model: reranking.name, query: 'the', documents: [] }
    refusal.parse(await jsonOf(await post(reranking, '/v1/rerank', body), 400))
  },
}

export function describeModelBackend(name: string, open: () => Promise<OpenBackend>): void {
  describe(`${name} as a model backend`, () => {
    let backend: OpenBackend | undefined
    beforeAll(async () => {
      backend = await open()
    }, 120_000)
    afterAll(async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()))
      agents.clear()
      await backend?.close()
      await pause(0)
    })
    const run = (checks: { readonly [promise: string]: Check }, isThere: () => boolean): void => {
      for (const [promise, check] of Object.entries(checks))
        it(promise, { timeout: 60_000 }, async ({ skip }) => {
          assert(backend !== undefined)
          skip(!isThere(), 'the backend has no model of this kind')
          await check(backend)
        })
    }
    run(chatChecks, () => true)
    run(embeddingChecks, () => backend?.embedding !== undefined)
    run(rerankingChecks, () => backend?.reranking !== undefined)
  })
}
