// Puts the spans of one trace together to the path of one answer, step by step; what no span says is absent.

import { recordOf } from '../../api/failure.ts'
import { numberAt, numbersUnder, textAt, textsAt, type Span } from './span.ts'

export const legNames = ['text', 'vector', 'graph'] as const
export type LegName = (typeof legNames)[number]

export type Leg = {
  readonly name: LegName
  readonly hits: number
  readonly durationMs: number
  /** Why it brought nothing. */
  readonly problem: string | undefined
}

export type RankedPassage = {
  readonly chunkId: string
  readonly documentId: string
  readonly documentName: string
  /** Where each leg had it, from 1. */
  readonly ranks: { readonly [leg in LegName]: number | undefined }
  readonly score: number | undefined
  readonly rerankScore: number | undefined
  readonly page: number | undefined
  /** Its number in the answer, from 1. */
  readonly citedAs: number | undefined
}

type PathLimits = {
  readonly requests: number | undefined
  readonly requestsLeft: number | undefined
  readonly tokens: number | undefined
  readonly tokensLeft: number | undefined
  readonly tokensReserved: number | undefined
}

/** Why a request was not let in. */
export type PathRefusal = {
  readonly by: 'requests' | 'tokens'
  readonly perMinute: number
  readonly tokensAsked: number
  readonly retryAfterMs: number
}

export type AnswerPath = {
  readonly question: string | undefined
  readonly userId: string | undefined
  readonly keyId: string | undefined
  readonly requestId: string | undefined
  readonly status: number | undefined
  readonly mode: string | undefined
  readonly state: string | undefined
  /** What was asked: a model, or an assistant. */
  readonly asked: string | undefined
  readonly limits: PathLimits
  readonly refusal: PathRefusal | undefined
  readonly masked: readonly { readonly kind: string; readonly count: number }[] | undefined
  readonly retrieval:
    | {
        readonly durationMs: number
        readonly legs: readonly Leg[]
        readonly fusionMs: number | undefined
        readonly rerankMs: number | undefined
      }
    | undefined
  readonly passages: readonly RankedPassage[]
  readonly prompt: string | undefined
  /** The model itself; absent where none was asked. */
  readonly model: string | undefined
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly firstTokenMs: number | undefined
  readonly waitedMs: number | undefined
  readonly durationMs: number
}

/** `spans` in the order of their start. */
export function answerPathOf(spans: readonly Span[]): AnswerPath {
  const account = spans.find((span) => textAt(span, 'gen_ai.operation.name') !== undefined)
  const retrieve = spans.find(({ name }) => name === 'retrieve')
  const first = <Value>(read: (span: Span) => Value | undefined): Value | undefined => {
    for (const span of spans) {
      const value = read(span)
      if (value !== undefined) return value
    }
    return undefined
  }
  const textOf = (name: string) => first((span) => textAt(span, name))
  const numberOf = (name: string) => first((span) => numberAt(span, name))
  return {
    question: textOf('llmflow.question'),
    userId: textOf('llmflow.user_id'),
    keyId: textOf('llmflow.key_id'),
    requestId: textOf('llmflow.request_id'),
    status: numberOf('http.response.status_code'),
    mode: textOf('llmflow.answer.mode'),
    state: textOf('llmflow.answer.state'),
    asked: account === undefined ? undefined : textAt(account, 'gen_ai.request.model'),
    limits: {
      requests: numberOf('llmflow.limit.requests'),
      requestsLeft: numberOf('llmflow.limit.requests_left'),
      tokens: numberOf('llmflow.limit.tokens'),
      tokensLeft: numberOf('llmflow.limit.tokens_left'),
      tokensReserved: numberOf('llmflow.limit.tokens_reserved'),
    },
    refusal: first(refusalIn),
    masked: maskedIn(spans),
    retrieval: retrieve === undefined ? undefined : retrievalOf(retrieve),
    passages: retrieve === undefined ? [] : passagesOf(retrieve, citedIn(spans)),
    prompt: textOf('llmflow.prompt'),
    model: modelOf(spans, account),
    inputTokens: account === undefined ? undefined : numberAt(account, 'gen_ai.usage.input_tokens'),
    outputTokens:
      account === undefined ? undefined : numberAt(account, 'gen_ai.usage.output_tokens'),
    firstTokenMs: numberOf('llmflow.first_token_ms'),
    waitedMs: numberOf('llmflow.waited_ms'),
    durationMs: durationOf(spans),
  }
}

function refusalIn(span: Span): PathRefusal | undefined {
  const by = textAt(span, 'llmflow.limit.refused')
  if (by !== 'requests' && by !== 'tokens') return undefined
  return {
    by,
    perMinute: numberAt(span, `llmflow.limit.${by}`) ?? 0,
    tokensAsked: numberAt(span, 'llmflow.limit.tokens_asked') ?? 0,
    retryAfterMs: numberAt(span, 'llmflow.limit.retry_after_ms') ?? 0,
  }
}

/** From the first start to the last end. */
function durationOf(spans: readonly Span[]): number {
  const startMs = Math.min(...spans.map((span) => span.startMs))
  return spans.length === 0 ? 0 : Math.max(...spans.map(({ endMs }) => endMs)) - startMs
}

/** Masking is its own step, or stands at the request that a model was asked with directly. */
function maskedIn(spans: readonly Span[]): AnswerPath['masked'] {
  const prefix = 'llmflow.masked.'
  const counts = spans.flatMap((span) => numbersUnder(span, prefix))
  if (counts.length === 0 && !spans.some(({ name }) => name === 'mask')) return undefined
  return counts.map(({ key, value }) => ({ kind: key, count: value }))
}

/** An assistant is no model: the one that it asked is said by the step `generate`. A request that is refused asks none. */
function modelOf(spans: readonly Span[], account: Span | undefined): string | undefined {
  if (account !== undefined && refusalIn(account) !== undefined) return undefined
  const generate = spans.find(({ name }) => name === 'generate')
  if (generate !== undefined) return textAt(generate, 'gen_ai.request.model')
  const asked = account === undefined ? undefined : textAt(account, 'gen_ai.request.model')
  return asked?.startsWith('assistant/') === true ? undefined : asked
}

const citedIn = (spans: readonly Span[]): readonly string[] =>
  spans.map((span) => textsAt(span, 'llmflow.citation.chunks')).findLast((each) => each?.length) ??
  []

const retrievalOf = (span: Span): AnswerPath['retrieval'] => ({
  durationMs: span.endMs - span.startMs,
  legs: legNames.flatMap((name) => legOf(span, name)),
  fusionMs: numberAt(span, 'llmflow.retrieve.fusion.ms'),
  rerankMs: numberAt(span, 'llmflow.retrieve.rerank.ms'),
})

function legOf(span: Span, name: LegName): readonly Leg[] {
  const hits = numberAt(span, `llmflow.retrieve.${name}.hits`)
  if (hits === undefined) return []
  const durationMs = numberAt(span, `llmflow.retrieve.${name}.ms`) ?? 0
  return [{ name, hits, durationMs, problem: textAt(span, `llmflow.retrieve.${name}.problem`) }]
}

function passagesOf(span: Span, cited: readonly string[]): readonly RankedPassage[] {
  const documents = textsAt(span, 'llmflow.retrieve.documents') ?? []
  const ranks = textsAt(span, 'llmflow.retrieve.ranks') ?? []
  return (textsAt(span, 'llmflow.retrieve.chunks') ?? []).map((chunkId, at) => {
    const { text, vector, graph, score, rerank, page } = rankOf(ranks[at] ?? '')
    const citedAt = cited.indexOf(chunkId)
    return {
      chunkId,
      documentId: chunkId.split('.')[0] ?? '',
      documentName: documents[at] ?? '',
      ranks: { text: finite(text), vector: finite(vector), graph: finite(graph) },
      score: finite(score),
      rerankScore: finite(rerank),
      page: finite(page),
      citedAs: citedAt === -1 ? undefined : citedAt + 1,
    }
  })
}

function rankOf(json: string): { readonly [name: string]: unknown } {
  try {
    return recordOf(JSON.parse(json))
  } catch {
    return {}
  }
}

const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
