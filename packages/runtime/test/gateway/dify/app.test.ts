// Dify's own client against the app API, unchanged: answers, streams, stops, conversations, and errors in its shape.

import { ChatClient, CompletionClient } from 'dify-client'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeMemoryLimits } from '../../../src/adapters/memory/limits.js'
import { RuntimeError } from '../../../src/error.js'
import { end, eventsOf, passage, startPlatform, texts, type Platform } from './platform.js'

let platform: Platform
let usual: Platform['answers']
let chat: ChatClient
let isFull = false
const refused = { isAdmitted: false, limit: 'tokens', retryAfterMs: 1500 } as const

beforeAll(async () => {
  const limits = makeMemoryLimits()
  platform = await startPlatform(undefined, {
    keepAliveMs: 60,
    limits: { ...limits, reserve: (...asked) => (isFull ? refused : limits.reserve(...asked)) },
  })
  usual = platform.answers
  chat = new ChatClient('key-1', `${platform.url}/v1`)
}, 60_000)

beforeEach(() => {
  platform.answers = usual
  platform.usage.splice(0)
})

afterAll(async () => platform.close())

const answered = z.looseObject({
  event: z.string(),
  task_id: z.string(),
  message_id: z.string(),
  conversation_id: z.string(),
  answer: z.string(),
})

const response = z.object({ status: z.number(), data: z.unknown() })
const failed = z.object({ response })

async function ask(query: string, conversationId?: string): Promise<z.infer<typeof answered>> {
  const sent: unknown = await chat.createChatMessage({}, query, 'anna', false, conversationId)
  return answered.parse(response.parse(sent).data)
}

async function refusal(sent: Promise<unknown>): Promise<z.infer<typeof response>> {
  const error: unknown = await sent.then(
    () => undefined,
    (error: unknown) => error,
  )
  return failed.parse(error).response
}

const streamed = z.object({ data: z.custom<AsyncIterable<Buffer>>() })
const event = z.looseObject({ event: z.string(), answer: z.string().optional() })

async function* eventsIn(sent: unknown): AsyncGenerator<z.infer<typeof event> | 'ping'> {
  let rest = ''
  for await (const piece of streamed.parse(sent).data) {
    const blocks = `${rest}${piece.toString()}`.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      if (block === 'event: ping') yield 'ping'
      else yield event.parse(JSON.parse(block.replace(/^data: /, '')))
    }
  }
  expect(rest).toBe('')
}

async function get(path: string, key = 'key-1'): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(`${platform.url}/v1${path}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  return { status: reply.status, body: await reply.json() }
}

describe('an answer', () => {
  it('comes whole, with what it rests on and took, and is kept', async () => {
    const reply = await ask('연차는 며칠?')
    expect(reply).toMatchObject({
      event: 'message',
      mode: 'chat',
      answer: '15일입니다. [1]',
      metadata: {
        usage: { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16, currency: 'USD' },
        retriever_resources: [
          {
            position: 1,
            document_name: passage.documentName,
            segment_id: 'chunk-1',
            segment_position: 5,
            content: passage.text,
            page: 7,
            quote: '연차 휴가는 15일이다.',
          },
        ],
      },
    })
    const messages: unknown = await chat.getConversationMessages('anna', reply.conversation_id)
    expect(response.parse(messages).data).toMatchObject({
      has_more: false,
      data: [{ id: reply.message_id, answer: '15일입니다. [1]', status: 'normal', feedback: null }],
    })
    expect(platform.usage).toMatchObject([{ promptTokens: 11, completionTokens: 5, status: 200 }])
  })

  it('streams, and is kept before its end is told', async () => {
    const sent: unknown = await chat.createChatMessage({}, '연차는?', 'anna', true)
    const events: z.infer<typeof event>[] = []
    for await (const told of eventsIn(sent)) {
      if (told === 'ping') continue
      events.push(told)
      if (told.event !== 'message_end') continue
      const { body } = await get(
        `/messages?user=anna&conversation_id=${String(told['conversation_id'])}`,
      )
      expect(body).toMatchObject({ data: [{ id: told['message_id'], status: 'normal' }] })
    }
    expect(events.map((told) => told.event)).toEqual(['message', 'message', 'message_end'])
    expect(events.map(({ answer = '' }) => answer).join('')).toBe('15일입니다. [1]')
    expect(events.at(-1)).toMatchObject({
      metadata: { usage: { total_tokens: 16 }, retriever_resources: [{ position: 1 }] },
    })
    expect(new Set(events.map((told) => told['task_id'])).size).toBe(1)
  })

  it('continues a conversation with its history', async () => {
    const { conversation_id } = await ask('첫 질문')
    let asked: unknown
    platform.answers = (request) => {
      asked = request.messages
      return usual(request)
    }
    expect((await ask('둘째 질문', conversation_id)).conversation_id).toBe(conversation_id)
    expect(asked).toEqual([
      { role: 'user', content: '첫 질문' },
      { role: 'assistant', content: '15일입니다. [1]' },
      { role: 'user', content: '둘째 질문' },
    ])
  })

  it('shows signs of life while it is thought about', async () => {
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    platform.answers = async function* slow() {
      await released
      yield* eventsOf([...texts('so'), end])
    }
    const told: string[] = []
    for await (const each of eventsIn(await chat.createChatMessage({}, 'q', 'anna', true))) {
      told.push(each === 'ping' ? 'ping' : each.event)
      if (told.length === 2) release()
    }
    expect(told.slice(0, 2)).toEqual(['ping', 'ping'])
    expect(told.slice(-2)).toEqual(['message', 'message_end'])
  })

  it('stops in mid-stream: what asked is cancelled, what was said is kept', async () => {
    let isCancelled = false
    platform.answers = async function* endless({ signal }) {
      try {
        yield* eventsOf(texts('one '))
        await sleep(10_000, undefined, { signal })
      } finally {
        isCancelled = true
      }
    }
    const told: string[] = []
    let conversation = ''
    for await (const each of eventsIn(await chat.createChatMessage({}, 'q', 'anna', true))) {
      if (each === 'ping') continue
      told.push(each.event)
      conversation = String(each['conversation_id'])
      if (each.event !== 'message') continue
      const path = `/chat-messages/${String(each['task_id'])}/stop`
      await chat.sendRequest('POST', path, { user: 'ben' })
      await sleep(20)
      expect(isCancelled).toBe(false)
      const stopped: unknown = await chat.sendRequest('POST', path, { user: 'anna' })
      expect(stopped).toMatchObject({ data: { result: 'success' } })
    }
    expect(told).toEqual(['message', 'message_end'])
    await sleep(20)
    expect(isCancelled).toBe(true)
    const { body } = await get(`/messages?user=anna&conversation_id=${conversation}`)
    expect(body).toMatchObject({ data: [{ answer: 'one ', status: 'stopped' }] })
    expect(platform.usage).toMatchObject([{ isEstimated: true }])
  })

  it('is cancelled and kept when the client leaves', async () => {
    let isCancelled = false
    platform.answers = async function* endless({ signal }) {
      try {
        yield* eventsOf(texts('one '))
        await sleep(10_000, undefined, { signal })
      } finally {
        isCancelled = true
      }
    }
    let conversation = ''
    for await (const each of eventsIn(await chat.createChatMessage({}, 'q', 'anna', true))) {
      if (each === 'ping') continue
      conversation = String(each['conversation_id'])
      break
    }
    await expect.poll(() => isCancelled).toBe(true)
    const kept = async (): Promise<unknown> =>
      (await get(`/messages?user=anna&conversation_id=${conversation}`)).body
    await expect.poll(kept).toMatchObject({ data: [{ answer: 'one ', status: 'stopped' }] })
  })

  it('that breaks off says so, and is kept as failed', async () => {
    platform.answers = async function* broken() {
      yield* eventsOf(texts('half '))
      throw new RuntimeError('upstream-failed', 'The model went away.')
    }
    const told: z.infer<typeof event>[] = []
    for await (const each of eventsIn(await chat.createChatMessage({}, 'q', 'anna', true))) {
      if (each !== 'ping') told.push(each)
    }
    expect(told.at(-1)).toMatchObject({
      event: 'error',
      status: 502,
      code: 'completion_request_error',
      message: 'The model went away.',
    })
    const { body } = await get(
      `/messages?user=anna&conversation_id=${String(told[0]?.['conversation_id'])}`,
    )
    expect(body).toMatchObject({ data: [{ answer: 'half ', status: 'error' }] })
    const whole = await refusal(chat.createChatMessage({}, 'q', 'anna'))
    expect(whole).toMatchObject({ status: 502, data: { code: 'completion_request_error' } })
  })

  it('to a completion is given for the query among the inputs', async () => {
    const completion = new CompletionClient('key-1', `${platform.url}/v1`)
    const sent: unknown = await completion.createCompletionMessage({ query: '연차' }, 'anna')
    expect(response.parse(sent).data).toMatchObject({
      mode: 'completion',
      answer: '15일입니다. [1]',
    })
  })
})

describe('conversations', () => {
  it('are listed, named, and deleted', async () => {
    const { conversation_id: id } = await ask('이름이 될 질문')
    const listed = response.parse(await chat.getConversations('anna', null, 1))
    expect(listed.data).toMatchObject({
      limit: 1,
      has_more: true,
      data: [
        { id, name: '이름이 될 질문', status: 'normal', introduction: '무엇을 도와드릴까요?' },
      ],
    })
    const named: unknown = await chat.renameConversation(id, '새 이름', 'anna')
    expect(named).toMatchObject({ data: { id, name: '새 이름' } })
    const generated: unknown = await chat.sendRequest('POST', `/conversations/${id}/name`, {
      user: 'anna',
      auto_generate: true,
    })
    expect(generated).toMatchObject({ data: { name: '이름이 될 질문' } })
    expect(await chat.deleteConversation(id, 'anna')).toMatchObject({ status: 204 })
    expect(await refusal(chat.getConversationMessages('anna', id))).toEqual({
      status: 404,
      data: { code: 'not_found', message: 'Conversation Not Exists.', status: 404 },
    })
  })

  it('have messages with feedback and suggestions', async () => {
    const { message_id, conversation_id } = await ask('며칠?')
    const client = chat.sendRequest.bind(chat)
    for (const rating of ['like', null]) {
      await client('POST', `/messages/${message_id}/feedbacks`, { rating, user: 'anna' })
      const { body } = await get(`/messages?user=anna&conversation_id=${conversation_id}`)
      expect(body).toMatchObject({ data: [{ feedback: rating === null ? null : { rating } }] })
    }
    const { body } = await get(`/messages/${message_id}/suggested?user=anna`)
    expect(body).toEqual({
      result: 'success',
      data: ["'연차'에 대해 더 알려 주세요.", "'제3장 휴가'에 대해 더 알려 주세요."],
    })
  })

  it("are nobody else's: not another user's, not another tenant's", async () => {
    const { conversation_id, message_id, task_id } = await ask('mine')
    for (const [key, user] of [
      ['key-1', 'ben'],
      ['key-2', 'anna'],
    ] as const) {
      const other = new ChatClient(key, `${platform.url}/v1`)
      const tries: readonly Promise<unknown>[] = [
        other.createChatMessage({}, 'q', user, false, conversation_id),
        other.createChatMessage({}, 'q', user, true, conversation_id),
        other.getConversationMessages(user, conversation_id),
        other.renameConversation(conversation_id, 'x', user),
        other.deleteConversation(conversation_id, user),
        other.sendRequest('POST', `/messages/${message_id}/feedbacks`, { rating: 'like', user }),
        other.sendRequest('GET', `/messages/${message_id}/suggested`, null, { user }),
        other.sendRequest('GET', '/conversations', null, { user, last_id: conversation_id }),
      ]
      for (const refused of await Promise.all(tries.map(refusal))) {
        expect(refused.status).toBe(404)
      }
      await other.sendRequest('POST', `/chat-messages/${task_id}/stop`, { user })
      expect(response.parse(await other.getConversations(user)).data).toMatchObject({ data: [] })
    }
  })
})

/** What a field may hold that wants something else. */
const odd = [
  '',
  'x',
  -1,
  1e30,
  true,
  [],
  {},
  '\0',
  '\ud800',
  "'; DROP TABLE messages; --",
  '__proto__',
]

describe('the app', () => {
  it('says what it is and takes', async () => {
    const parameters: unknown = await chat.getApplicationParameters('anna')
    expect(parameters).toMatchObject({
      data: { opening_statement: '무엇을 도와드릴까요?', file_upload: { enabled: false } },
    })
    expect((await get('/info')).body).toMatchObject({ name: 'default', mode: 'chat' })
    expect((await get('/meta')).body).toEqual({ tool_icons: {} })
  })

  it('refuses in the shape of Dify', async () => {
    expect(await get('/info', 'wrong')).toEqual({
      status: 401,
      body: { code: 'unauthorized', message: 'The key is not known.', status: 401 },
    })
    expect(await refusal(chat.sendRequest('POST', '/chat-messages', { query: 'q' }))).toEqual({
      status: 400,
      data: {
        code: 'invalid_param',
        message: 'body.user: Arg user must be provided.',
        status: 400,
        params: 'body.user',
      },
    })
    const form = new FormData()
    form.set('file', new Blob(['x']), 'x.txt')
    expect(await refusal(chat.fileUpload(form))).toMatchObject({
      status: 400,
      data: { code: 'not_supported' },
    })
    const workflow = new CompletionClient('key-1', `${platform.url}/v1`)
    const run = workflow.sendRequest('POST', '/workflows/run', { inputs: {}, user: 'anna' })
    expect(await refusal(run)).toMatchObject({ status: 400, data: { code: 'not_supported' } })
    const files = [{ type: 'image', transfer_method: 'remote_url', url: 'http://localhost/x' }]
    const sent = chat.sendRequest('POST', '/chat-messages', { query: 'q', user: 'a', files })
    expect(await refusal(sent)).toMatchObject({ status: 400, data: { code: 'not_supported' } })
  })

  it('refuses what is over the limit before anything is asked or kept', async () => {
    const conversation = await ask('before')
    isFull = true
    try {
      for (const stream of [false, true]) {
        const sent = await fetch(`${platform.url}/v1/chat-messages`, {
          method: 'POST',
          headers: { authorization: 'Bearer key-1', 'content-type': 'application/json' },
          body: JSON.stringify({
            query: 'q',
            user: 'anna',
            conversation_id: conversation.conversation_id,
            response_mode: stream ? 'streaming' : 'blocking',
          }),
        })
        expect({ status: sent.status, after: sent.headers.get('retry-after') }).toEqual({
          status: 429,
          after: '2',
        })
        expect(await sent.json()).toMatchObject({ code: 'too_many_requests', status: 429 })
      }
    } finally {
      isFull = false
    }
    const { body } = await get(
      `/messages?user=anna&conversation_id=${conversation.conversation_id}`,
    )
    expect(z.object({ data: z.array(z.unknown()) }).parse(body).data).toHaveLength(1)
  })

  it('never answers a fuzzed request with a fault of its own', async () => {
    const values: readonly unknown[] = [
      null,
      ['', 'x', -1, 1e30],
      ...Array.from(odd),
      { user: [] },
      'a'.repeat(30_000),
      { __proto__: null, constructor: 1 },
    ]
    const names = ['user', 'query', 'inputs', 'conversation_id', 'files', 'name', 'rating', 'limit']
    const id = '01890000-0000-7000-8000-000000000001'
    const paths = [
      '/chat-messages',
      '/completion-messages',
      `/chat-messages/${id}/stop`,
      '/files/upload',
      `/conversations/${id}/name`,
      `/messages/${id}/feedbacks`,
      '/conversations/%00/name',
    ]
    for (const path of paths) {
      for (const value of values) {
        const valid = { user: 'anna', query: 'q', inputs: {} }
        const bodies = [
          JSON.stringify(value),
          ...names.map((name) => JSON.stringify({ ...valid, [name]: value })),
        ]
        const statuses = await Promise.all(bodies.map((body) => post(path, body)))
        expect(statuses.filter((status) => status >= 500)).toEqual([])
      }
      for (const body of ['', '{', '[', '"', '{"__proto__":{"user":"x"}}']) {
        expect(await post(path, body)).toBeLessThan(500)
      }
    }
    for (const query of [
      'limit=0',
      'limit=1e9',
      'last_id=x',
      'sort_by=x',
      'user=%00',
      'user=a&user=b',
    ]) {
      expect((await get(`/conversations?user=anna&${query}`)).status).toBeLessThan(500)
      expect((await get(`/messages?user=anna&${query}`)).status).toBe(400)
    }
    expect(platform.faults).toEqual([])
  }, 60_000)
})

async function post(path: string, body: string): Promise<number> {
  const reply = await fetch(`${platform.url}/v1${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer key-1', 'content-type': 'application/json' },
    body,
  })
  await reply.arrayBuffer()
  return reply.status
}
