// Traces of requests that a limit refused: enough to find out why, and never as many as somebody may send.

import type { Span, Traces } from '../ports/traces.js'

export type Refusals = {
  /** Makes and records the span while its tenant has room in the minute. */
  record(tenantId: string, nowMs: number, make: () => Span): void
}

/** Whoever looks for a refusal finds its like among these; a tenant that is refused all day keeps some megabytes of it. */
const perMinuteUsual = 10
const minuteMs = 60_000

export function makeRefusals(traces: Pick<Traces, 'record'>, perMinute = perMinuteUsual): Refusals {
  const recorded = new Map<string, number>()
  let minute = 0
  return {
    record: (tenantId, nowMs, make) => {
      const current = Math.floor(nowMs / minuteMs)
      if (current !== minute) recorded.clear()
      minute = current
      const count = recorded.get(tenantId) ?? 0
      if (count >= perMinute) return
      recorded.set(tenantId, count + 1)
      const span = make()
      traces.record(span, () => span)
    },
  }
}
