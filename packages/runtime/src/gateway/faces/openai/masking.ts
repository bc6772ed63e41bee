// Hides what identifies a person in everything that goes to a model, and puts it back in what returns.

import { setImmediate } from 'node:timers/promises'

import { RuntimeError } from '../../../error.js'
import type { Redaction, RedactionSession } from '../../../ports/redaction.js'
import { isObject, mapTexts, parseJson, type JsonObject } from './json.js'

export type Masked = {
  readonly body: JsonObject
  /** Absent where nothing was hidden: then nothing has to come back. */
  readonly session?: RedactionSession
}

/**
 * Words of the protocol, which a model must get as they are. All other texts are looked at, also those in fields that
 * nobody here knows: what is forgotten in this list is hidden once too often, never sent by mistake.
 */
const protocol = new Set([
  'role',
  'type',
  'model',
  'id',
  'tool_call_id',
  'object',
  'encoding_format',
])

/** Throws when a text can't be checked: then nothing leaves. */
export async function mask(redaction: Redaction, body: JsonObject): Promise<Masked> {
  refuseTokens(body['prompt'])
  refuseTokens(body['input'])
  const texts: string[] = []
  collect(body, '', texts)
  const session = redaction.open()
  const hidden = await hide(session, texts)
  if (hidden.size === 0) return { body }
  const changed = mapTexts(body, (text, name) =>
    protocol.has(name) ? text : (hidden.get(text) ?? text),
  )
  return { body: isObject(changed) ? changed : body, session }
}

function collect(value: unknown, name: string, texts: string[]): void {
  if (typeof value === 'string') {
    if (!protocol.has(name) && !isPicture(value)) texts.push(value)
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, name, texts)
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) collect(value[key], key, texts)
  }
}

/** Bytes of a picture or a sound: no recognizer reads them. */
const isPicture = (text: string): boolean =>
  text.startsWith('data:') && /^data:(?:image|audio)\/[\w+.-]+;base64,[A-Za-z0-9+/=]+$/.test(text)

/** A request of many short texts gives the event loop back after this long. */
const turnMs = 5

/** What stands for the texts in which something had to be hidden. */
async function hide(
  session: RedactionSession,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const changed = new Map<string, string>()
  /** Long ones, which are not looked at twice. */
  const clean = new Set<string>()
  let turnStartMs = performance.now()
  try {
    for (const text of texts) {
      if (changed.has(text) || clean.has(text)) continue
      if (performance.now() - turnStartMs > turnMs) {
        await setImmediate()
        turnStartMs = performance.now()
      }
      const redacted = session.redact(text)
      const hidden = typeof redacted === 'string' ? redacted : await redacted
      if (hidden !== text) changed.set(text, hidden)
      else if (typeof redacted !== 'string') clean.add(text)
    }
    return changed
  } catch (error) {
    throw new RuntimeError(
      'unavailable',
      'The text could not be checked for personal data, so it was not sent to the model.',
      { cause: error },
    )
  }
}

/** Numbers of tokens hide what they say from every recognizer. */
function refuseTokens(value: unknown): void {
  const first = firstOf(value)
  if (typeof first !== 'number' && typeof firstOf(first) !== 'number') return
  throw new RuntimeError(
    'invalid-request',
    'Tokens can’t be checked for personal data: send text instead.',
    { detail: { field: 'input' } },
  )
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value.at(0) : undefined)

/** A reply that came whole, with everything back in its place. */
export const restoreWhole = (session: RedactionSession, reply: unknown): unknown =>
  mapTexts(reply, (text, name) => {
    if (protocol.has(name)) return text
    return name === 'arguments' ? restoreArguments(session, text) : session.restore(text)
  })

/** Arguments of a tool are JSON in a text: what is put back must not end a string in there. */
export function restoreArguments(session: RedactionSession, text: string): string {
  const value = parseJson(text)
  if (value === undefined) return session.restore(text)
  return JSON.stringify(mapTexts(value, (inner) => session.restore(inner)))
}
