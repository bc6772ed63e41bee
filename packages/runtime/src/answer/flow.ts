// The answer flow as one small graph: route, retrieve, then quote or generate; every step is a plain function.

import { Annotation, END, START, StateGraph } from '@langchain/langgraph'
import { maskedKinds, type Redaction, type RedactionSession } from '../ports/redaction.js'
import type { Scope } from '../ports/text-index.js'
import type { Passage, Retrieved, Retriever } from '../retrieve/retriever.js'
import { shortened } from '../shortened.js'
import { joinAttached } from './attached.js'
import { makeChannel } from './channel.js'
import type { AnswerEvent, AnswerMode, Citation, MaskedCount, TokenUsage } from './events.js'
import { extractAnswer, type TermsOf } from './extract.js'
import { verifySentences } from './generate.js'
import { languageOf, type Language } from './language.js'
import { noSupport, systemPrompt } from './words.js'

export type ChatMessage = {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** A model's text as it comes; `end` is called once with what it used. */
export type Generate = (
  model: string,
  messages: readonly ChatMessage[],
  signal: AbortSignal,
  end: (usage: TokenUsage) => void,
) => AsyncIterable<string>

type AnswerSettings = {
  /** A chat model, where one is configured. */
  readonly model?: string
  /** What the assistant's makers want of it. */
  readonly prompt: string
}

type AnswerRequest = {
  readonly settings: AnswerSettings
  /** The last one is the question. */
  readonly messages: readonly ChatMessage[]
  readonly scope: Scope
  /** Of files that came with the question, in no order of worth; they are answered from beside what is found. */
  readonly attached?: readonly Passage[]
  readonly signal: AbortSignal
  /** Told of each step, with its facts, for the trace. */
  readonly observe?: (step: Step) => void
}

export type Step = {
  readonly name: string
  readonly startMs: number
  readonly endMs: number
  readonly hasFailed: boolean
  readonly attributes: { readonly [name: string]: string | number | boolean | readonly string[] }
}

export type AnswerMeans = {
  readonly retriever: Retriever
  readonly termsOf: TermsOf
  readonly redaction: Redaction
  readonly generate?: Generate
  /** Whether the model passed its probe in the language. */
  readonly canGenerate: (model: string, language: Language) => boolean
}

const passagesMax = 8
/** Messages before the question that a model is shown. */
const historyMax = 6

const State = Annotation.Root({
  request: Annotation<AnswerRequest>(),
  emit: Annotation<Emit>(),
  language: Annotation<Language>(),
  query: Annotation<string>(),
  retrieved: Annotation<Retrieved>(),
  isAnswered: Annotation<boolean>(),
})

type AnswerState = typeof State.State
type Update = Partial<AnswerState>
type Emit = (event: AnswerEvent) => void

/** Answers as events; leaving the loop cancels what is under way. */
export type Answer = (request: AnswerRequest) => AsyncGenerator<AnswerEvent>

export function makeAnswer(means: AnswerMeans): Answer {
  const graph = new StateGraph(State)
    .addNode('route', (state) => route(state))
    .addNode('retrieve', (state) => retrieve(means, state))
    .addNode('generate', (state) => generate(means, state))
    .addNode('extract', (state) => extract(means, state))
    .addEdge(START, 'route')
    .addEdge('route', 'retrieve')
    .addConditionalEdges('retrieve', (state) =>
      mayGenerate(means, state) ? 'generate' : 'extract',
    )
    .addConditionalEdges('generate', ({ isAnswered }) => (isAnswered ? END : 'extract'))
    .addEdge('extract', END)
    .compile()

  return async function* answer(request) {
    const stop = new AbortController()
    const signal = AbortSignal.any([request.signal, stop.signal])
    const channel = makeChannel<AnswerEvent>()
    const state = { request: { ...request, signal }, emit: channel.push }
    graph.invoke(state, { signal }).then(channel.end, channel.fail)
    try {
      yield* channel.values
    } finally {
      stop.abort()
    }
  }
}

/** The question, with the one before it where it says too little to be searched for alone. */
function route({ request }: AnswerState): Update {
  const asked = request.messages.filter(({ role }) => role === 'user').map(({ content }) => content)
  const question = asked.at(-1) ?? ''
  const before = asked.at(-2)
  const isShort = question.trim().split(/\s+/).length < 4
  return {
    language: languageOf(question),
    query: isShort && before !== undefined ? `${before}\n${question}` : question,
    isAnswered: false,
  }
}

async function retrieve(means: AnswerMeans, state: AnswerState): Promise<Update> {
  const { request, query, emit } = state
  const retrieved = await timed(
    request,
    'retrieve',
    () =>
      means.retriever.retrieve({
        query,
        scope: request.scope,
        limit: passagesMax,
        signal: request.signal,
      }),
    (found) => attributesOf(found),
    { 'llmflow.question': query },
  )
  const passages = await join(means, state, retrieved.passages)
  emit({ kind: 'passages', passages })
  return { retrieved: { ...retrieved, passages } }
}

async function join(
  { termsOf }: AnswerMeans,
  { request, query }: AnswerState,
  found: readonly Passage[],
): Promise<readonly Passage[]> {
  const { attached = [] } = request
  if (attached.length === 0) return found
  return timed(
    request,
    'attached',
    () => joinAttached(query, attached, found, passagesMax, termsOf, request.signal),
    (passages) => ({
      'llmflow.attached.chunks': attached.length,
      'llmflow.attached.passages': passages.filter((each) => !found.includes(each)).length,
    }),
  )
}

const promptCharactersMax = 16_000

/** As JSON: where each leg had the passage, from 1, and what came of that. */
const rankText = ({ ranks, score, rerankScore, pageFirst }: Passage): string =>
  JSON.stringify({
    ...ranks,
    score: rounded(score),
    ...(rerankScore === undefined ? {} : { rerank: rounded(rerankScore) }),
    ...(pageFirst === undefined ? {} : { page: pageFirst }),
  })

const rounded = (score: number): number => Math.round(score * 10_000) / 10_000

const attributesOf = ({ legs, passages, fusionMs, rerankMs }: Retrieved): Step['attributes'] => {
  const attributes: { [name: string]: string | number | readonly string[] } = {
    'llmflow.retrieve.fusion.ms': fusionMs,
    'llmflow.retrieve.chunks': passages.map(({ chunkId }) => chunkId),
    'llmflow.retrieve.documents': passages.map(({ documentName }) => documentName),
    'llmflow.retrieve.ranks': passages.map(rankText),
  }
  for (const { leg, hits, durationMs, problem } of legs) {
    attributes[`llmflow.retrieve.${leg}.hits`] = hits
    attributes[`llmflow.retrieve.${leg}.ms`] = durationMs
    if (problem !== undefined) attributes[`llmflow.retrieve.${leg}.problem`] = problem
  }
  if (rerankMs !== undefined) attributes['llmflow.retrieve.rerank.ms'] = rerankMs
  return attributes
}

function mayGenerate({ generate: model, canGenerate }: AnswerMeans, state: AnswerState): boolean {
  const name = state.request.settings.model
  return (
    model !== undefined &&
    name !== undefined &&
    state.retrieved.passages.length > 0 &&
    canGenerate(name, state.language)
  )
}

async function generate(means: AnswerMeans, state: AnswerState): Promise<Update> {
  const { request, language, retrieved, emit } = state
  const { model } = request.settings
  if (means.generate === undefined || model === undefined) return {}
  const session = means.redaction.open()
  const messages = await timed(
    request,
    'mask',
    () => masked(session, promptOf(request, language, retrieved.passages)),
    () => maskedAttributes(maskedIn(session)),
  )
  emit({ kind: 'masked', masked: maskedIn(session) })
  let usage: TokenUsage = { promptTokens: 0, completionTokens: 0, isEstimated: true }
  const pieces = means.generate(model, messages, request.signal, (used) => {
    usage = used
  })
  const citations = new Map<number, Citation>()
  const startMs = Date.now()
  const tell = (hasFailed: boolean): void =>
    request.observe?.({
      name: 'generate',
      startMs,
      endMs: Date.now(),
      hasFailed,
      attributes: {
        'gen_ai.request.model': model,
        'gen_ai.usage.input_tokens': usage.promptTokens,
        'gen_ai.usage.output_tokens': usage.completionTokens,
        'llmflow.prompt': shortened(promptText(messages), promptCharactersMax),
        ...citedAttributes([...citations.values()]),
      },
    })
  try {
    for await (const { text, citation } of verifySentences(
      pieces,
      retrieved.passages,
      means.termsOf,
      (text, shown) => session.restore(text, shown),
    )) {
      const piece = citations.size === 0 ? text : ` ${text}`
      emit({ kind: 'text', text: piece, ...(citation === undefined ? {} : { citation }) })
      if (citation !== undefined) citations.set(citation.number, citation)
    }
  } catch (error) {
    tell(true)
    throw error
  }
  const isAnswered = citations.size > 0
  tell(!isAnswered)
  if (isAnswered) finish(emit, 'generative', [...citations.values()], usage)
  return { isAnswered }
}

const masked = (
  session: RedactionSession,
  messages: readonly ChatMessage[],
): Promise<readonly ChatMessage[]> =>
  Promise.all(
    messages.map(async ({ role, content }) => ({ role, content: await session.redact(content) })),
  )

const maskedAttributes = (counts: readonly MaskedCount[]): Step['attributes'] =>
  Object.fromEntries(counts.map(({ kind, count }) => [`llmflow.masked.${kind}`, count]))

const promptText = (messages: readonly ChatMessage[]): string =>
  messages.map(({ role, content }) => `${role}: ${content}`).join('\n\n')

/** In the order of their numbers. */
const citedAttributes = (citations: readonly Citation[]): Step['attributes'] => ({
  'llmflow.citations': citations.length,
  'llmflow.citation.chunks': citations.map(({ chunkId }) => chunkId),
})

const maskedIn = ({ counts }: RedactionSession): readonly MaskedCount[] =>
  maskedKinds.flatMap((kind) => {
    const count = counts[kind]
    return count === undefined ? [] : [{ kind, count }]
  })

function promptOf(
  { settings, messages }: AnswerRequest,
  language: Language,
  passages: readonly Passage[],
): readonly ChatMessage[] {
  const numbered = passages.map(
    ({ documentName, titles, text }, at) =>
      `[${at + 1}] ${[documentName, ...titles].join(' > ')}\n${text}`,
  )
  const question = messages.at(-1)?.content ?? ''
  return [
    { role: 'system', content: systemPrompt(language, settings.prompt) },
    ...messages
      .slice(0, -1)
      .filter(({ role }) => role !== 'system')
      .slice(-historyMax),
    { role: 'user', content: `${numbered.join('\n\n')}\n\n${question}` },
  ]
}

async function extract(means: AnswerMeans, state: AnswerState): Promise<Update> {
  const { request, query, language, retrieved, emit } = state
  const found = await timed(
    request,
    'extract',
    () => extractAnswer(query, retrieved.passages, means.termsOf),
    (extracted) => citedAttributes(extracted?.citations ?? []),
  )
  const usage: TokenUsage = { promptTokens: 0, completionTokens: 0, isEstimated: false }
  if (found === undefined) {
    emit({ kind: 'text', text: noSupport[language] })
    finish(emit, 'none', [], usage)
    return { isAnswered: true }
  }
  for (const piece of found.text.split(/(?<=\n\n)/)) emit({ kind: 'text', text: piece })
  finish(emit, 'extractive', found.citations, usage)
  return { isAnswered: true }
}

function finish(
  emit: Emit,
  mode: AnswerMode,
  citations: readonly Citation[],
  usage: TokenUsage,
): void {
  emit({ kind: 'end', mode, citations, usage })
}

async function timed<Result>(
  { observe }: AnswerRequest,
  name: string,
  work: () => Promise<Result>,
  describe: (result: Result) => Step['attributes'],
  known: Step['attributes'] = {},
): Promise<Result> {
  const startMs = Date.now()
  try {
    const result = await work()
    const attributes = { ...known, ...describe(result) }
    observe?.({ name, startMs, endMs: Date.now(), hasFailed: false, attributes })
    return result
  } catch (error) {
    observe?.({ name, startMs, endMs: Date.now(), hasFailed: true, attributes: known })
    throw error
  }
}
