// The official clients of others run unchanged: LangChain's, and the AI SDK's for anything compatible with OpenAI.

import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import { embedMany, generateText, jsonSchema, streamText, tool } from 'ai'
import OpenAI from 'openai'
import { afterEach, assert, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { RuntimeError } from '../../src/error.js'
import { modelAt, startGateway, type GatewayOptions } from './gateway.js'
import { startUpstream, type Knobs } from './upstream.js'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close()
})

async function start(knobs: Knobs = {}, options: Partial<GatewayOptions> = {}) {
  const upstream = await startUpstream(knobs)
  const of = (name: string, kind: 'embedding' | 'reranking', engine = 'openai-compatible') =>
    modelAt(upstream.url, { name, servedName: name, kind, engine })
  const gateway = await startGateway({
    models: [
      modelAt(upstream.url),
      of('embedder', 'embedding'),
      of('reranker', 'reranking', 'tei'),
    ],
    ...options,
  })
  open.push(upstream, gateway)
  return { upstream, gateway, baseURL: `${gateway.url}/v1` }
}

const textOf = (content: unknown): string => (typeof content === 'string' ? content : '')

const counted = z.object({ usage_metadata: z.object({ output_tokens: z.number() }).optional() })

describe('LangChain', () => {
  const clientOf = (baseURL: string, apiKey = 'key-1') =>
    new ChatOpenAI({ model: 'small', apiKey, maxRetries: 0, configuration: { baseURL } })

  it('asks, streams with usage, and calls tools', async () => {
    const { baseURL } = await start()
    const client = clientOf(baseURL)
    const whole = await client.invoke('Hi')
    expect(whole.content).toBe('Hello from the model.')
    expect(whole.usage_metadata).toMatchObject({ output_tokens: 5 })
    let text = ''
    let output = 0
    for await (const chunk of await client.stream('Hi')) {
      text += textOf(chunk.content)
      output += counted.parse(chunk).usage_metadata?.output_tokens ?? 0
    }
    expect([text, output]).toEqual(['Hello from the model.', 5])
    const tools = await start({ toolArguments: '{"city":"Seoul"}' })
    const bound = clientOf(tools.baseURL).bindTools([
      { type: 'function', function: { name: 'look_up', parameters: { type: 'object' } } },
    ])
    const called = await bound.invoke('Where')
    expect(called.tool_calls).toMatchObject([{ name: 'look_up', args: { city: 'Seoul' } }])
  })

  it('leaves in the middle, and gets errors as such', async () => {
    const { baseURL, upstream } = await start({ tokenMs: 20, tokens: Array(200).fill('a ') })
    for await (const chunk of await clientOf(baseURL).stream('Hi')) {
      if (textOf(chunk.content) !== '') break
    }
    await vi.waitFor(() => expect(upstream.open()).toBe(0))
    await expect(clientOf(baseURL, 'wrong').invoke('Hi')).rejects.toMatchObject({ status: 401 })
  })

  it('embeds', async () => {
    const { baseURL } = await start()
    const embeddings = new OpenAIEmbeddings({
      model: 'embedder',
      apiKey: 'key-1',
      configuration: { baseURL },
    })
    expect(await embeddings.embedDocuments(['bee', 'a'])).toEqual([
      [3, 2, 1],
      [1, 1, 1],
    ])
  })
})

describe('the AI SDK', () => {
  const providerOf = (baseURL: string) =>
    createOpenAICompatible({ name: 'llmflow', baseURL, apiKey: 'key-1', includeUsage: true })

  it('asks, streams and counts', async () => {
    const { baseURL } = await start()
    const model = providerOf(baseURL)('small')
    const whole = await generateText({ model, prompt: 'Hi' })
    expect(whole.text).toBe('Hello from the model.')
    const streamed = streamText({ model, prompt: 'Hi' })
    let text = ''
    for await (const piece of streamed.textStream) text += piece
    expect(text).toBe('Hello from the model.')
    expect((await streamed.usage).outputTokens).toBe(5)
  })

  it('calls tools', async () => {
    const { baseURL } = await start({ toolArguments: '{"city":"Seoul"}' })
    const { toolCalls } = await generateText({
      model: providerOf(baseURL)('small'),
      prompt: 'Where',
      tools: { look_up: tool({ inputSchema: jsonSchema({ type: 'object', properties: {} }) }) },
    })
    expect(toolCalls).toMatchObject([{ toolName: 'look_up', input: { city: 'Seoul' } }])
  })

  it('hears of an answer that broke off', async () => {
    const { baseURL } = await start({ breakAfter: 2 })
    const errors: unknown[] = []
    const { stream } = streamText({
      model: providerOf(baseURL)('small'),
      prompt: 'Hi',
      maxRetries: 0,
      onError: ({ error }) => void errors.push(error),
    })
    for await (const part of stream) void part
    expect(errors.length).toBeGreaterThan(0)
  })

  it('embeds', async () => {
    const { baseURL } = await start()
    const model = providerOf(baseURL).embeddingModel('embedder')
    expect((await embedMany({ model, values: ['bee'] })).embeddings).toEqual([[3, 2, 1]])
  })
})

describe('OpenAI’s client', () => {
  const clientOf = (baseURL: string) => new OpenAI({ baseURL, apiKey: 'key-1', maxRetries: 0 })

  it('lists models and assistants, and finds each by its name', async () => {
    const { baseURL } = await start({}, { assistants: echoing })
    const client = clientOf(baseURL)
    const names = []
    for await (const { id } of client.models.list()) names.push(id)
    expect(names).toEqual(['small', 'embedder', 'reranker', 'assistant/handbook'])
    for (const id of names) expect((await client.models.retrieve(id)).id).toBe(id)
    await expect(client.models.retrieve('none')).rejects.toBeInstanceOf(OpenAI.NotFoundError)
  })

  it('asks an assistant: text with marks, and citations beside it', async () => {
    const { baseURL, gateway } = await start({}, { assistants: echoing })
    const client = clientOf(baseURL)
    const request = {
      model: 'assistant/handbook',
      messages: [{ role: 'user' as const, content: 'How long?' }],
    }
    const whole = await client.chat.completions.create(request)
    const message = whole.choices[0]?.message
    expect(message?.content).toBe('You asked: How long? [1]')
    expect(message).toMatchObject({
      answer_mode: 'extractive',
      citations: [{ number: 1, document_name: 'Handbook', page: 3, quote: 'ten days' }],
    })
    const chunks = []
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) {
      chunks.push(chunk)
    }
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(
      'You asked: How long? [1]',
    )
    expect(chunks.at(-1)?.choices[0]).toMatchObject({
      finish_reason: 'stop',
      delta: { citations: [{ number: 1 }] },
    })
    const firstTexts = gateway.spans.map(({ attributes }) => attributes['llmflow.first_token_ms'])
    expect(firstTexts.map((ms) => typeof ms)).toEqual(['number', 'number'])
    expect(await gateway.usage()).toMatchObject([
      { model: 'assistant/handbook', promptTokens: 4, completionTokens: 6 },
      { model: 'assistant/handbook', promptTokens: 4, completionTokens: 6 },
    ])
  })

  it('hears of an assistant that does not exist, or fails in the middle', async () => {
    const { baseURL } = await start({}, { assistants: echoing })
    const client = clientOf(baseURL)
    const ask = (name: string, content: string) =>
      client.chat.completions.create({
        model: `assistant/${name}`,
        messages: [{ role: 'user', content }],
        stream: true,
      })
    await expect(ask('none', 'Hi')).rejects.toBeInstanceOf(OpenAI.NotFoundError)
    const stream = await ask('handbook', 'fail')
    const reading = (async () => {
      for await (const chunk of stream) void chunk
    })()
    await expect(reading).rejects.toBeInstanceOf(OpenAI.APIError)
  })

  it('reranks in the form of Cohere and Jina, whatever the engine speaks', async () => {
    const { baseURL, upstream } = await start()
    const documents = ['a', { text: 'abc' }, 'ab']
    const reply = await clientOf(baseURL).post('/rerank', {
      body: {
        model: 'reranker',
        query: 'which',
        documents,
        top_n: 2,
        return_documents: true,
      },
    })
    expect(reply).toMatchObject({
      model: 'reranker',
      results: [
        { index: 1, relevance_score: 3, document: { text: 'abc' } },
        { index: 2, relevance_score: 2, document: { text: 'ab' } },
      ],
    })
    expect(upstream.bodies[0]?.texts).toEqual(['a', 'abc', 'ab'])
  })

  it('completes a text, and counts what an engine did not', async () => {
    const { baseURL, gateway } = await start({ withoutUsage: true })
    const { choices } = await clientOf(baseURL).completions.create({ model: 'small', prompt: 'Hi' })
    assert(choices.length === 1)
    expect(await gateway.usage()).toMatchObject([{ isEstimated: true, status: 200 }])
  })
})

/** Says back what it was asked, and cites a handbook. */
const echoing: NonNullable<GatewayOptions['assistants']> = {
  list: () => Promise.resolve([{ name: 'handbook', createdAt: new Date(1_700_000_000_000) }]),
  async *answer({ assistant, messages }) {
    const question = messages.at(-1)?.content ?? ''
    if (assistant !== 'handbook') throw new RuntimeError('not-found', 'There is no such assistant.')
    yield { kind: 'passages', passages: [] }
    yield { kind: 'text', text: 'You asked: ' }
    await Promise.resolve()
    if (question === 'fail') assert.fail('a bug')
    yield { kind: 'text', text: `${question} [1]` }
    yield {
      kind: 'end',
      mode: 'extractive',
      usage: { promptTokens: 4, completionTokens: 6, isEstimated: true },
      citations: [
        {
          number: 1,
          chunkId: 'c',
          documentId: 'd',
          documentName: 'Handbook',
          datasetId: 's',
          datasetName: 'Set',
          titles: [],
          page: 3,
          boxes: [],
          span: { start: 0, end: 8 },
          quote: 'ten days',
          score: 1,
        },
      ],
    }
  },
}
