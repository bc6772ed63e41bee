// The spans of a trace in the order that people read them: each below the one that it is a part of.

import type { Span } from './span.ts'

export type PlacedSpan = {
  readonly span: Span
  /** How many spans it stands below. */
  readonly depth: number
  /** From 0 to 1 of the whole trace. */
  readonly from: number
  readonly length: number
  readonly sinceStartMs: number
  readonly durationMs: number
}

export function placedSpansOf(spans: readonly Span[]): readonly PlacedSpan[] {
  const known = new Set(spans.map(({ spanId }) => spanId))
  const startMs = Math.min(...spans.map((span) => span.startMs))
  const wholeMs = Math.max(1, Math.max(...spans.map(({ endMs }) => endMs)) - startMs)
  const parentOf = ({ parentSpanId }: Span): string | null =>
    parentSpanId !== null && known.has(parentSpanId) ? parentSpanId : null
  const placed: PlacedSpan[] = []
  const seen = new Set<string>()
  const place = (parent: string | null, depth: number): void => {
    for (const span of spans.filter((each) => parentOf(each) === parent).toSorted(byStart)) {
      if (seen.has(span.spanId)) continue
      seen.add(span.spanId)
      const sinceStartMs = span.startMs - startMs
      const durationMs = Math.max(0, span.endMs - span.startMs)
      const from = sinceStartMs / wholeMs
      placed.push({ span, depth, from, length: durationMs / wholeMs, sinceStartMs, durationMs })
      place(span.spanId, depth + 1)
    }
  }
  place(null, 0)
  return placed
}

const byStart = (one: Span, other: Span): number => one.startMs - other.startMs
