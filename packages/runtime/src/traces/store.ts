// Keeps traces with the other records: masked, in batches, for as long as people look at them.

import { storableJson } from '../conversations/storable.js'
import type { Redaction } from '../ports/redaction.js'
import type { Session } from '../ports/records.js'
import type { Span } from '../ports/traces.js'
import { makeBatches, type SpanSink } from './batch.js'
import { maskedSpans } from './masked-attributes.js'
import { makeSampler } from './sampling.js'

type TraceStoreOptions = {
  readonly records: Pick<Session, 'execute'>
  readonly redaction: Redaction
  readonly onFault: (error: unknown) => void
  readonly retentionMs?: number
  /** Between two looks for what is older. */
  readonly sweepMs?: number
  /** Of a tenant: beyond it a share of the traces is kept. */
  readonly spansPerSecondMax?: number
  readonly queueMax?: number
  readonly flushMs?: number
}

const retentionUsualMs = 30 * 24 * 3_600_000
const sweepUsualMs = 3_600_000
/**
 * More than people make, and a twentieth of what an embedded engine can do in a second. A span takes a kilobyte: all of
 * what a busy program sends, 9,000 a second, would be 780 GB a day and half of the engine's time.
 */
const spansPerSecondUsual = 1000
/** Of a tenant at once: an embedded engine serves nobody else meanwhile, so that is milliseconds. */
const sweptSpans = 500

export function makeTraceStore(options: TraceStoreOptions): SpanSink {
  const { records, redaction, onFault } = options
  const sink = makeBatches({
    ...options,
    prepare: async (spans) => jsonOf(await maskedSpans(redaction, spans)),
    send: async (rows) => {
      await records.execute(insertion, [rows])
    },
  })
  const sample = makeSampler(options.spansPerSecondMax ?? spansPerSecondUsual)
  const closing = new AbortController()
  let sweeping: Promise<void> | undefined
  const sweepAll = async (): Promise<void> => {
    const before = Date.now() - (options.retentionMs ?? retentionUsualMs)
    while (!closing.signal.aborted && (await records.execute(deletion, [before, sweptSpans])) > 0);
  }
  const sweep = (): void => {
    sweeping ??= sweepAll()
      .catch(onFault)
      .finally(() => {
        sweeping = undefined
      })
  }
  const timer = setInterval(sweep, options.sweepMs ?? sweepUsualMs).unref()
  return {
    get dropped() {
      return sink.dropped
    },
    record: (facts, make) => {
      const share = sample(facts)
      if (share === undefined) return
      sink.record(facts, share === 1 ? make : () => withShare(make(), share))
    },
    flush: () => sink.flush(),
    close: async () => {
      closing.abort()
      clearInterval(timer)
      await sink.close()
      await sweeping
    },
  }
}

/** So that a reader knows for how many a kept trace stands; the attribute is absent where all are kept. */
const withShare = (span: Span, share: number): Span => ({
  ...span,
  attributes: { ...span.attributes, 'llmflow.sampled_share': share },
})

/** As JSON writes what the database refuses: names of models are whatever somebody asked for. */
const refused = /\\u(?:0000|d[89a-f])/

/** One span that can't be kept would take its whole batch with it; to look is cheaper than to write anew. */
function jsonOf(rows: unknown): string {
  const json = JSON.stringify(rows)
  return json.includes('\\u') && refused.test(json) ? storableJson(rows) : json
}

/** A batch that was sent twice is there once. */
const insertion = `INSERT INTO spans
    (trace_id, span_id, parent_span_id, tenant_id, name, start_ms, end_ms, has_failed, attributes)
  SELECT "traceId", "spanId", "parentSpanId", "tenantId", name, "startMs", "endMs", "hasFailed", attributes
  FROM json_to_recordset($1::json) AS span("traceId" text, "spanId" text, "parentSpanId" text,
    "tenantId" uuid, name text, "startMs" double precision, "endMs" double precision, "hasFailed" boolean,
    attributes jsonb)
  ON CONFLICT (trace_id, span_id) DO NOTHING`

/** Goes from tenant to tenant by the index: the table is never read whole. */
const deletion = `WITH RECURSIVE tenant(id) AS (
    (SELECT tenant_id FROM spans ORDER BY tenant_id LIMIT 1)
    UNION ALL
    SELECT next.tenant_id FROM tenant, LATERAL (
      SELECT tenant_id FROM spans WHERE tenant_id > tenant.id ORDER BY tenant_id LIMIT 1
    ) next
  )
  DELETE FROM spans USING (
    SELECT old.trace_id, old.span_id FROM tenant, LATERAL (
      SELECT trace_id, span_id FROM spans WHERE tenant_id = tenant.id AND start_ms < $1
      ORDER BY start_ms LIMIT $2
    ) old
  ) old WHERE spans.trace_id = old.trace_id AND spans.span_id = old.span_id`
