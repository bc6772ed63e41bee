// Hides what identifies a person in the attributes of spans, before they are kept or leave.

import type { Redaction, RedactionSession } from '../ports/redaction.js'
import type { Span, SpanAttributes } from '../ports/traces.js'
import { shortened } from '../shortened.js'

/** Values that the runtime itself chose, that name a model, or that were masked before: nothing of a person can stand in them. */
const own = new Set([
  'error.type',
  'gen_ai.operation.name',
  'gen_ai.provider.name',
  'gen_ai.request.model',
  'gen_ai.response.finish_reasons',
  'gen_ai.response.model',
  'llmflow.answer.mode',
  'llmflow.answer.state',
  'llmflow.citation.chunks',
  'llmflow.key_id',
  'llmflow.limit.refused',
  'llmflow.prompt',
  'llmflow.request_id',
  'llmflow.retrieve.chunks',
  'llmflow.retrieve.ranks',
  'llmflow.user_id',
])

/** The spans as they may be kept: an attribute that can't be checked is left out. */
export async function maskedSpans(
  redaction: Redaction,
  spans: readonly Span[],
): Promise<readonly Span[]> {
  const kept: Span[] = []
  for (const span of spans) {
    const masked = maskedSpan(redaction, span)
    kept.push(masked instanceof Promise ? await masked : masked)
  }
  return kept
}

/** Most spans have nothing to check, and come back at once. */
function maskedSpan(redaction: Redaction, span: Span): Span | Promise<Span> {
  const open = Object.keys(span.attributes).filter((name) => isText(name, span.attributes[name]))
  return open.length === 0 ? span : masked(redaction, span, open)
}

async function masked(redaction: Redaction, span: Span, open: readonly string[]): Promise<Span> {
  const session = redaction.open()
  const attributes: { [name: string]: SpanAttributes[string] } = { ...span.attributes }
  for (const name of open) {
    const value = span.attributes[name]
    if (value === undefined) continue
    try {
      attributes[name] = await maskedValue(session, value)
    } catch {
      delete attributes[name]
    }
  }
  return { ...span, attributes }
}

const isText = (name: string, value: SpanAttributes[string] | undefined): boolean =>
  typeof value !== 'number' && typeof value !== 'boolean' && !own.has(name)

async function maskedValue(
  session: RedactionSession,
  value: SpanAttributes[string],
): Promise<SpanAttributes[string]> {
  if (typeof value === 'string') return maskedText(session, value)
  if (typeof value !== 'object') return value
  return Promise.all(value.map((text) => maskedText(session, text)))
}

/** Of what people wrote, a trace keeps enough to know it again. */
const textCharactersMax = 500

/** Shortened after it is masked: what stands across the cut would not be known for what it is. */
const maskedText = async (session: RedactionSession, text: string): Promise<string> =>
  shortened(await session.redact(text), textCharactersMax)
