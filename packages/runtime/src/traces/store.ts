// Keeps traces with the other records: masked, in batches, for as long as people look at them.

import { storableJson } from '../conversations/storable.js'
import type { Redaction } from '../ports/redaction.js'
import type { Session } from '../ports/records.js'
import { makeBatches, type SpanSink } from './batch.js'
import { maskedSpans } from './masked-attributes.js'

type TraceStoreOptions = {
  readonly records: Pick<Session, 'execute'>
  readonly redaction: Redaction
  readonly onFault: (error: unknown) => void
  readonly retentionMs?: number
  readonly queueMax?: number
  readonly flushMs?: number
}

const retentionUsualMs = 30 * 24 * 3_600_000
const sweepMs = 3_600_000

export function makeTraceStore(options: TraceStoreOptions): SpanSink {
  const { records, redaction, onFault } = options
  const sink = makeBatches({
    ...options,
    send: async (spans) => {
      const rows = await maskedSpans(redaction, spans)
      await records.execute(insertion, [jsonOf(rows)])
    },
  })
  const sweep = async (): Promise<void> => {
    const before = Date.now() - (options.retentionMs ?? retentionUsualMs)
    await records.execute('DELETE FROM spans WHERE start_ms < $1', [before]).catch(onFault)
  }
  const timer = setInterval(() => void sweep(), sweepMs).unref()
  return {
    get dropped() {
      return sink.dropped
    },
    record: (spans) => sink.record(spans),
    flush: () => sink.flush(),
    close: async () => {
      clearInterval(timer)
      await sink.close()
    },
  }
}

/** As JSON writes what the database refuses: names of models are whatever somebody asked for. */
const refused = /\\u(?:0000|d[89a-f])/

/** One span that can't be kept would take its whole batch with it; to look is cheaper than to write anew. */
function jsonOf(rows: unknown): string {
  const json = JSON.stringify(rows)
  return refused.test(json) ? storableJson(rows) : json
}

/** A batch that was sent twice is there once. */
const insertion = `INSERT INTO spans
    (trace_id, span_id, parent_span_id, tenant_id, name, start_ms, end_ms, has_failed, attributes)
  SELECT "traceId", "spanId", "parentSpanId", "tenantId", name, "startMs", "endMs", "hasFailed", attributes
  FROM jsonb_to_recordset($1::jsonb) AS span("traceId" text, "spanId" text, "parentSpanId" text,
    "tenantId" uuid, name text, "startMs" double precision, "endMs" double precision, "hasFailed" boolean,
    attributes jsonb)
  ON CONFLICT (trace_id, span_id) DO NOTHING`
