// W3C trace context: the trace that a request belongs to, taken from its caller and handed on.

import { randomBytes } from 'node:crypto'
import { makeId } from '../identifier.js'

type TraceContext = {
  readonly traceId: string
  /** Of the span that stands for this request. */
  readonly spanId: string
  readonly parentSpanId?: string
  readonly isSampled: boolean
}

const form = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/

/**
 * A new span in the caller's trace, or in a trace of its own where the header is missing or malformed: that has the
 * identifier of the request, without its hyphens. It sorts by time; in the index of traces, random ones would each change
 * another page.
 */
export function traceContextOf(header: unknown, requestId?: string): TraceContext {
  const [, traceId, parentSpanId, flags] =
    typeof header === 'string' && !header.startsWith('ff') ? (form.exec(header) ?? []) : []
  const spanId = newSpanId()
  if (traceId === undefined || parentSpanId === undefined || /^0+$/.test(traceId + parentSpanId)) {
    return { traceId: (requestId ?? makeId()).replaceAll('-', ''), spanId, isSampled: true }
  }
  const isSampled = (Number.parseInt(flags ?? '0', 16) & 1) === 1
  return { traceId, spanId, parentSpanId, isSampled }
}

export const traceparentOf = ({ traceId, spanId, isSampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`

/** Random bytes are asked for by the block: one call of the system serves hundreds of requests. */
const blockBytes = 4096
const spanIdBytes = 8
let block = Buffer.alloc(0)
let used = 0

function newSpanId(): string {
  if (used + spanIdBytes > block.length) {
    block = randomBytes(blockBytes)
    used = 0
  }
  used += spanIdBytes
  return block.toString('hex', used - spanIdBytes, used)
}
