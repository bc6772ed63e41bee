// Gathers spans and hands them on in batches: bounded, in the background, and silent towards requests.

import type { Span, Traces } from '../ports/traces.js'

export type SpanSink = Traces & {
  /** Spans that were not taken, because the queue was full or a batch failed for good. */
  readonly dropped: number
  close(): Promise<void>
}

type BatchOptions<Batch> = {
  /** What is sent of some spans: masked and written, so that one text waits instead of some thousand objects. */
  readonly prepare: (spans: readonly Span[]) => Promise<Batch>
  readonly send: (batch: Batch) => Promise<void>
  readonly onFault: (error: unknown) => void
  /** Spans that wait, prepared or not. */
  readonly queueMax?: number
  readonly batchMax?: number
  readonly flushMs?: number
}

type Prepared<Batch> = { readonly spans: number; readonly batch: Promise<Batch> }

/** A batch that fails is tried once more with the next flush, and then dropped: traces are no records. */
const triesMax = 2

export function makeBatches<Batch>(options: BatchOptions<Batch>): SpanSink {
  const { prepare, send, onFault, queueMax = 4000, batchMax = 200, flushMs = 1000 } = options
  let young: Span[] = []
  const prepared: Prepared<Batch>[] = []
  let waiting = 0
  let dropped = 0
  let tries = 0
  let sending: Promise<void> | undefined

  function prepareYoung(): void {
    if (young.length === 0) return
    const batch = prepare(young)
    // Whoever sends it meets the failure.
    batch.catch(() => undefined)
    prepared.push({ spans: young.length, batch })
    young = []
  }

  /** Whether the batch was sent or given up. */
  async function isDone({ spans, batch }: Prepared<Batch>): Promise<boolean> {
    try {
      await send(await batch)
    } catch (error) {
      onFault(error)
      tries += 1
      if (tries < triesMax) return false
      dropped += spans
    }
    tries = 0
    return true
  }

  /** Of at least one batch: it does not end before somebody can wait for it. */
  async function sendAll(): Promise<void> {
    try {
      for (let next = prepared[0]; next !== undefined; next = prepared[0]) {
        if (!(await isDone(next))) return
        waiting -= next.spans
        prepared.shift()
      }
    } finally {
      sending = undefined
    }
  }

  const flush = async (): Promise<void> => {
    prepareYoung()
    if (prepared.length > 0) sending ??= sendAll()
    await sending
  }

  const timer = setInterval(() => void flush(), flushMs).unref()

  function take(make: () => Span): void {
    if (waiting >= queueMax) {
      dropped += 1
      return
    }
    young.push(make())
    waiting += 1
    if (young.length < batchMax) return
    prepareYoung()
    if (tries === 0) void flush()
  }

  return {
    get dropped() {
      return dropped
    },
    record: (_facts, make) => take(make),
    flush,
    close: async () => {
      clearInterval(timer)
      await flush()
      // Nobody flushes after this, so what failed has its second try now.
      if (prepared.length > 0) await flush()
    },
  }
}

/** Traces that go to several places: each does its best for itself. */
export const traceEverywhere = (sinks: readonly SpanSink[]): Traces => ({
  record: (facts, make) => {
    for (const sink of sinks) sink.record(facts, make)
  },
  flush: async () => {
    await Promise.all(sinks.map((sink) => sink.flush()))
  },
})
