// Has an assistant answer for somebody: from what that person may read of its datasets, traced step by step.

import type { AnswerEvent } from '../answer/events.js'
import type { Answer, ChatMessage, Step } from '../answer/flow.js'
import { RuntimeError } from '../error.js'
import { traceContextOf } from '../gateway/trace-context.js'
import type { Principal } from '../identity/principal.js'
import { listDatasets } from '../knowledge/datasets.js'
import type { Records } from '../ports/records.js'
import type { Scope } from '../ports/text-index.js'
import type { Traces } from '../ports/traces.js'
import type { Passage } from '../retrieve/retriever.js'
import { findAssistantByName, getAssistant, listAssistants, type Assistant } from './assistants.js'

type AnsweringOptions = {
  readonly records: Records
  readonly answer: Answer
  readonly traces: Pick<Traces, 'record'>
  /** The chat model of assistants that name none; undefined where there is none. */
  readonly usualModel: () => string | undefined
}

type Question = {
  readonly principal: Principal
  readonly assistant: Assistant
  /** The last one is the question. */
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly signal: AbortSignal
  /** W3C's header: the steps become spans below it. */
  readonly traceparent: string
  /** Searches these of the assistant's datasets alone. */
  readonly datasetIds?: readonly string[]
  /** Of files that came with the question. */
  readonly attached?: readonly Passage[]
  /** Told what was spent waiting for a model. */
  readonly waited?: (milliseconds: number) => void
}

export type Answering = {
  /** Assistants that the caller may ask. */
  list(principal: Principal): Promise<readonly Assistant[]>
  /** Throws `not-found` where the caller has no such assistant. */
  byName(principal: Principal, name: string): Promise<Assistant>
  /** The assistant of the caller's key, or the tenant's `default`. */
  ofCaller(principal: Principal): Promise<Assistant>
  answer(question: Question): AsyncGenerator<AnswerEvent>
}

const assistantsMax = 200
const messageCharactersMax = 32_000

export function makeAnswering(options: AnsweringOptions): Answering {
  const { records } = options
  const byName = async (principal: Principal, name: string): Promise<Assistant> => {
    const assistant = await findAssistantByName(records, principal.tenantId, name)
    if (assistant === undefined || !mayAsk(principal, assistant)) throw noSuchAssistant()
    return assistant
  }
  return {
    list: async (principal) => {
      const all = await listAssistants(records, principal.tenantId, { limit: assistantsMax })
      return all.filter((assistant) => mayAsk(principal, assistant))
    },
    byName,
    ofCaller: (principal) =>
      principal.assistantId === undefined
        ? byName(principal, 'default')
        : getAssistant(records, principal.tenantId, principal.assistantId),
    answer: (question) => answer(options, question),
  }
}

/** A key of one assistant asks that one alone. */
const mayAsk = ({ assistantId }: Principal, { id }: Assistant): boolean =>
  assistantId === undefined || assistantId === id

const noSuchAssistant = (): RuntimeError =>
  new RuntimeError('not-found', 'There is no such assistant, or you may not ask it.', {
    detail: { field: 'model' },
  })

async function* answer(
  { records, answer: flow, traces, usualModel }: AnsweringOptions,
  {
    principal,
    assistant,
    messages,
    signal,
    traceparent,
    datasetIds,
    attached = [],
    waited,
  }: Question,
): AsyncGenerator<AnswerEvent> {
  const model = modelOf(principal, assistant.model ?? usualModel())
  yield* flow({
    settings: { prompt: assistant.prompt, ...(model === undefined ? {} : { model }) },
    messages: readMessages(messages),
    scope: await scopeOf(records, principal, assistant, datasetIds),
    attached,
    signal,
    observe: (step) => {
      if (step.name === 'generate') waited?.(step.endMs - step.startMs)
      const span = spanOf(step, principal, traceparent)
      traces.record(span, () => span)
    },
  })
}

/** An assistant gives nobody a model that the tenant may not use. */
const modelOf = ({ models }: Principal, model: string | undefined): string | undefined =>
  model !== undefined && (models.length === 0 || models.includes(model)) ? model : undefined

function readMessages(
  messages: readonly { readonly role: string; readonly content: string }[],
): readonly ChatMessage[] {
  const read = messages.flatMap(({ role, content }): readonly ChatMessage[] =>
    role === 'user' || role === 'assistant' ? [{ role, content }] : [],
  )
  const question = read.at(-1)
  if (question?.role !== 'user' || question.content.trim() === '') {
    throw new RuntimeError('invalid-request', 'The last message must be the question of a user.', {
      detail: { field: 'messages' },
    })
  }
  if (question.content.length > messageCharactersMax) {
    const message = `A question may have ${messageCharactersMax} characters.`
    throw new RuntimeError('invalid-request', message, { detail: { field: 'messages' } })
  }
  return read
}

/** What both the assistant searches and the caller may read, at the moment of asking. */
async function scopeOf(
  records: Records,
  principal: Principal,
  { searchesAllDatasets, datasetIds }: Assistant,
  wanted: readonly string[] | undefined,
): Promise<Scope> {
  const readable = (await listDatasets(records, principal)).map(({ id }) => id)
  const searched = readable.filter((id) => searchesAllDatasets || datasetIds.includes(id))
  return {
    tenantId: principal.tenantId,
    datasetIds: wanted === undefined ? searched : searched.filter((id) => wanted.includes(id)),
  }
}

function spanOf(step: Step, { tenantId }: Principal, traceparent: string) {
  const { traceId, spanId, parentSpanId } = traceContextOf(traceparent)
  const { name, startMs, endMs, hasFailed, attributes } = step
  return {
    traceId,
    spanId,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    tenantId,
    name,
    startMs,
    endMs,
    hasFailed,
    attributes,
  }
}
