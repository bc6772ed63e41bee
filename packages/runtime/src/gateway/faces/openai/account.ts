// The account of one request: reserved before, settled once after, whatever happened in between.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { RuntimeError } from '../../../error.js'
import type { Principal } from '../../../identity/principal.js'
import type { Limits, Verdict } from '../../../ports/limits.js'
import type { Span, SpanAttributes, Traces } from '../../../ports/traces.js'
import type { Metrics } from '../../metrics.js'
import type { Refusals } from '../../refusals.js'
import { timingOf } from '../../timing.js'
import { traceContextOf, traceparentOf } from '../../trace-context.js'
import type { UsageJournal } from '../../usage.js'

export type Bookkeeping = {
  readonly limits: Limits
  readonly usage: Pick<UsageJournal, 'record' | 'isFull'>
  readonly metrics: Metrics
  readonly traces: Pick<Traces, 'record'>
  readonly refusals: Refusals
}

/** `operation` is OpenTelemetry's name of what is asked for. */
export type Planned = {
  readonly principal: Principal
  /** What usage is counted for. */
  readonly model: string
  /** The model among the labels of metrics, where names must not be many. */
  readonly label: string
  readonly operation: 'chat' | 'text_completion' | 'embeddings' | 'rerank'
  readonly promptTokensMost: number
  readonly completionTokensMost: number
}

export type Spent = {
  readonly status: number
  readonly input: number
  readonly output: number
  readonly isEstimated: boolean
  readonly attributes?: SpanAttributes
}

export type Account = {
  /** For the model: the trace goes on there. */
  readonly traceparent: string
  /** Some of the answer is there; the trace says when it was the first time. */
  textCame(): void
  /** Settles, counts and traces; resolves when the usage would survive a kill. Only the first call counts. */
  close(spent: Spent): Promise<void>
  readonly isClosed: boolean
}

/** Reserves, or throws `limit-reached`; says on the reply what is left. */
export function openAccount(
  books: Bookkeeping,
  planned: Planned,
  request: FastifyRequest,
  reply: FastifyReply,
): Account | Promise<Account> {
  const { principal } = planned
  if (books.usage.isFull) throw noRoom()
  const nowMs = Date.now()
  const tokens = planned.promptTokensMost + planned.completionTokensMost
  const asked = books.limits.reserve(principal.tenantId, principal, tokens, nowMs)
  const begin = (verdict: Verdict): Account =>
    begun(books, planned, request, reply, verdict, { nowMs, tokens })
  return asked instanceof Promise ? asked.then(begin) : begin(asked)
}

function begun(
  books: Bookkeeping,
  planned: Planned,
  request: FastifyRequest,
  reply: FastifyReply,
  verdict: Verdict,
  { nowMs, tokens }: { readonly nowMs: number; readonly tokens: number },
): Account {
  const { principal, label, model, operation } = planned
  if (!verdict.isAdmitted) {
    const span = () => refusedSpan(planned, request, verdict, { nowMs, tokens })
    books.refusals.record(principal.tenantId, nowMs, span)
    throw refused(books, principal, verdict, tokens)
  }
  showRemaining(reply, principal, verdict)
  books.metrics.session(principal.tenantName, principal.keyId ?? principal.userId ?? '', nowMs)
  const trace = traceContextOf(request.headers.traceparent, request.id)
  const timing = timingOf(request)
  // From the request's first moment, as the wait for the first text: neither is longer than the whole.
  const startMs = nowMs - Math.ceil(performance.now() - timing.startedMs)
  let firstTextMs: number | undefined
  let isClosed = false

  return {
    traceparent: traceparentOf(trace),
    get isClosed() {
      return isClosed
    },
    textCame: () => {
      firstTextMs ??= performance.now() - timing.startedMs
    },
    close: async ({ status, input, output, isEstimated, attributes }) => {
      if (isClosed) return
      isClosed = true
      timing.isCounted = true
      const endMs = Date.now()
      verdict.reservation.settle(input + output, endMs)
      const seconds = (performance.now() - timing.startedMs) / 1000
      books.metrics.request({ tenant: principal.tenantName, model: label, status, seconds })
      books.metrics.tokens(principal.tenantName, label, input, output)
      const hasFailed = status >= 400
      const facts = { tenantId: principal.tenantId, traceId: trace.traceId, hasFailed }
      books.traces.record(facts, () => ({
        // What is spread stands first: anywhere else it costs as much as the rest of the account.
        ...(trace.parentSpanId === undefined ? {} : { parentSpanId: trace.parentSpanId }),
        traceId: trace.traceId,
        spanId: trace.spanId,
        tenantId: principal.tenantId,
        name: `${operation} ${model}`,
        startMs,
        endMs,
        hasFailed,
        attributes: {
          ...attributes,
          ...(firstTextMs === undefined ? {} : { 'llmflow.first_token_ms': firstTextMs }),
          'gen_ai.operation.name': operation,
          'gen_ai.request.model': model,
          'gen_ai.usage.input_tokens': input,
          'gen_ai.usage.output_tokens': output,
          'http.response.status_code': status,
          'llmflow.key_id': principal.keyId ?? '',
          'llmflow.user_id': principal.userId ?? '',
          'llmflow.limit.requests': principal.requestsPerMinute,
          'llmflow.limit.requests_left': verdict.remaining.requestsPerMinute,
          'llmflow.limit.tokens': principal.tokensPerMinute,
          'llmflow.limit.tokens_left': verdict.remaining.tokensPerMinute,
          'llmflow.limit.tokens_reserved': tokens,
          'llmflow.request_id': request.id,
          'llmflow.waited_ms': timing.waitedMs,
        },
      }))
      await books.usage.record({
        // One account per request, so that its identifier serves both.
        id: request.id,
        at: new Date(endMs).toISOString(),
        tenantId: principal.tenantId,
        keyId: principal.keyId ?? null,
        userId: principal.userId ?? null,
        model,
        promptTokens: input,
        completionTokens: output,
        isEstimated,
        status,
      })
    },
  }
}

const noRoom = (): RuntimeError =>
  new RuntimeError('unavailable', 'Usage can’t be kept now, so nothing is answered; try later.', {
    detail: { retryAfterMs: 30_000 },
  })

type Refused = Extract<Verdict, { isAdmitted: false }>

/** All that happened to the request, under a name of its own: it says nothing of how long a model takes. */
function refusedSpan(
  { principal, operation, model }: Planned,
  request: FastifyRequest,
  { limit, retryAfterMs }: Refused,
  { nowMs, tokens }: { readonly nowMs: number; readonly tokens: number },
): Span {
  const { traceId, spanId, parentSpanId } = traceContextOf(request.headers.traceparent, request.id)
  return {
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    traceId,
    spanId,
    tenantId: principal.tenantId,
    name: 'refuse',
    startMs: nowMs,
    endMs: Math.max(nowMs, Date.now()),
    hasFailed: true,
    attributes: {
      'error.type': 'limit-reached',
      'gen_ai.operation.name': operation,
      'gen_ai.request.model': model,
      'http.response.status_code': 429,
      'llmflow.key_id': principal.keyId ?? '',
      'llmflow.user_id': principal.userId ?? '',
      'llmflow.limit.refused': limit,
      'llmflow.limit.requests': principal.requestsPerMinute,
      'llmflow.limit.tokens': principal.tokensPerMinute,
      'llmflow.limit.tokens_asked': tokens,
      'llmflow.limit.retry_after_ms': retryAfterMs,
      'llmflow.request_id': request.id,
    },
  }
}

function refused(
  { metrics }: Bookkeeping,
  principal: Principal,
  { limit, retryAfterMs }: Refused,
  tokens: number,
): RuntimeError {
  metrics.limited(principal.tenantName, limit)
  const perMinute = limit === 'tokens' ? principal.tokensPerMinute : principal.requestsPerMinute
  const message =
    limit === 'tokens' && tokens > perMinute
      ? `The request may need ${tokens} tokens, more than the ${perMinute} of a minute: ask for fewer with max_tokens.`
      : `The limit of ${perMinute} ${limit} per minute is reached; try again in ${Math.ceil(retryAfterMs / 1000)} s.`
  return new RuntimeError('limit-reached', message, {
    isRetryable: true,
    detail: { limit, retryAfterMs },
  })
}

/** A minute that slides is over in a minute at the latest, hence the reset. */
function showRemaining(
  reply: FastifyReply,
  { requestsPerMinute, tokensPerMinute }: Principal,
  { remaining }: Extract<Verdict, { isAdmitted: true }>,
): void {
  void reply.headers({
    'x-ratelimit-limit-requests': requestsPerMinute,
    'x-ratelimit-limit-tokens': tokensPerMinute,
    'x-ratelimit-remaining-requests': remaining.requestsPerMinute,
    'x-ratelimit-remaining-tokens': remaining.tokensPerMinute,
    'x-ratelimit-reset-requests': '60s',
    'x-ratelimit-reset-tokens': '60s',
  })
}
