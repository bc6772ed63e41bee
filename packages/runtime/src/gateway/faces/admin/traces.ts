// Traces that are kept here: what happened to a request, and how long its steps usually take.

import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { ok, pageOf, pageSchema } from './fields.js'

const trace = z.object({
  traceId: z.string(),
  /** Of its first span. */
  name: z.string(),
  startMs: z.number(),
  durationMs: z.number(),
  spans: z.number(),
  hasFailed: z.boolean(),
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

const page = window.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  before: z.coerce.number().min(0).max(1e15).optional(),
})

const spansMax = 2000

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
      const traces = await records.query(
        trace,
        `SELECT trace_id AS "traceId", (array_agg(name ORDER BY start_ms))[1] AS name, min(start_ms) AS "startMs",
           max(end_ms) - min(start_ms) AS "durationMs", count(*)::float8 AS spans, bool_or(has_failed) AS "hasFailed"
         FROM spans WHERE tenant_id = $1 AND start_ms >= $2 AND ($3::float8 IS NULL OR start_ms < $3)
         GROUP BY trace_id ORDER BY min(start_ms) DESC LIMIT $4`,
        [principal.tenantId, now() - query.hours * hourMs, query.before ?? null, query.limit],
      )
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
        `SELECT name, count(*)::float8 AS spans, count(*) FILTER (WHERE has_failed)::float8 AS failures,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY end_ms - start_ms) AS "p50Ms",
           percentile_cont(0.95) WITHIN GROUP (ORDER BY end_ms - start_ms) AS "p95Ms",
           percentile_cont(0.99) WITHIN GROUP (ORDER BY end_ms - start_ms) AS "p99Ms"
         FROM spans WHERE tenant_id = $1 AND start_ms >= $2 GROUP BY name ORDER BY name LIMIT 200`,
        [principal.tenantId, now() - query.hours * hourMs],
      ),
    }),
  })
}
