// Relays a stream: event by event, counted as it goes, and never ended as if it were whole when it is not.

import { RuntimeError } from '../../../error.js'
import { makeEventReader } from '../../backends/event-stream.js'
import type { BackendModel, Incoming } from '../../backends/router.js'
import { openEvents, type EventWriter } from '../../event-writer.js'
import { problemOf } from '../../problem.js'
import type { Spent } from './account.js'
import { openaiError } from './errors.js'
import { rawOf } from './context.js'
import { isObject, parseJson, usageIn, type CountedTokens, type JsonObject } from './json.js'
import { attributesOf, bodyMaker, type Passing } from './pass.js'
import { makeChunkRestorer } from './restoring-chunks.js'
import { likelyTokens, tokensOfDeltas } from './tokens.js'

export async function relay(passing: Passing, task: 'chat' | 'completion'): Promise<unknown> {
  const { face, request, reply, body } = passing
  const events = openEvents(request, reply, face.keepAliveMs)
  const bodyFor = bodyMaker(passing, (model) => ({
    stream_options: streamOptionsOf(body, model),
  }))
  let chunks: Chunks | undefined
  let incoming: Incoming | undefined
  try {
    incoming = await passing.send({ task, isStream: true, bodyFor })
    chunks = makeChunks(passing, incoming.model)
    await relayPieces(incoming, chunks, events)
    await passing.account.close({ ...chunks.spent(200), attributes: attributesOf(incoming) })
    events.end('data: [DONE]\n\n')
  } catch (error) {
    if (!events.hasBegun) {
      events.close()
      throw error
    }
    await fail(passing, events, error, chunks, incoming)
  }
  return reply
}

/** The client has its status already: the failure is an event, and no `[DONE]` follows it. */
async function fail(
  { account, face, request }: Passing,
  events: EventWriter,
  error: unknown,
  chunks: Chunks | undefined,
  incoming: Incoming | undefined,
): Promise<void> {
  const problem = problemOf(error)
  if (problem.code === 'internal') face.onFault(error, request.id)
  const spent = chunks?.spent(problem.status) ?? nothing(problem.status)
  const attributes = incoming === undefined ? {} : attributesOf(incoming)
  try {
    await account.close({ ...spent, attributes: { ...attributes, 'error.type': problem.code } })
  } finally {
    events.end(`data: ${JSON.stringify(openaiError(problem))}\n\n`)
  }
}

const nothing = (status: number): Spent => ({ status, input: 0, output: 0, isEstimated: false })

async function relayPieces(
  { pieces }: Incoming,
  chunks: Chunks,
  events: EventWriter,
): Promise<void> {
  const reader = makeEventReader()
  const iterator = pieces[Symbol.asyncIterator]()
  try {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      let text = ''
      for (const data of reader.push(next.value)) text += chunks.pass(data)
      if (text !== '') await events.write(text)
      if (!chunks.isDone) continue
      void drain(iterator)
      return
    }
  } catch (error) {
    await iterator.return?.()
    throw error
  }
  if (!chunks.hasFinished) {
    throw new RuntimeError('upstream-failed', 'The model broke off its answer.')
  }
}

/** Reads to the end what comes after `[DONE]`, so that the connection serves the next request. */
async function drain(iterator: AsyncIterator<Buffer>): Promise<void> {
  try {
    while ((await iterator.next()).done !== true);
  } catch {
    // The client has its answer; the backend's state was noted where the connection broke.
  }
}

/** Every engine can count at the end; vLLM also as it goes, which makes dropped streams exact. */
function streamOptionsOf(body: JsonObject, { engine }: BackendModel): JsonObject {
  const asked = isObject(body['stream_options']) ? body['stream_options'] : {}
  const usage = { ...asked, include_usage: true }
  return engine === 'vllm' ? { ...usage, continuous_usage_stats: true } : usage
}

type Chunks = {
  /** The event for the client, or nothing where it did not ask for it. */
  pass(data: string): string
  spent(status: number): Spent
  /** The model said that nothing more comes. */
  readonly isDone: boolean
  /** Every choice that began has come to its end. */
  readonly hasFinished: boolean
}

function makeChunks({ account, body, masked, request }: Passing, model: BackendModel): Chunks {
  const options = body['stream_options']
  const wantsUsage = isObject(options) && options['include_usage'] === true
  const wantsAlways = isObject(options) && options['continuous_usage_stats'] === true
  const isContinuous = model.engine === 'vllm' && !wantsAlways
  const isRenamed = model.servedName !== body['model']
  const restore = masked.session === undefined ? undefined : makeChunkRestorer(masked.session)
  const isChanged = isRenamed || restore !== undefined
  let counted: CountedTokens | undefined
  let deltas = 0
  let bytes = 0
  let isDone = false
  let hasBegun = false
  const unfinished = new Set<unknown>()

  function count(chunk: JsonObject): void {
    counted = usageIn(chunk) ?? counted
    if (!Array.isArray(chunk['choices'])) return
    for (const choice of chunk['choices']) {
      if (!isObject(choice)) continue
      hasBegun = true
      if (typeof choice['finish_reason'] === 'string') unfinished.delete(choice['index'])
      else unfinished.add(choice['index'])
      const size = producedBytes(choice)
      bytes += size
      if (size === 0) continue
      deltas += 1
      account.textCame()
    }
  }

  return {
    get isDone() {
      return isDone
    },
    get hasFinished() {
      return hasBegun && unfinished.size === 0
    },
    pass: (data) => {
      if (data === '[DONE]') {
        isDone = true
        return ''
      }
      const chunk = parseJson(data)
      if (!isObject(chunk)) throw new RuntimeError('upstream-failed', 'The model sent no JSON.')
      if (chunk['error'] !== undefined) throw errorIn(chunk['error'])
      count(chunk)
      const isLast = Array.isArray(chunk['choices']) && chunk['choices'].length === 0
      if (isLast && !wantsUsage && isObject(chunk['usage'])) return ''
      const dropsUsage = isContinuous && !isLast && chunk['usage'] !== undefined
      if (!isChanged && !dropsUsage) return `data: ${data}\n\n`
      if (dropsUsage) delete chunk['usage']
      restore?.(chunk)
      return `data: ${JSON.stringify({ ...chunk, model: body['model'] })}\n\n`
    },
    spent: (status) => ({
      status,
      input: counted?.input ?? likelyTokens(rawOf(request)),
      output: counted?.output ?? tokensOfDeltas(deltas, bytes),
      isEstimated: counted === undefined,
    }),
  }
}

function errorIn(error: unknown): RuntimeError {
  const said = isObject(error) && typeof error['message'] === 'string' ? error['message'] : ''
  return new RuntimeError('upstream-failed', said === '' ? 'The model failed.' : said)
}

/** Bytes of what a model made in one chunk: text, thoughts, and arguments of tools. */
function producedBytes(choice: JsonObject): number {
  const { delta, text } = choice
  let bytes = typeof text === 'string' ? Buffer.byteLength(text) : 0
  if (!isObject(delta)) return bytes
  for (const field of ['content', 'reasoning_content', 'reasoning', 'refusal']) {
    const value = delta[field]
    if (typeof value === 'string') bytes += Buffer.byteLength(value)
  }
  if (delta['tool_calls'] !== undefined) {
    bytes += Buffer.byteLength(JSON.stringify(delta['tool_calls']))
  }
  return bytes
}
