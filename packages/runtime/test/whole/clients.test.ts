// The official clients of others run unchanged against the whole service, with the sample documents and a model that quotes.

import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { ChatOpenAI } from '@langchain/openai'
import { generateText, streamText } from 'ai'
import { ChatClient } from 'dify-client'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { probeQuestions } from '../../src/models/probe-questions.js'
import { modelName, startModel, type Model } from './model.js'
import { startService, type Service } from './service.js'
import { foundTenant, uploadSamples } from './tenant.js'

const wholeMs = 120_000

let folder = ''
let model: Model
let service: Service
let key = ''
let baseURL = ''

/** Passes its probe in English alone; shown passages, it says the first of them, slowly where it is asked to. */
async function* quote(message: string): AsyncGenerator<string> {
  const probe = probeQuestions.en.find(({ question }) => message.endsWith(question))
  if (probe !== undefined) {
    yield probe.facts.length === 0 ? 'Nothing says so.' : `It is ${probe.facts.flat()[0]}.`
    return
  }
  const isSlow = message.endsWith('slowly.')
  const first = /\[1\] [^\n]*\n([\s\S]*?)(?=\n\n\[2\]|$)/.exec(message)?.[1] ?? 'Hello. '
  for (const sentence of first.split(/(?<=\. )/)) {
    yield sentence
    if (isSlow) await pause(400)
  }
}

const ready = z.object({ engines: z.record(z.string(), z.object({ state: z.string() })) })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmflow-clients-'))
  model = await startModel(quote)
  const configuration = { models: [model.configuration] }
  service = await startService({ data: join(folder, 'data'), configuration })
  baseURL = `${service.url}/v1`
  const tenant = await foundTenant(service, 'haneul')
  key = tenant.key
  await uploadSamples(service, tenant)
  const generation = async () =>
    ready.parse((await service.ask({ path: '/ready' })).json).engines['generation']?.state
  await vi.waitUntil(async () => (await generation()) === 'on', 60_000)
}, wholeMs)

afterAll(async () => {
  await service.stop()
  await model.close()
  await rm(folder, { recursive: true, force: true })
})

const assistant = 'assistant/default'
/** The model may say it. */
const english = 'How many days a calendar year may I work from another country?'
/** The model failed its probe in Korean: the documents are quoted. */
const korean = '다 쓰지 못한 휴가는 다음 해 언제까지 쓸 수 있나요?'
const nowhere = 'Which zeppelin hangar sells tulips?'

const textOf = (content: unknown): string => (typeof content === 'string' ? content : '')

describe('OpenAI’s client', () => {
  const clientOf = (apiKey = key) => new OpenAI({ baseURL, apiKey, maxRetries: 0 })
  const asking = (content: string) => ({
    model: assistant,
    messages: [{ role: 'user' as const, content }],
  })

  const cited = z.object({
    citations: z.array(
      z.object({ document_name: z.string(), dataset_name: z.string(), quote: z.string() }),
    ),
  })

  it('asks an assistant: in the words of a model, or of the documents, or that nothing is there', async () => {
    const answers = []
    for (const question of [english, korean, nowhere]) {
      answers.push(await clientOf().chat.completions.create(asking(question)))
    }
    const [said, quoted, none] = answers.map(({ choices }) => choices[0]?.message)
    expect(said?.content).toMatch(/at most twenty days a calendar year.*? \[\d\]/)
    expect(said).toMatchObject({ answer_mode: 'generative' })
    const { citations } = cited.parse(said)
    expect(citations.find(({ quote }) => quote.includes('twenty days'))).toMatchObject({
      document_name: 'remote-work-policy.md',
      dataset_name: 'handbook',
    })
    expect(quoted?.content).toContain('3월 31일')
    expect(quoted).toMatchObject({ answer_mode: 'extractive' })
    expect(cited.parse(quoted).citations.map(({ document_name }) => document_name)).toContain(
      '연차휴가-규정.md',
    )
    expect(none).toMatchObject({ answer_mode: 'none', citations: [] })
    expect(answers[0]).toMatchObject({ object: 'chat.completion', model: assistant })
  })

  it('streams the same text, with the citations at its end', async () => {
    const whole = await clientOf().chat.completions.create(asking(english))
    const request = { ...asking(english), stream: true, stream_options: { include_usage: true } }
    const chunks = []
    for await (const chunk of await clientOf().chat.completions.create({
      ...request,
      stream: true,
    })) {
      chunks.push(chunk)
    }
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')
    expect(text).toBe(whole.choices[0]?.message.content)
    const last = chunks.find(({ choices }) => choices[0]?.finish_reason === 'stop')
    expect(last?.choices[0]?.delta).toMatchObject({ answer_mode: 'generative' })
    expect(chunks.at(-1)?.usage?.total_tokens).toBeGreaterThan(0)
  })

  it('lists models and assistants, and asks a model directly', async () => {
    const names = []
    for await (const { id } of clientOf().models.list()) names.push(id)
    expect(names.toSorted()).toEqual([assistant, modelName].toSorted())
    expect((await clientOf().models.retrieve(assistant)).id).toBe(assistant)
    const direct = await clientOf().chat.completions.create({ ...asking('Hi'), model: modelName })
    expect(direct.choices[0]?.message.content).toBe('Hello. ')
  })

  it('gets refusals as errors of its own types', async () => {
    const create = (part: object, of = key) =>
      clientOf(of).chat.completions.create({ ...asking('Hi'), ...part })
    await expect(create({}, 'wrong')).rejects.toBeInstanceOf(OpenAI.AuthenticationError)
    await expect(create({ model: 'none' })).rejects.toBeInstanceOf(OpenAI.NotFoundError)
    await expect(create({ messages: [] })).rejects.toBeInstanceOf(OpenAI.BadRequestError)
    const poor = await foundTenant(service, 'poor', { requestsPerMinute: 1 })
    await create({}, poor.key)
    const limited: unknown = await create({}, poor.key).catch((error: unknown) => error)
    expect(limited).toBeInstanceOf(OpenAI.RateLimitError)
    expect(limited).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'requests' })
  })
})

describe('LangChain’s client', () => {
  const clientOf = (apiKey = key) =>
    new ChatOpenAI({ model: assistant, apiKey, maxRetries: 0, configuration: { baseURL } })

  it('invokes, streams, and gets errors as such', async () => {
    const whole = await clientOf().invoke(english)
    expect(whole.content).toContain('twenty days')
    let text = ''
    for await (const chunk of await clientOf().stream(english)) text += textOf(chunk.content)
    expect(text).toBe(whole.content)
    await expect(clientOf('wrong').invoke('Hi')).rejects.toMatchObject({ status: 401 })
  })
})

describe('the AI SDK', () => {
  it('generates, streams and counts', async () => {
    const provider = createOpenAICompatible({
      name: 'llmflow',
      baseURL,
      apiKey: key,
      includeUsage: true,
    })
    const whole = await generateText({ model: provider(assistant), prompt: korean })
    expect(whole.text).toContain('3월 31일')
    const streamed = streamText({ model: provider(assistant), prompt: korean })
    let text = ''
    for await (const piece of streamed.textStream) text += piece
    expect(text).toBe(whole.text)
    expect((await streamed.usage).totalTokens).toBeTypeOf('number')
  })
})

describe('Dify’s client', () => {
  const user = 'anna'
  const clientOf = () => new ChatClient(key, baseURL)
  const metadata = z.object({
    retriever_resources: z.array(z.object({ document_name: z.string() })),
  })
  const reply = z.object({
    data: z.object({
      answer: z.string(),
      message_id: z.string(),
      conversation_id: z.string(),
      metadata,
    }),
  })
  const event = z.looseObject({ event: z.string(), task_id: z.string(), message_id: z.string() })
  type Event = z.infer<typeof event>
  const listed = z.object({ data: z.object({ data: z.array(z.looseObject({ id: z.string() })) }) })

  const ask = async (query: string, conversation?: string) =>
    reply.parse(await clientOf().createChatMessage({}, query, user, false, conversation)).data

  async function* stream(query: string): AsyncGenerator<Event> {
    const sent: unknown = await clientOf().createChatMessage({}, query, user, true)
    const body = z.object({ data: z.custom<AsyncIterable<Buffer>>() }).parse(sent).data
    let rest = ''
    for await (const piece of body) {
      const blocks = `${rest}${piece.toString()}`.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        if (block.startsWith('data: ')) yield event.parse(JSON.parse(block.slice(6)))
      }
    }
  }

  const messagesOf = async (conversation: string) =>
    listed.parse(await clientOf().getConversationMessages(user, conversation)).data.data

  it('asks in a conversation, and keeps it: listed, read, renamed, rated, removed', async () => {
    const first = await ask(english)
    expect(first.answer).toContain('twenty days')
    expect(first.metadata.retriever_resources[0]?.document_name).toBe('remote-work-policy.md')
    const second = await ask(korean, first.conversation_id)
    expect(second.conversation_id).toBe(first.conversation_id)
    expect(await messagesOf(first.conversation_id)).toMatchObject([
      { query: english, answer: first.answer, message_files: [] },
      { query: korean, answer: second.answer },
    ])
    const renamed: unknown = await clientOf().renameConversation(
      first.conversation_id,
      '휴가',
      user,
    )
    expect(renamed).toMatchObject({ data: { name: '휴가' } })
    expect(listed.parse(await clientOf().getConversations(user)).data.data[0]).toMatchObject({
      id: first.conversation_id,
      name: '휴가',
    })
    // Dify's own types say that a rating is a number; its API takes words.
    const like = z.custom<number>().parse('like')
    await clientOf().messageFeedback(second.message_id, like, user)
    expect((await messagesOf(first.conversation_id)).at(-1)).toMatchObject({
      feedback: { rating: 'like' },
    })
    const suggested: unknown = await clientOf().sendRequest(
      'GET',
      `/messages/${second.message_id}/suggested`,
      null,
      { user },
    )
    const questions = z.object({ data: z.object({ data: z.array(z.string()) }) }).parse(suggested)
    expect(questions.data.data.join('\n')).toContain('더 알려')
    await clientOf().deleteConversation(first.conversation_id, user)
    await expect(messagesOf(first.conversation_id)).rejects.toMatchObject({
      response: { status: 404, data: { code: 'not_found' } },
    })
  })

  it('streams an answer to its end', async () => {
    const events: Event[] = []
    for await (const told of stream(english)) events.push(told)
    const text = events.map(({ answer }) => textOf(answer)).join('')
    expect(text).toContain('twenty days')
    const end = events.at(-1)
    expect(end?.event).toBe('message_end')
    expect(metadata.parse(end?.['metadata']).retriever_resources[0]?.document_name).toBe(
      'remote-work-policy.md',
    )
  })

  it('stops an answer that is on its way, and keeps what was said', async () => {
    const events: Event[] = []
    for await (const told of stream(`${english} Say it slowly.`)) {
      events.push(told)
      if (events.length > 1) continue
      const path = `/chat-messages/${told.task_id}/stop`
      const stopped: unknown = await clientOf().sendRequest('POST', path, { user })
      expect(stopped).toMatchObject({ data: { result: 'success' } })
    }
    expect(events.map((told) => told.event)).toEqual(['message', 'message_end'])
    const kept = await messagesOf(z.string().parse(events[0]?.['conversation_id']))
    expect(kept).toMatchObject([{ status: 'stopped', answer: events[0]?.['answer'] }])
  })
})
