// Traces that are kept here: what happened to a request, and how long its steps usually take.

import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { line, ok, pageOf, pageSchema, prose } from './fields.js'

const trace = z.object({
  traceId: z.string(),
  /** Of its first span. */
  name: z.string(),
  startMs: z.number(),
  durationMs: z.number(),
  spans: z.number(),
  hasFailed: z.boolean(),
  /** Masked, and null where nothing was searched for. */
  question: z.string().nullable(),
  /** What was asked: a model, or an assistant. */
  model: z.string().nullable(),
  promptTokens: z.number(),
  completionTokens: z.number(),
})

const span = z.object({
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  name: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  hasFailed: z.boolean(),
  attributes: z.record(z.string(), z.unknown()),
})

const summary = z.object({
  name: z.string(),
  spans: z.number(),
  failures: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
})

const hourMs = 3_600_000

const window = z.object({
  /** How far back. */
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 31)
    .default(24),
})

const moment = z.coerce.number().min(0).max(1e15)

const page = window.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  before: moment.optional(),
  /** Traces that began from here on, instead of `hours` ago, */
  fromMs: moment.optional(),
  /** and before this. */
  toMs: moment.optional(),
  durationMsMin: z.coerce.number().min(0).max(1e9).default(0),
  failed: z.enum(['true', 'false']).default('false'),
  /** What was asked: a model, or an assistant. */
  model: line(300).optional(),
  /** Only questions that contain this. */
  containing: prose(200).default(''),
})

/** Spans of a trace that began near an end of the page may lie beyond it; none lasts longer. */
const longestMs = hourMs

/** `$1` tenant, `$2` and `$3` the times, `$4` the limit. */
const listing = `SELECT trace_id AS "traceId", (array_agg(name ORDER BY start_ms))[1] AS name, min(start_ms) AS "startMs",
    max(end_ms) - min(start_ms) AS "durationMs", count(*)::float8 AS spans, bool_or(has_failed) AS "hasFailed",
    max(attributes->>'llmflow.question') AS question,
    (array_agg(attributes->>'gen_ai.request.model' ORDER BY start_ms)
      FILTER (WHERE attributes ? 'gen_ai.operation.name'))[1] AS model,
    ${sumOf('input')} AS "promptTokens", ${sumOf('output')} AS "completionTokens"
  FROM spans WHERE tenant_id = $1 AND start_ms >= $2::float8 - ${longestMs} AND start_ms < $3::float8 + ${longestMs}
  GROUP BY trace_id HAVING min(start_ms) >= $2 AND min(start_ms) < $3
    AND max(end_ms) - min(start_ms) >= $5::float8 AND (NOT $6::boolean OR bool_or(has_failed))
    AND ($7::text IS NULL OR bool_or(attributes ? 'gen_ai.operation.name' AND attributes->>'gen_ai.request.model' = $7))
    AND ($8 = '' OR bool_or(strpos(lower(attributes->>'llmflow.question'), lower($8)) > 0))
  ORDER BY min(start_ms) DESC LIMIT $4`

/** Of what was asked for from outside: a model's own span is within an assistant's. */
function sumOf(part: 'input' | 'output'): string {
  return `coalesce(sum((attributes->>'gen_ai.usage.${part}_tokens')::float8)
      FILTER (WHERE attributes ? 'gen_ai.operation.name'), 0)`
}

function keysOf(tenantId: string, asked: z.infer<typeof page>, nowMs: number) {
  const { before = Infinity, fromMs = nowMs - asked.hours * hourMs, toMs = nowMs + hourMs } = asked
  return [
    tenantId,
    fromMs,
    Math.min(before, toMs),
    asked.limit,
    asked.durationMsMin,
    asked.failed === 'true',
    asked.model ?? null,
    asked.containing,
  ]
}

const spansMax = 2000

/** Of very many traces a share is kept: each of those stands for several. */
const spansStoodFor = `1 / coalesce((attributes->>'llmflow.sampled_share')::float8, 1)`

type Face = { readonly records: Records; readonly now?: () => number }

export function addTraces(routes: RouteRegistrar, { records, now = Date.now }: Face): void {
  const act = actsOf(routes, 'traces')
  act({
    method: 'GET',
    url: '/api/v1/traces',
    action: 'trace.read',
    summary: 'Traces of the tenant, the latest first',
    query: page,
    replies: ok(pageSchema(trace)),
    handler: async ({ query, principal }) => {
      const keys = keysOf(principal.tenantId, query, now())
      const traces = await records.query(trace, listing, keys)
      return pageOf(traces, query.limit, ({ startMs }) => String(startMs))
    },
  })
  act({
    method: 'GET',
    url: '/api/v1/traces/:traceId',
    action: 'trace.read',
    summary: 'The spans of one trace, in order',
    params: z.object({ traceId: z.string().regex(/^[0-9a-f]{32}$/) }),
    replies: ok(z.object({ items: z.array(span) }), `At most ${spansMax} spans`),
    handler: async ({ params, principal }) => {
      const items = await records.query(
        span,
        `SELECT span_id AS "spanId", parent_span_id AS "parentSpanId", name, start_ms AS "startMs", end_ms AS "endMs",
           has_failed AS "hasFailed", attributes
         FROM spans WHERE trace_id = $1 AND tenant_id = $2 ORDER BY start_ms, span_id LIMIT ${spansMax}`,
        [params.traceId, principal.tenantId],
      )
      if (items.length === 0) throw new RuntimeError('not-found', 'There is no such trace.')
      return { items }
    },
  })
  act({
    method: 'GET',
    url: '/api/v1/trace-summary',
    action: 'trace.read',
    summary: 'How long each step takes in the tenant: percentiles by name',
    query: window,
    replies: ok(z.object({ items: z.array(summary) })),
    handler: async ({ query, principal }) => ({
      items: await records.query(
        summary,
        `SELECT name, sum(${spansStoodFor}) AS spans,
           coalesce(sum(${spansStoodFor}) FILTER (WHERE has_failed), 0) AS failures,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY end_ms - start_ms) AS "p50Ms",
           percentile_cont(0.95) WITHIN GROUP (ORDER BY end_ms - start_ms) AS "p95Ms",
           percentile_cont(0.99) WITHIN GROUP (ORDER BY end_ms - start_ms) AS "p99Ms"
         FROM spans WHERE tenant_id = $1 AND start_ms >= $2 GROUP BY name ORDER BY name LIMIT 200`,
        [principal.tenantId, now() - query.hours * hourMs],
      ),
    }),
  })
}
