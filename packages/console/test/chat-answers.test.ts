// Answers on their way: what is kept of them when they end, break off, are stopped or refused.

import { once } from 'node:events'
import { expect, it, vi } from 'vitest'
import type { ServerEvent } from '../src/api/events.ts'
import { Failure, Offline } from '../src/api/failure.ts'
import { makeAnswers, type Turn } from '../src/pages/chat/answers.ts'
import type { Message } from '../src/pages/chat/message-queries.ts'

const began: ServerEvent = {
  event: 'began',
  data: { messageId: 'm1', conversationId: 'c1', traceId: 't1' },
}
const text = (said: string, citation: object | null = null): ServerEvent => ({
  event: 'text',
  data: { text: said, citation },
})
const citation = {
  number: 1,
  chunkId: 'd1.0',
  documentId: 'd1',
  documentName: 'leave.md',
  datasetId: 's1',
  datasetName: 'handbook',
  titles: [],
  page: null,
  boxes: [],
  span: { start: 0, end: 4 },
  quote: 'Days',
  score: 1,
}
const ended: ServerEvent = {
  event: 'ended',
  data: {
    state: 'whole',
    mode: 'extractive',
    citations: [],
    masked: [],
    promptTokens: 1,
    completionTokens: 2,
    latencyMs: 3,
  },
}

type Source = (signal: AbortSignal) => AsyncIterable<ServerEvent>

/** One after another, as the network brings them. */
async function* told(events: readonly ServerEvent[]): AsyncGenerator<ServerEvent> {
  for (const event of events) yield await Promise.resolve(event)
}

function start(source: Source, moved: Promise<void> = Promise.resolve()) {
  const kept = vi.fn<(conversationId: string, message: Message) => void>()
  const returned = vi.fn<(thread: string, query: string) => void>()
  const answers = makeAnswers({
    events: (_body, signal) => source(signal),
    now: () => 1000,
    began: () => undefined,
    kept,
    returned,
  })
  const asking = answers.ask({
    thread: 'new',
    assistantId: 'a1',
    conversationId: undefined,
    query: 'How?',
    onBegan: (id) => ({ thread: id, moved }),
  })
  const until = (done: (turn: Turn | undefined) => boolean, thread: string): Promise<void> =>
    vi.waitFor(() => expect(done(answers.turnOf(thread))).toBe(true))
  return { answers, asking, kept, returned, until }
}

/** Says what it has and then nothing more until it is stopped. */
async function* hanging(
  events: readonly ServerEvent[],
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  yield* events
  if (!signal.aborted) await once(signal, 'abort')
  signal.throwIfAborted()
}

const refusing = (failure: Failure): Source =>
  async function* refuse() {
    yield* await Promise.reject<readonly ServerEvent[]>(failure)
  }

it('keeps a whole answer under its conversation', async () => {
  const { answers, asking, kept } = start(() => told([began, text('So '), text('so.'), ended]))
  await asking
  expect(answers.turnOf('new')).toBe(undefined)
  expect(answers.turnOf('c1')).toMatchObject({ phase: 'done', message: { answer: 'So so.' } })
  expect(kept).toHaveBeenCalledWith('c1', expect.objectContaining({ id: 'm1', state: 'whole' }))
})

it('shows the question under its old name until the page has moved', async () => {
  const page = new AbortController()
  const { answers, asking } = start(
    () => told([began, ended]),
    once(page.signal, 'abort').then(() => undefined),
  )
  await asking
  expect(answers.turnOf('new')).toMatchObject({ message: { query: 'How?' } })
  page.abort()
  await vi.waitFor(() => expect(answers.turnOf('new')).toBe(undefined))
})

it('keeps what came of an answer that is stopped, with its sources and what was masked', async () => {
  const masked = [{ kind: 'PHONE', count: 1 }]
  const told = { event: 'masked', data: { masked } }
  const { answers, asking, kept, until } = start((signal) =>
    hanging([began, told, text('As ', citation), text('far', citation)], signal),
  )
  await until((turn) => turn?.message.answer === 'As far', 'c1')
  answers.stop('c1')
  await asking
  expect(answers.turnOf('c1')).toMatchObject({
    phase: 'done',
    message: { answer: 'As far', state: 'stopped', citations: [citation], masked },
  })
  expect(kept).toHaveBeenCalledWith('c1', expect.objectContaining({ state: 'stopped', masked }))
})

it('gives a question back that is stopped before anybody took it', async () => {
  const { answers, asking, kept, returned } = start((signal) => hanging([], signal))
  answers.stop('new')
  await asking
  expect(answers.turnOf('new')).toBe(undefined)
  expect(returned).toHaveBeenCalledWith('new', 'How?')
  expect(kept).not.toHaveBeenCalled()
})

it('keeps a refused question, and says when it may be tried again', async () => {
  const refusal = new Failure('no', {
    status: 429,
    code: 'limit-reached',
    requestId: '',
    detail: { retryAfterMs: 4200 },
  })
  const { answers, asking } = start(refusing(refusal))
  await asking
  expect(answers.turnOf('new')).toMatchObject({
    phase: 'failed',
    failure: refusal,
    retryAtMs: 6000,
    message: { query: 'How?', state: 'failed' },
  })
})

it('takes an answer that ends without its end as broken off, and keeps its sources', async () => {
  const { answers, asking } = start(() => told([began, text('half', citation)]))
  await asking
  expect(answers.turnOf('c1')).toMatchObject({
    phase: 'failed',
    message: { answer: 'half', citations: [citation] },
  })
  expect(answers.turnOf('c1')?.failure).toBeInstanceOf(Offline)
})

it('passes over what is no event of the contract', async () => {
  const odd: ServerEvent = { event: 'text', data: { text: 7 } }
  const { answers, asking } = start(() => told([began, odd, text('fine'), ended]))
  await asking
  expect(answers.turnOf('c1')?.message.answer).toBe('fine')
})
