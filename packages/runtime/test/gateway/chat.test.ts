// The gateway passes chats on: with keys, counted, and as OpenAI's client expects them.

import { setTimeout as sleep } from 'node:timers/promises'
import OpenAI from 'openai'
import { afterEach, assert, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { modelAt, principal, startGateway, type Gateway, type GatewayOptions } from './gateway.js'
import { startUpstream, type Knobs, type Upstream } from './upstream.js'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close()
})

type Started = {
  readonly upstream: Upstream
  readonly gateway: Gateway
  readonly client: OpenAI
}

async function start(knobs: Knobs = {}, options: Partial<GatewayOptions> = {}): Promise<Started> {
  const upstream = await startUpstream(knobs)
  const gateway = await startGateway({ models: [modelAt(upstream.url)], ...options })
  open.push(upstream, gateway)
  const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'key-1', maxRetries: 0 })
  return { upstream, gateway, client }
}

const question = { model: 'small', messages: [{ role: 'user' as const, content: 'Hi' }] }

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  return 'it did not fail'
}

const rawStream = (url: string, body: object = {}): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer key-1', 'content-type': 'application/json' },
    body: JSON.stringify({ ...question, stream: true, ...body }),
  })

describe('a chat that is no stream', () => {
  it('comes back as the model gave it, and is counted', async () => {
    const { client, gateway } = await start()
    const { data, response } = await client.chat.completions.create(question).withResponse()
    expect(data.choices[0]?.message.content).toBe('Hello from the model.')
    expect(Number(response.headers.get('x-llmflow-overhead-ms'))).toBeGreaterThan(0)
    expect(response.headers.get('x-ratelimit-remaining-requests')).toBe('9999')
    expect(response.headers.get('server')).toBeNull()
    expect(await gateway.usage()).toMatchObject([
      { model: 'small', promptTokens: 7, completionTokens: 5, isEstimated: false, status: 200 },
    ])
    expect(await gateway.metrics.print()).toContain(
      'llmflow_requests_total{tenant="default",model="small",status="200"} 1',
    )
  })

  it('needs a key that is known', async () => {
    const { client, gateway } = await start()
    const asking = client.withOptions({ apiKey: 'wrong' }).chat.completions.create(question)
    await expect(asking).rejects.toBeInstanceOf(OpenAI.AuthenticationError)
    expect(await gateway.usage()).toEqual([])
  })

  it('passes on what it does not know, byte for byte', async () => {
    const { upstream, client } = await start()
    const tools = [{ type: 'function' as const, function: { name: 'look_up', parameters: {} } }]
    const format = { type: 'json_schema' as const, json_schema: { name: 'x', schema: {} } }
    const unknown = { guided_regex: '[a-z]+', nested: { left: [1, 2.5, null] } }
    await client.chat.completions.create({
      ...question,
      tools,
      response_format: format,
      ...unknown,
    })
    expect(upstream.bodies).toEqual([{ ...question, tools, response_format: format, ...unknown }])
  })

  it('asks the engine by its own name, and answers under ours', async () => {
    const upstream = await startUpstream()
    const gateway = await startGateway({
      models: [modelAt(`${upstream.url}/v1/`, { servedName: 'org/Real' })],
    })
    open.push(upstream, gateway)
    const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'key-1' })
    const { model } = await client.chat.completions.create(question)
    expect([model, upstream.bodies[0]?.model]).toEqual(['small', 'org/Real'])
  })

  it('says that a model is unknown as OpenAI does, also for one that the tenant may not use', async () => {
    const other = { ...principal, models: ['other'] }
    const { client, gateway } = await start({}, { principals: { 'key-1': other } })
    for (const model of ['small', 'never']) {
      const failure = await failureOf(client.chat.completions.create({ ...question, model }))
      assert(failure instanceof OpenAI.NotFoundError)
      expect(failure.code).toBe('model_not_found')
      expect(failure.param).toBe('model')
    }
    expect(await gateway.metrics.print()).not.toContain('never')
  })

  it('turns a refusal by the model into one of the same kind, and its failure into 502', async () => {
    const { client, upstream } = await start({ refuse: 400 })
    const refused = await failureOf(client.chat.completions.create(question))
    assert(refused instanceof OpenAI.BadRequestError)
    expect(refused.message).toContain('refused by the knob')
    upstream.knobs.refuse = 401
    const failed = await failureOf(client.chat.completions.create(question))
    assert(failed instanceof OpenAI.InternalServerError)
    expect(failed.status).toBe(502)
    expect(failed.message).not.toContain('knob')
  })

  it('refuses a body that is no request, without a stack', async () => {
    const { gateway } = await start()
    const send = async (body: string): Promise<{ status: number; text: string }> => {
      const headers = { authorization: 'Bearer key-1', 'content-type': 'application/json' }
      const url = `${gateway.url}/v1/chat/completions`
      const reply = await fetch(url, { method: 'POST', headers, body })
      return { status: reply.status, text: await reply.text() }
    }
    for (const body of ['', '{', '[]', 'null', '{"model":5}', '{"model":"small","messages":[]}']) {
      const { status, text } = await send(body)
      expect([body, status]).toEqual([body, 400])
      expect(text).not.toMatch(/\bat \S+:\d+/)
      expect(JSON.parse(text)).toMatchObject({ error: { type: 'invalid_request_error' } })
    }
  })

  it('carries the trace on and tells of the request', async () => {
    const { client, upstream, gateway } = await start()
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` }
    await client.chat.completions.create(question, { headers })
    expect(upstream.headers[0]?.['traceparent']).toMatch(new RegExp(`^00-${traceId}-\\w{16}-01$`))
    expect(gateway.spans).toMatchObject([
      {
        traceId,
        parentSpanId: '00f067aa0ba902b7',
        name: 'chat small',
        hasFailed: false,
        attributes: {
          'gen_ai.request.model': 'small',
          'gen_ai.usage.input_tokens': 7,
          'gen_ai.usage.output_tokens': 5,
          'gen_ai.response.finish_reasons': ['stop'],
        },
      },
    ])
  })

  it('begins a trace that has the identifier of its request', async () => {
    const { client, upstream, gateway } = await start()
    const { response } = await client.chat.completions.create(question).withResponse()
    const traceId = response.headers.get('x-request-id')?.replaceAll('-', '')
    expect(traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(gateway.spans).toMatchObject([{ traceId }])
    expect(upstream.headers[0]?.['traceparent']).toMatch(new RegExp(`^00-${traceId}-\\w{16}-01$`))
  })
})

describe('a chat as a stream', () => {
  it('comes in pieces and is counted, without usage for who did not ask', async () => {
    const { client, gateway } = await start()
    const chunks = []
    for await (const chunk of await client.chat.completions.create({ ...question, stream: true })) {
      chunks.push(chunk)
    }
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(
      'Hello from the model.',
    )
    expect(chunks.every(({ usage }) => usage === undefined)).toBe(true)
    expect(await gateway.usage()).toMatchObject([
      { promptTokens: 7, completionTokens: 5, isEstimated: false, status: 200 },
    ])
  })

  it('gives the usage to who asks for it', async () => {
    const { client } = await start()
    const options = { stream: true as const, stream_options: { include_usage: true } }
    const usages = []
    for await (const { usage } of await client.chat.completions.create({
      ...question,
      ...options,
    })) {
      if (usage !== undefined && usage !== null) usages.push(usage.completion_tokens)
    }
    expect(usages).toEqual([5])
  })

  it('streams the arguments of a tool', async () => {
    const { client } = await start({ toolArguments: '{"city":"Seoul","days":3}' })
    const stream = client.chat.completions.stream({
      ...question,
      tools: [{ type: 'function', function: { name: 'look_up', parameters: {} } }],
    })
    const { choices } = await stream.finalChatCompletion()
    const [call] = choices[0]?.message.tool_calls ?? []
    assert(call?.type === 'function')
    expect(call.function.arguments).toBe('{"city":"Seoul","days":3}')
  })

  it('ends with an error where the model breaks off, never as if it were whole', async () => {
    for (const knobs of [{ breakAfter: 2 }, { endAfter: 2 }]) {
      const { gateway, client } = await start(knobs)
      const text = await (await rawStream(gateway.url)).text()
      expect(text).toContain('Hello')
      expect(text).toContain('"error"')
      expect(text).not.toContain('[DONE]')
      const stream = await client.chat.completions.create({ ...question, stream: true })
      const reading = (async () => {
        for await (const chunk of stream) void chunk
      })()
      await expect(reading).rejects.toBeInstanceOf(OpenAI.APIError)
      expect(await gateway.usage()).toMatchObject([
        { completionTokens: 2, isEstimated: true, status: 502 },
        { completionTokens: 2, isEstimated: true, status: 502 },
      ])
    }
  })

  it('is counted exactly by vLLM even when it breaks off, and says nothing of that', async () => {
    const upstream = await startUpstream({ breakAfter: 3 })
    const gateway = await startGateway({ models: [modelAt(upstream.url, { engine: 'vllm' })] })
    open.push(upstream, gateway)
    const text = await (await rawStream(gateway.url)).text()
    expect(text.match(/"delta"/g)).toHaveLength(3)
    expect(text).not.toContain('usage')
    expect(await gateway.usage()).toMatchObject([
      { promptTokens: 7, completionTokens: 3, isEstimated: false, status: 502 },
    ])
  })

  it('fails as an ordinary error where nothing has come yet', async () => {
    const { gateway } = await start({ breakAfter: 0 })
    expect((await rawStream(gateway.url)).status).toBe(502)
  })

  it('ends the work of the model when the client leaves, and counts what was made', async () => {
    const { client, upstream, gateway } = await start({
      tokenMs: 10,
      tokens: Array.from({ length: 500 }, () => 'word '),
    })
    const stream = await client.chat.completions.create({ ...question, stream: true })
    let received = 0
    for await (const chunk of stream) {
      received += chunk.choices[0]?.delta.content === undefined ? 0 : 1
      if (received === 5) break
    }
    await vi.waitFor(() => expect(upstream.dropped()).toBe(1))
    expect(upstream.open()).toBe(0)
    const [entry] = await vi.waitFor(async () => {
      const rows = await gateway.usage()
      expect(rows).toHaveLength(1)
      return rows
    })
    expect(entry).toMatchObject({ isEstimated: true, status: 499 })
    expect(entry?.completionTokens).toBeGreaterThanOrEqual(5)
    expect(entry?.completionTokens).toBeLessThan(20)
  })

  it('gives signs of life while the model is silent', async () => {
    const { gateway } = await start({ delayMs: 150 }, { keepAliveMs: 40 })
    const text = await (await rawStream(gateway.url)).text()
    expect(text.startsWith(': keep-alive\n\n')).toBe(true)
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })

  it('goes on to its end while the server closes, and is cut when that takes too long', async () => {
    const tokens = Array.from({ length: 20 }, () => 'word ')
    const { gateway } = await start({ tokenMs: 10, tokens })
    const reply = await rawStream(gateway.url)
    const [text] = await Promise.all([reply.text(), gateway.close()])
    open.pop()
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
    const slow = await start({ tokenMs: 50, tokens }, { drainMs: 100 })
    const cut = await rawStream(slow.gateway.url)
    const [failure] = await Promise.all([failureOf(cut.text()), slow.gateway.close()])
    open.pop()
    expect(failure).toBeInstanceOf(TypeError)
  })
})

describe('the trace of a stream', () => {
  it('says what was held before, and when the first text came', async () => {
    const { gateway } = await start({ delayMs: 60, tokenMs: 80 })
    const reply = await rawStream(gateway.url, { max_tokens: 100 })
    await reply.text()
    const [span] = gateway.spans
    assert(span !== undefined)
    const attribute = (name: string) => z.number().parse(span.attributes[name])
    expect(attribute('llmflow.limit.tokens_reserved')).toBeGreaterThan(100)
    expect(attribute('llmflow.first_token_ms')).toBeGreaterThan(50)
    expect(attribute('llmflow.first_token_ms')).toBeLessThan(span.endMs - span.startMs - 30)
  })

  it('says nothing of a first text where none came', async () => {
    const { client, gateway } = await start({ refuse: 400 })
    await failureOf(client.chat.completions.create({ ...question, stream: true }))
    expect(gateway.spans).toHaveLength(1)
    expect(gateway.spans[0]?.attributes).not.toHaveProperty(['llmflow.first_token_ms'])
  })
})

describe('limits', () => {
  it('refuse with 429 and say when to come again', async () => {
    const two = { ...principal, requestsPerMinute: 2 }
    const { client, gateway } = await start({}, { principals: { 'key-1': two } })
    await client.chat.completions.create(question)
    await client.chat.completions.create(question)
    const failure = await failureOf(client.chat.completions.create(question))
    assert(failure instanceof OpenAI.RateLimitError)
    expect(failure.code).toBe('rate_limit_exceeded')
    expect(failure.type).toBe('requests')
    expect(Number(failure.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(await gateway.usage()).toHaveLength(2)
    expect(await gateway.metrics.print()).toContain(
      'llmflow_limited_total{tenant="default",limit="requests"} 1',
    )
  })

  it('leave a trace of who was refused by which, and when to come again', async () => {
    const two = { ...principal, requestsPerMinute: 1, tokensPerMinute: 500 }
    const { client, gateway } = await start({}, { principals: { 'key-1': two } })
    const large = { ...question, max_tokens: 600 }
    const headers = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' }
    await failureOf(client.chat.completions.create(large, { headers }))
    await client.chat.completions.create(question)
    await failureOf(client.chat.completions.create(question))
    const refused = { 'error.type': 'limit-reached', 'llmflow.key_id': principal.keyId }
    expect(gateway.spans).toMatchObject([
      {
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        parentSpanId: '00f067aa0ba902b7',
        tenantId: principal.tenantId,
        name: 'refuse',
        hasFailed: true,
        attributes: {
          ...refused,
          'gen_ai.request.model': 'small',
          'http.response.status_code': 429,
          'llmflow.limit.refused': 'tokens',
          'llmflow.limit.tokens': 500,
        },
      },
      { name: 'chat small', hasFailed: false },
      { name: 'refuse', attributes: { ...refused, 'llmflow.limit.refused': 'requests' } },
    ])
    const [first, , last] = gateway.spans
    expect(first?.attributes['llmflow.limit.tokens_asked']).toBeGreaterThan(600)
    expect(last?.attributes['llmflow.limit.retry_after_ms']).toBeGreaterThan(0)
    expect(last?.parentSpanId).toBeUndefined()
  })

  it('reserve what a request may produce, and give back what it did not', async () => {
    const few = { ...principal, tokensPerMinute: 1000 }
    const { client, upstream } = await start({ delayMs: 50 }, { principals: { 'key-1': few } })
    const asked = { ...question, max_tokens: 600 }
    const both = await Promise.allSettled([
      client.chat.completions.create(asked),
      client.chat.completions.create(asked),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await client.chat.completions.create(asked)
    expect(upstream.bodies).toHaveLength(2)
  })
})

it('answers nothing but its probes and faces, and each reply says what it cost', async () => {
  const { gateway } = await start()
  for (const [path, status] of [
    ['/health', 200],
    ['/ready', 200],
    ['/metrics', 200],
    ['/nothing', 404],
    ['/v1/models', 401],
  ] as const) {
    const reply = await fetch(`${gateway.url}${path}`)
    expect([path, reply.status]).toEqual([path, status])
    expect(Number(reply.headers.get('x-llmflow-overhead-ms'))).toBeGreaterThanOrEqual(0)
    expect(reply.headers.has('x-llmflow-overhead-ms')).toBe(true)
  }
  await sleep(0)
})
