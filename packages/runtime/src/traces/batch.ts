// Gathers spans and hands them on in batches: bounded, in the background, and silent towards requests.

import type { Span, Traces } from '../ports/traces.js'

export type SpanSink = Traces & {
  /** Spans that were not taken, because the queue was full or a batch failed for good. */
  readonly dropped: number
  close(): Promise<void>
}

type BatchOptions = {
  readonly send: (spans: readonly Span[]) => Promise<void>
  readonly onFault: (error: unknown) => void
  readonly queueMax?: number
  readonly batchMax?: number
  readonly flushMs?: number
}

/** A batch that fails is tried once more with the next flush, and then dropped: traces are no records. */
const triesMax = 2

export function makeBatches(options: BatchOptions): SpanSink {
  const { send, onFault, queueMax = 4000, batchMax = 200, flushMs = 1000 } = options
  let queue: Span[] = []
  let dropped = 0
  let tries = 0
  let sending: Promise<void> | undefined

  async function sendAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, batchMax)
      try {
        await send(batch)
      } catch (error) {
        onFault(error)
        tries += 1
        if (tries < triesMax) return
        dropped += batch.length
      }
      tries = 0
      queue = queue.slice(batch.length)
    }
  }

  const flush = async (): Promise<void> => {
    sending ??= sendAll().finally(() => {
      sending = undefined
    })
    await sending
  }

  const timer = setInterval(() => void flush(), flushMs).unref()

  return {
    get dropped() {
      return dropped
    },
    record: (spans) => {
      const room = queueMax - queue.length
      if (room >= spans.length) queue.push(...spans)
      else dropped += spans.length
      // Spans that wait for long are moved about by the garbage collector again and again.
      if (queue.length >= batchMax && tries === 0) void flush()
    },
    flush,
    close: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}

/** Traces that go to several places: each does its best for itself. */
export const traceEverywhere = (sinks: readonly SpanSink[]): Traces => ({
  record: (spans) => {
    for (const sink of sinks) sink.record(spans)
  },
  flush: async () => {
    await Promise.all(sinks.map((sink) => sink.flush()))
  },
})
