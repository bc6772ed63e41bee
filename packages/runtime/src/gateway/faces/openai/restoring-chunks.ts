// Puts back in a stream what was hidden: text piece by piece, arguments of tools when they are whole.

import type { RedactionSession } from '../../../ports/redaction.js'
import { isObject, type JsonObject } from './json.js'
import { restoreArguments } from './masking.js'

type Piecewise = ReturnType<RedactionSession['restoring']>

/** Fields of a delta whose text comes in pieces. */
const fields = ['content', 'reasoning_content', 'reasoning', 'refusal']

/** Changes chunks in the order in which they come; the last one of a choice brings what was held back. */
export function makeChunkRestorer(session: RedactionSession): (chunk: JsonObject) => void {
  const pieces = new Map<string, Piecewise>()
  const tools = new Map<string, JsonObject>()

  function restorerOf(key: string): Piecewise {
    const known = pieces.get(key)
    if (known !== undefined) return known
    const made = session.restoring()
    pieces.set(key, made)
    return made
  }

  function restoreText(holder: JsonObject, field: string, key: string, isLast: boolean): void {
    const text = holder[field]
    if (typeof text !== 'string' && !(isLast && pieces.has(key))) return
    const restorer = restorerOf(key)
    const restored = typeof text === 'string' ? restorer.push(text) : ''
    holder[field] = isLast ? restored + restorer.end() : restored
  }

  /** Keeps the arguments back until the choice ends, as only whole JSON can be changed safely. */
  function holdTools(delta: JsonObject, index: number): void {
    const calls = delta['tool_calls']
    if (!Array.isArray(calls)) return
    for (const call of calls) {
      const called = isObject(call) ? call['function'] : undefined
      if (!isObject(call) || !isObject(called) || typeof called['arguments'] !== 'string') continue
      const number = typeof call['index'] === 'number' ? call['index'] : 0
      const key = `${index}/${number}`
      const held = tools.get(key) ?? { index: number, arguments: '' }
      held['arguments'] = `${String(held['arguments'])}${called['arguments']}`
      tools.set(key, held)
      called['arguments'] = ''
    }
  }

  function releaseTools(delta: JsonObject, index: number): void {
    const calls: unknown[] = Array.isArray(delta['tool_calls']) ? delta['tool_calls'] : []
    for (const [key, held] of tools) {
      if (!key.startsWith(`${index}/`)) continue
      tools.delete(key)
      const restored = restoreArguments(session, String(held['arguments']))
      calls.push({ index: held['index'], function: { arguments: restored } })
    }
    if (calls.length > 0) delta['tool_calls'] = calls
  }

  return (chunk) => {
    const choices = chunk['choices']
    if (!Array.isArray(choices)) return
    for (const choice of choices) {
      if (!isObject(choice)) continue
      const index = typeof choice['index'] === 'number' ? choice['index'] : 0
      const isLast = typeof choice['finish_reason'] === 'string'
      restoreText(choice, 'text', `${index}/text`, isLast)
      const delta = choice['delta']
      if (!isObject(delta)) continue
      for (const field of fields) restoreText(delta, field, `${index}/${field}`, isLast)
      holdTools(delta, index)
      if (isLast) releaseTools(delta, index)
    }
  }
}
