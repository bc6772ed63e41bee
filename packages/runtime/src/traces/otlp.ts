// Sends traces to an OpenTelemetry collector, or to Langfuse: OTLP over HTTP, in JSON.

import { request } from 'undici'
import { RuntimeError } from '../error.js'
import type { Redaction } from '../ports/redaction.js'
import type { Span, SpanAttributes } from '../ports/traces.js'
import { makeBatches, type SpanSink } from './batch.js'
import { maskedSpans } from './masked-attributes.js'

type OtlpOptions = {
  /** The whole address: `https://collector:4318/v1/traces`. */
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly timeoutMs: number
  /** `service.name` and whatever else names this process. */
  readonly resource: { readonly [name: string]: string }
}

type Environment = { readonly [name: string]: string | undefined }

/**
 * What OpenTelemetry's own variables ask for; undefined when they name no collector. Throws `configuration` for a
 * protocol that is not spoken here.
 */
export function readOtlpOptions(environment: Environment): OtlpOptions | undefined {
  const of = (name: string): string | undefined =>
    environment[`OTEL_EXPORTER_OTLP_TRACES_${name}`] ?? environment[`OTEL_EXPORTER_OTLP_${name}`]
  const whole = environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']
  const base = environment['OTEL_EXPORTER_OTLP_ENDPOINT']
  const url = whole ?? (base === undefined ? undefined : `${base.replace(/\/$/, '')}/v1/traces`)
  if (url === undefined || url === '' || environment['OTEL_SDK_DISABLED'] === 'true')
    return undefined
  const protocol = of('PROTOCOL') ?? 'http/json'
  if (!protocol.startsWith('http/') || !URL.canParse(url)) {
    throw new RuntimeError(
      'configuration',
      'Traces go out as OTLP over HTTP: set OTEL_EXPORTER_OTLP_PROTOCOL to http/json, and an http(s) URL.',
    )
  }
  const timeoutMs = Number(of('TIMEOUT') ?? 10_000)
  return {
    url,
    headers: readPairs(of('HEADERS')),
    timeoutMs: Number.isFinite(timeoutMs) && timeoutMs > 0 ? timeoutMs : 10_000,
    resource: {
      'service.name': environment['OTEL_SERVICE_NAME'] ?? 'llmflow',
      ...readPairs(environment['OTEL_RESOURCE_ATTRIBUTES']),
    },
  }
}

/** `name=value,name=value`, with escapes as in URLs. */
const readPairs = (text = ''): { readonly [name: string]: string } =>
  Object.fromEntries(
    text.split(',').flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=')
      return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]]
    }),
  )

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function makeOtlpExporter(
  options: OtlpOptions,
  redaction: Redaction,
  onFault: (error: unknown) => void,
): SpanSink {
  return makeBatches({
    onFault,
    prepare: async (spans) => {
      const masked = await maskedSpans(redaction, spans)
      return JSON.stringify(otlpOf(masked, options.resource))
    },
    send: (body) => post(options, body),
  })
}

async function post({ url, headers, timeoutMs }: OtlpOptions, body: string): Promise<void> {
  const { statusCode, body: reply } = await request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })
  await reply.dump()
  if (statusCode >= 300) {
    throw new RuntimeError('upstream-failed', `The collector of traces answered ${statusCode}.`)
  }
}

function otlpOf(spans: readonly Span[], resource: OtlpOptions['resource']): unknown {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [{ scope: { name: 'llmflow' }, spans: spans.map(otlpSpan) }],
      },
    ],
  }
}

const kindServer = 2
const kindInternal = 1
const statusError = 2

const otlpSpan = (span: Span): unknown => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: span.parentSpanId === undefined ? kindServer : kindInternal,
  startTimeUnixNano: nanoseconds(span.startMs),
  endTimeUnixNano: nanoseconds(span.endMs),
  attributes: attributesOf({ ...span.attributes, 'llmflow.tenant_id': span.tenantId }),
  status: span.hasFailed ? { code: statusError } : {},
})

/** Whole milliseconds and the rest apart: their product is beyond what a number holds exactly. */
function nanoseconds(milliseconds: number): string {
  const whole = Math.floor(milliseconds)
  const rest = Math.floor((milliseconds - whole) * 1_000_000)
  return `${whole}${String(rest).padStart(6, '0')}`
}

const attributesOf = (attributes: SpanAttributes): unknown =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }))

function valueOf(value: SpanAttributes[string]): unknown {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value !== 'number') {
    return { arrayValue: { values: value.map((text) => ({ stringValue: text })) } }
  }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}
