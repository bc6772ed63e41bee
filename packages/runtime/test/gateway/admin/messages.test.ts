// Tests asking as a person: events, what is kept of them, and what is refused before the first.

import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AnswerEvent } from '../../../src/answer/events.js'
import { RuntimeError } from '../../../src/error.js'
import { eventsOf, passage, end, texts } from '../dify/platform.js'
import { adminPassword, startPlatform, type Platform } from './platform.js'

let platform: Platform
let url: string
let admin: Awaited<ReturnType<Platform['signIn']>>
let assistantId: string
assert(end.kind === 'end')
const [citation] = end.citations
assert(citation !== undefined)
let answers: (signal: AbortSignal) => AsyncIterable<AnswerEvent>

const masked = [{ kind: 'PHONE', count: 2 }] as const
const usual: readonly AnswerEvent[] = [
  { kind: 'passages', passages: [passage] },
  { kind: 'masked', masked },
  ...texts('15일', '입니다. [1]'),
  end,
]

const tenant = { name: 'default', models: [], requestsPerMinute: 40, tokensPerMinute: 100_000 }

beforeAll(async () => {
  platform = await startPlatform({ tenants: [tenant] }, { answer: ({ signal }) => answers(signal) })
  url = await platform.app.listen({ port: 0, host: '127.0.0.1' })
  await platform.identity.prepareFirstRun(adminPassword)
  admin = await platform.signIn('admin')
  const listed = await admin.send('GET', '/api/v1/assistants')
  const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(listed.body)
  assert(items[0] !== undefined)
  assistantId = items[0].id
}, 60_000)

afterAll(async () => {
  expect(platform.faults).toEqual([])
  await platform.close()
})

const eventLine = z.tuple([z.string().startsWith('event: '), z.string().startsWith('data: ')])

const read = (body: string) =>
  body
    .split('\n\n')
    .filter((part) => part.startsWith('event: '))
    .map((part) => {
      const [event, data] = eventLine.parse(part.split('\n'))
      return { event: event.slice(7), data: z.unknown().parse(JSON.parse(data.slice(6))) }
    })

const began = z.object({ messageId: z.uuid(), conversationId: z.uuid(), traceId: z.string() })

async function ask(body: object = {}) {
  const payload = { assistantId, query: '휴가는 며칠입니까?', ...body }
  const answer = await admin.send('POST', '/api/v1/messages', payload)
  const events = read(String(answer.body))
  return { ...answer, events, ids: began.safeParse(events[0]?.data).data }
}

const messagesOf = async (conversationId: string) => {
  const { body } = await admin.send('GET', `/api/v1/conversations/${conversationId}/messages`)
  return z.object({ items: z.array(z.looseObject({ id: z.string() })) }).parse(body).items
}

describe('asking', () => {
  it('gives events, and keeps them in a conversation of mine', async () => {
    answers = () => eventsOf(usual)
    const { status, headers, events, ids } = await ask()
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream'])
    expect(events.map(({ event }) => event)).toEqual(['began', 'masked', 'text', 'text', 'ended'])
    expect(events[1]?.data).toEqual({ masked })
    assert(ids !== undefined)
    const citation = {
      number: 1,
      documentId: passage.documentId,
      documentName: '취업규칙.pdf',
      datasetId: passage.datasetId,
      datasetName: '인사',
      chunkId: 'chunk-1',
      titles: ['제3장 휴가', '연차'],
      page: 7,
      boxes: [],
      span: { start: 0, end: 12 },
      quote: '연차 휴가는 15일이다.',
      score: 0.8,
    }
    const told = { citations: [citation], masked, promptTokens: 11, completionTokens: 5 }
    expect(events.at(-1)?.data).toMatchObject({
      state: 'whole',
      mode: 'extractive',
      ...told,
    })
    const list = await admin.send('GET', '/api/v1/conversations')
    expect(list.body).toMatchObject({ items: [{ id: ids.conversationId, assistantId }] })
    const [message] = await messagesOf(ids.conversationId)
    expect(message).toMatchObject({
      id: ids.messageId,
      query: '휴가는 며칠입니까?',
      answer: '15일입니다. [1]',
      state: 'whole',
      mode: 'extractive',
      feedback: null,
      traceId: ids.traceId,
      ...told,
    })
    expect(platform.usage.at(-1)).toMatchObject({ model: 'assistant/default', status: 200 })
    const { attributes } = platform.spans.at(-1) ?? {}
    expect(attributes?.['llmflow.limit.tokens_reserved']).toBeGreaterThan(1000)
    expect(attributes?.['llmflow.first_token_ms']).toBeGreaterThan(0)
  })

  it('counts against the limits of the minute', async () => {
    answers = () => eventsOf(usual)
    const minute = z.object({ requests: z.number(), tokens: z.number() })
    const read = async () => minute.parse((await admin.send('GET', '/api/v1/usage/minute')).body)
    const before = await read()
    await ask()
    const used = { requests: before.requests + 1, tokens: before.tokens + 16 }
    expect(await read()).toEqual(used)
    const all = await admin.send('GET', '/api/v1/platform/usage/minute')
    expect(all.body).toMatchObject({ items: [{ tenantName: 'default', ...used }], next: null })
  })

  it('goes on in the same conversation', async () => {
    answers = () => eventsOf(usual)
    const { ids } = await ask()
    assert(ids !== undefined)
    const { conversationId } = ids
    const second = await ask({ conversationId })
    expect(second.ids?.conversationId).toBe(conversationId)
    expect(await messagesOf(conversationId)).toHaveLength(2)
  })

  it('makes a conversation that nobody but I can look up', async () => {
    answers = () => eventsOf(usual)
    const { ids } = await ask()
    const path = `/api/v1/conversations/${ids?.conversationId}`
    expect(await admin.send('GET', path)).toMatchObject({
      status: 200,
      body: { id: ids?.conversationId, assistantId, name: '휴가는 며칠입니까?' },
    })
    const person = { email: 'jung@example.com', name: 'J', role: 'admin', password: adminPassword }
    expect((await admin.send('POST', '/api/v1/users', person)).status).toBe(201)
    const jung = await platform.signIn(person.email)
    const nowhere = `/api/v1/conversations/${crypto.randomUUID()}`
    const [others, none] = [await jung.send('GET', path), await jung.send('GET', nowhere)]
    expect([others.status, others.body]).toEqual([404, none.body])
    const key = platform.as(await platform.key('default', 'admin'))
    expect((await key('GET', path)).status).toBe(403)
  })

  it('takes feedback, and takes it back', async () => {
    answers = () => eventsOf(usual)
    const { ids } = await ask()
    assert(ids !== undefined)
    for (const feedback of ['like', 'dislike', null] as const) {
      const path = `/api/v1/messages/${ids.messageId}/feedback`
      expect((await admin.send('PUT', path, { feedback })).status).toBe(204)
      expect(await messagesOf(ids.conversationId)).toMatchObject([{ feedback }])
    }
    const nowhere = `/api/v1/messages/${crypto.randomUUID()}/feedback`
    expect((await admin.send('PUT', nowhere, { feedback: 'like' })).status).toBe(404)
  })

  it('ends with what failed, when it had begun', async () => {
    answers = async function* () {
      yield* eventsOf(texts('half'))
      throw new RuntimeError('upstream-failed', 'The model is gone.', { detail: { model: 'm' } })
    }
    const { events, ids } = await ask()
    expect(events.at(-1)).toEqual({
      event: 'failed',
      data: { code: 'upstream-failed', message: 'The model is gone.', detail: { model: 'm' } },
    })
    const [message] = await messagesOf(ids?.conversationId ?? '')
    expect(message).toMatchObject({ state: 'failed', answer: 'half', mode: null, masked: [] })
  })

  it('keeps what came when the client leaves, with its sources and what was masked', async () => {
    let isStopped = false
    answers = async function* (signal) {
      yield { kind: 'passages', passages: [passage] }
      yield { kind: 'masked', masked }
      yield { kind: 'text', text: 'ha', citation }
      yield { kind: 'text', text: 'lf', citation }
      await once(signal, 'abort')
      isStopped = true
    }
    const headers = {
      cookie: admin.cookie,
      'x-llmflow-csrf': admin.csrf,
      'content-type': 'application/json',
    }
    const asked = request(`${url}/api/v1/messages`, { method: 'POST', headers })
    asked.on('error', () => undefined)
    asked.end(JSON.stringify({ assistantId, query: 'slow' }))
    const conversationId = await new Promise<string>((resolve) => {
      let body = ''
      asked.on('response', (response) => {
        response.on('error', () => undefined)
        response.setEncoding('utf8').on('data', (piece: string) => {
          body += piece
          const events = read(body)
          if (events.length < 4) return
          asked.destroy()
          expect(events[1]).toEqual({ event: 'masked', data: { masked } })
          expect(events[2]?.data).toMatchObject({ text: 'ha', citation: { number: 1 } })
          resolve(began.parse(events[0]?.data).conversationId)
        })
      })
    })
    await expect
      .poll(async () => messagesOf(conversationId), { timeout: 10_000 })
      .toMatchObject([{ state: 'stopped', answer: 'half', citations: [{ number: 1 }], masked }])
    await expect.poll(() => isStopped).toBe(true)
  })
})

const refusal = z.object({
  error: z.object({
    code: z.literal('limit-reached'),
    detail: z.object({ limit: z.literal('requests'), retryAfterMs: z.number() }),
  }),
})

describe('asking is refused as any request is', () => {
  it('by what is wrong with it', async () => {
    const cases = [
      [{ assistantId: crypto.randomUUID() }, 404],
      [{ conversationId: crypto.randomUUID() }, 404],
      [{ query: ' ' }, 400],
      [{ query: 'x'.repeat(20_001) }, 400],
      [{ other: 1 }, 400],
    ] as const
    for (const [body, status] of cases) expect((await ask(body)).status).toBe(status)
  })

  it('to a key that is nobody’s', async () => {
    const key = platform.as(await platform.key('default', 'admin'))
    const asked = await key('POST', '/api/v1/messages', { assistantId, query: 'q' })
    expect(asked.status).toBe(403)
  })

  it('with the time to come again, when the limit is reached', async () => {
    answers = () => eventsOf(usual)
    let refused: Awaited<ReturnType<typeof ask>> | undefined
    for (let count = 0; count < 45 && refused === undefined; count += 1) {
      const answer = await ask()
      if (answer.status !== 200) refused = answer
    }
    expect(refused?.status).toBe(429)
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    const { error } = refusal.parse(refused?.body)
    expect(error.detail.retryAfterMs).toBeGreaterThan(0)
    expect(platform.spans.at(-1)).toMatchObject({
      name: 'refuse',
      attributes: {
        'error.type': 'limit-reached',
        'llmflow.limit.refused': 'requests',
      },
    })
    expect(platform.spans.at(-1)?.attributes['llmflow.user_id']).not.toBe('')
  })
})
