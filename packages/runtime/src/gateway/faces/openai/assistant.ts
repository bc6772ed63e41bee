// An assistant behind the chat address: its answer as text with marks, and the places that the marks stand for.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnswerEvent, Citation, TokenUsage } from '../../../answer/events.js'
import { RuntimeError } from '../../../error.js'
import type { Principal } from '../../../identity/principal.js'
import { leavingOf, openEvents } from '../../event-writer.js'
import { problemOf } from '../../problem.js'
import { timingOf } from '../../timing.js'
import { openAccount, type Account, type Spent } from './account.js'
import { openaiError } from './errors.js'
import { assistantPrefix, rawOf, type AssistantMessage, type OpenaiFace } from './context.js'
import { isObject, type JsonObject } from './json.js'
import { likelyTokens, promptTokensMost, tokensOfDeltas } from './tokens.js'

type Input = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly principal: Principal
  readonly body: JsonObject & { readonly model: string }
}

/** What an answer of our own may take: extractive ones take none, generative ones are bounded by the flow. */
const answerTokensMost = 1024

export async function answerAsAssistant(face: OpenaiFace, input: Input): Promise<unknown> {
  const { request, reply, principal, body } = input
  const prompt = promptTokensMost(rawOf(request))
  const opened = openAccount(
    face,
    {
      principal,
      model: body.model,
      label: 'assistant',
      operation: 'chat',
      promptTokensMost: prompt,
      completionTokensMost: Math.min(
        answerTokensMost,
        Math.max(1, principal.tokensPerMinute - prompt),
      ),
    },
    request,
    reply,
  )
  const account = opened instanceof Promise ? await opened : opened
  const asked: Asked = { ...input, face, account, signal: leavingOf(reply) }
  return body['stream'] === true ? streamed(asked) : whole(asked)
}

type Asked = Input & {
  readonly face: OpenaiFace
  readonly account: Account
  readonly signal: AbortSignal
}

const eventsOf = ({ face, request, principal, body, account, signal }: Asked) =>
  face.assistants.answer({
    principal,
    assistant: body.model.slice(assistantPrefix.length),
    messages: messagesOf(body),
    body,
    signal,
    traceparent: account.traceparent,
    waited: (milliseconds) => {
      timingOf(request).waitedMs += milliseconds
    },
  })

/** Pictures and the like are left out: documents are found by text. */
function messagesOf({ messages }: JsonObject): readonly AssistantMessage[] {
  if (!Array.isArray(messages)) return []
  return messages.flatMap((message: unknown) =>
    isObject(message) && typeof message['role'] === 'string'
      ? [{ role: message['role'], content: textOf(message['content']) }]
      : [],
  )
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .flatMap((part: unknown) =>
      isObject(part) && typeof part['text'] === 'string' ? [part['text']] : [],
    )
    .join('\n')
}

type End = Extract<AnswerEvent, { kind: 'end' }>

async function whole(asked: Asked): Promise<unknown> {
  const { account, body, request } = asked
  let text = ''
  let end: End | undefined
  try {
    for await (const event of eventsOf(asked)) {
      if (asked.signal.aborted) throw left()
      if (event.kind === 'end') end = event
      if (event.kind !== 'text') continue
      account.textCame()
      text += event.text
    }
    if (end === undefined) throw unfinished()
  } catch (error) {
    await account.close(spentBy(asked, error, text, text === '' ? 0 : 1))
    throw error
  }
  await account.close(spentOf(end))
  return {
    id: `chatcmpl-${request.id}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: body.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text, ...restingOn(end) },
        finish_reason: 'stop',
      },
    ],
    usage: shownUsage(end.usage),
  }
}

async function streamed(asked: Asked): Promise<unknown> {
  const { account, body, request, reply, face } = asked
  const events = openEvents(request, reply, face.keepAliveMs)
  const created = Math.floor(Date.now() / 1000)
  const chunk = (rest: JsonObject): string =>
    `data: ${JSON.stringify({ id: `chatcmpl-${request.id}`, object: 'chat.completion.chunk', created, model: body.model, ...rest })}\n\n`
  const delta = (delta: JsonObject, finish: string | null = null): string =>
    chunk({ choices: [{ index: 0, delta, finish_reason: finish }] })
  let text = ''
  let deltas = 0
  try {
    let end: End | undefined
    for await (const event of eventsOf(asked)) {
      if (asked.signal.aborted) throw left()
      if (event.kind === 'end') end = event
      if (event.kind !== 'text') continue
      account.textCame()
      const first = deltas === 0 ? { role: 'assistant' } : {}
      deltas += 1
      text += event.text
      await events.write(delta({ ...first, content: event.text }))
    }
    if (end === undefined) throw unfinished()
    await events.write(delta(restingOn(end), 'stop'))
    await account.close(spentOf(end))
    const usage = wantsUsage(body) ? chunk({ choices: [], usage: shownUsage(end.usage) }) : ''
    events.end(`${usage}data: [DONE]\n\n`)
  } catch (error) {
    const spent = spentBy(asked, error, text, deltas)
    if (!events.hasBegun) {
      events.close()
      await account.close(spent)
      throw error
    }
    const problem = problemOf(error)
    if (problem.code === 'internal') face.onFault(error, request.id)
    try {
      await account.close(spent)
    } finally {
      events.end(`data: ${JSON.stringify(openaiError(problem))}\n\n`)
    }
  }
  return reply
}

const wantsUsage = ({ stream_options }: JsonObject): boolean =>
  isObject(stream_options) && stream_options['include_usage'] === true

const left = (): RuntimeError => new RuntimeError('cancelled', 'The client has left.')

const unfinished = (): RuntimeError =>
  new RuntimeError('upstream-failed', 'The answer broke off before its end.')

const spentOf = ({ usage, mode, citations }: End): Spent => ({
  status: 200,
  input: usage.promptTokens,
  output: usage.completionTokens,
  isEstimated: usage.isEstimated,
  attributes: { 'llmflow.answer.mode': mode, 'llmflow.answer.citations': citations.length },
})

/** What came before it broke off, or before the client left, is counted as it was sent. */
function spentBy({ request }: Asked, error: unknown, text: string, deltas: number): Spent {
  const { status, code } = problemOf(error)
  return {
    status,
    input: deltas === 0 ? 0 : likelyTokens(rawOf(request)),
    output: tokensOfDeltas(deltas, Buffer.byteLength(text)),
    isEstimated: true,
    attributes: { 'error.type': code },
  }
}

const shownUsage = ({ promptTokens, completionTokens }: TokenUsage) => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
})

/** What the answer rests on, beside its text: clients that don't know it pass it over. */
const restingOn = ({ mode, citations }: End) => ({
  citations: citations.map(shownCitation),
  answer_mode: mode,
})

const shownCitation = (citation: Citation) => ({
  number: citation.number,
  document_id: citation.documentId,
  document_name: citation.documentName,
  dataset_id: citation.datasetId,
  dataset_name: citation.datasetName,
  chunk_id: citation.chunkId,
  titles: citation.titles,
  page: citation.page ?? null,
  boxes: citation.boxes,
  span: citation.span,
  quote: citation.quote,
  score: citation.score,
})
