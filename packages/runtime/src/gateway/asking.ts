// One question from its reservation to its kept answer: what every face that keeps conversations does alike.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnswerEvent, Citation } from '../answer/events.js'
import { keepCitation, type KeptCitation } from '../conversations/citation.js'
import type {
  ConversationOwner,
  Conversations,
  KeptFile,
  NewMessage,
} from '../conversations/conversations.js'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Principal } from '../identity/principal.js'
import type { Passage } from '../retrieve/retriever.js'
import { openAccount, type Account, type Bookkeeping } from './faces/openai/account.js'
import type { AssistantMessage, Assistants } from './faces/openai/context.js'
import { likelyTokens, promptTokensMost, tokensOfDeltas } from './faces/openai/tokens.js'
import { problemOf } from './problem.js'
import { timingOf } from './timing.js'

export type AskingMeans = Bookkeeping & {
  readonly conversations: Conversations
  /** Answers as the OpenAI face does for `assistant/<name>`. */
  readonly answer: Assistants['answer']
}

type Question = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly principal: Principal
  /** The name of the assistant. */
  readonly assistant: string
  readonly owner: ConversationOwner
  readonly query: string
  readonly inputs: { readonly [name: string]: unknown }
  /** A conversation of the owner's, or the name of a new one. */
  readonly place: { readonly conversationId?: string; readonly name?: string }
  readonly files: readonly KeptFile[]
  /** What the files say; read once there is room for the question. */
  readonly attached: (signal: AbortSignal) => Promise<readonly Passage[]>
  /** Ends the answer; what came until then is kept. */
  readonly signal: AbortSignal
}

export type Outcome = Pick<
  NewMessage,
  'answer' | 'state' | 'citations' | 'promptTokens' | 'completionTokens' | 'latencyMs' | 'mode'
> & { readonly masked: NonNullable<NewMessage['masked']> }

/** A question that has its place and its room, and is answered when it is run. */
export type Asking = {
  readonly messageId: string
  readonly conversationId: string
  readonly traceId: string
  /** Runs the answer to its end, its stop or its failure, and keeps it; what comes of it is told at once. */
  run(tell: Tell): Promise<Outcome>
}

type Tell = (told: Told) => Promise<void>

/** What is told of an answer before its end. */
export type Told =
  | { readonly kind: 'masked'; readonly masked: Outcome['masked'] }
  | { readonly kind: 'text'; readonly text: string; readonly citation: KeptCitation | undefined }

/** What answers of our own may take: extractive ones take none, generative ones are bounded by the flow. */
const answerTokensMost = 1024

/** Reserves what the question may take, or throws; whatever happens in `reply`, what was taken is settled after it. */
export async function ask<Result>(
  means: AskingMeans,
  question: Question,
  reply: (asking: Asking) => Promise<Result>,
): Promise<Result> {
  const { owner, query, place, inputs, signal } = question
  // Another's conversation is not found before anything is spent.
  const history =
    place.conversationId === undefined
      ? []
      : await means.conversations.history(owner, place.conversationId)
  const messages = [...history, { role: 'user', content: query }]
  const account = await reserve(means, question, messages)
  try {
    const attached = await question.attached(signal)
    const conversation = await means.conversations.open(owner, { ...place, query, inputs })
    const asked = { ...question, means, account, messages, attached, messageId: makeId() }
    return await reply(askingOf({ ...asked, conversationId: conversation.id }))
  } catch (error) {
    const { status } = problemOf(error)
    await account.close({ status, input: 0, output: 0, isEstimated: true })
    throw error
  }
}

const textOf = (messages: readonly AssistantMessage[]): string =>
  messages.map(({ content }) => content).join('')

function reserve(
  means: AskingMeans,
  { principal, assistant, request, reply }: Question,
  messages: readonly AssistantMessage[],
): Account | Promise<Account> {
  const prompt = promptTokensMost(textOf(messages))
  const room = Math.max(1, principal.tokensPerMinute - prompt)
  const planned = {
    principal,
    model: `assistant/${assistant}`,
    label: 'assistant',
    operation: 'chat',
    promptTokensMost: prompt,
    completionTokensMost: Math.min(answerTokensMost, room),
  } as const
  return openAccount(means, planned, request, reply)
}

type Asked = Omit<Question, 'attached'> & {
  readonly means: AskingMeans
  readonly account: Account
  readonly messages: readonly AssistantMessage[]
  readonly attached: readonly Passage[]
  readonly messageId: string
  readonly conversationId: string
}

const askingOf = (asked: Asked): Asking => ({
  messageId: asked.messageId,
  conversationId: asked.conversationId,
  traceId: traceIdOf(asked.account),
  run: (tell) => run(asked, tell),
})

/** Version, trace, span and flags stand between dashes. */
const traceIdOf = ({ traceparent }: Account): string => traceparent.split('-')[1] ?? ''

/** What an answer has come to. */
type Said = {
  text: string
  deltas: number
  passages: readonly Passage[]
  /** Of the texts that came, for an answer without an end. */
  citations: readonly Citation[]
  masked: Outcome['masked']
  end: Extract<AnswerEvent, { kind: 'end' }> | undefined
}

async function run(asked: Asked, tell: Tell): Promise<Outcome> {
  const startMs = performance.now()
  const said: Said = {
    text: '',
    deltas: 0,
    passages: [],
    citations: [],
    masked: [],
    end: undefined,
  }
  let failure: Error | undefined
  try {
    for await (const event of untilAborted(eventsOf(asked), asked.signal)) {
      if (event.kind === 'text') asked.account.textCame()
      await hear(said, event, tell)
    }
    if (said.end === undefined && !asked.signal.aborted) throw brokenOff()
  } catch (error) {
    if (!asked.signal.aborted) failure = error instanceof Error ? error : brokenOff()
  }
  const { isEstimated, ...usage } = said.end?.usage ?? estimated(asked, said)
  const outcome: Outcome = {
    answer: said.text,
    state: failure !== undefined ? 'failed' : said.end === undefined ? 'stopped' : 'whole',
    citations: kept(said.end?.citations ?? said.citations, said.passages),
    ...usage,
    latencyMs: performance.now() - startMs,
    masked: said.masked,
    ...(said.end === undefined ? {} : { mode: said.end.mode }),
  }
  await keep(asked, outcome, isEstimated, failure)
  if (failure !== undefined) throw failure
  return outcome
}

async function hear(said: Said, event: AnswerEvent, tell: Tell): Promise<void> {
  switch (event.kind) {
    case 'passages':
      said.passages = event.passages
      return
    case 'masked':
      said.masked = event.masked
      await tell(event)
      return
    case 'end':
      said.end = event
      return
    case 'text': {
      const { text, citation } = event
      said.text += text
      said.deltas += 1
      said.citations = withCitation(said.citations, citation)
      await tell({
        kind: 'text',
        text,
        citation: citation && keepCitation(citation, said.passages),
      })
    }
  }
}

/** A source that is cited again keeps its number. */
const withCitation = (
  known: readonly Citation[],
  citation: Citation | undefined,
): readonly Citation[] =>
  citation === undefined || known.some(({ number }) => number === citation.number)
    ? known
    : [...known, citation]

const eventsOf = ({ means, request, principal, assistant, account, signal, ...asked }: Asked) =>
  means.answer({
    principal,
    assistant,
    messages: asked.messages,
    attached: asked.attached,
    body: { inputs: asked.inputs },
    signal,
    traceparent: account.traceparent,
    waited: (milliseconds) => {
      timingOf(request).waitedMs += milliseconds
    },
  })

const brokenOff = (): RuntimeError =>
  new RuntimeError('upstream-failed', 'The answer broke off before its end.')

const kept = (citations: readonly Citation[], passages: readonly Passage[]) =>
  citations.map((citation) => keepCitation(citation, passages))

/** What came before it broke off, or was stopped, is counted as it was sent. */
const estimated = ({ messages }: Asked, { text, deltas }: Said) => ({
  promptTokens: deltas === 0 ? 0 : likelyTokens(textOf(messages)),
  completionTokens: tokensOfDeltas(deltas, Buffer.byteLength(text)),
  isEstimated: true,
})

/** Nothing is said to be whole that a crash could still lose. */
async function keep(
  { means, owner, conversationId, messageId, query, files, account }: Asked,
  outcome: Outcome,
  isEstimated: boolean,
  failure: Error | undefined,
): Promise<void> {
  const kept = { ...outcome, id: messageId, conversationId, query, files }
  await means.conversations.keep(owner, { ...kept, traceId: traceIdOf(account) })
  const status = failure === undefined ? 200 : problemOf(failure).status
  await account.close({
    status: outcome.state === 'stopped' ? 499 : status,
    input: outcome.promptTokens,
    output: outcome.completionTokens,
    isEstimated,
    attributes: {
      'llmflow.answer.state': outcome.state,
      ...(outcome.mode === undefined ? {} : { 'llmflow.answer.mode': outcome.mode }),
      'llmflow.answer.citations': outcome.citations.length,
    },
  })
}

/** The values until the signal comes: it need not wait for a source that is slow to notice. */
async function* untilAborted<Value>(
  values: AsyncIterable<Value>,
  signal: AbortSignal,
): AsyncGenerator<Value> {
  const iterator = values[Symbol.asyncIterator]()
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  try {
    for (;;) {
      const next = iterator.next()
      const result = await Promise.race([next, aborted])
      if (result === undefined) {
        next.catch(() => undefined)
        return
      }
      if (result.done === true) return
      yield result.value
    }
  } finally {
    if (iterator.return !== undefined) iterator.return().catch(() => undefined)
  }
}
