// Port: what happened to one request, step by step; tables on one machine, Langfuse or any OTLP collector in a cluster.

export type SpanAttributes = {
  readonly [name: string]: string | number | boolean | readonly string[]
}

/** Names of spans and attributes are OpenTelemetry's, for generative models where it has them. */
export type Span = {
  /** 32 and 16 hexadecimal digits. */
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly tenantId: string
  readonly name: string
  readonly startMs: number
  readonly endMs: number
  readonly hasFailed: boolean
  readonly attributes: SpanAttributes
}

/** What decides whether a span is kept. */
export type SpanFacts = Pick<Span, 'tenantId' | 'traceId' | 'hasFailed'>

export type Traces = {
  /** Keeps a span soon; it is made at once, and only where it is kept. Never throws and never makes a request wait. */
  record(facts: SpanFacts, make: () => Span): void
  /** Waits until what was recorded is kept. */
  flush(): Promise<void>
}
