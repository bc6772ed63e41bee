// Reads server-sent events of a reply as they come.

import { changeHeaders } from './client.ts'
import { failureOf, Offline, recordOf } from './failure.ts'

export type ServerEvent = { readonly event: string; readonly data: unknown }

type Asked = {
  readonly method?: 'GET' | 'POST'
  readonly body?: unknown
  readonly signal: AbortSignal
}

/** Events of an address of the contract until its end or the signal. Throws a `Failure` where it is refused. */
export async function* eventsOf(path: string, asked: Asked): AsyncGenerator<ServerEvent> {
  const { method = 'GET', body, signal } = asked
  const response = await fetch(path, {
    method,
    signal,
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...changeHeaders(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new Offline(error)
  })
  if (!response.ok) throw failureOf(response, await response.json().catch(() => undefined))
  if (response.body === null) return
  let waiting = ''
  for await (const piece of piecesOf(response.body)) {
    waiting += piece
    const blocks = waiting.split(/\r?\n\r?\n/)
    waiting = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventOf(block)
      if (event !== undefined) yield event
    }
  }
}

/** Not every browser can iterate over a stream. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    void reader.cancel().catch(() => undefined)
  }
}

function eventOf(block: string): ServerEvent | undefined {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith('event:')) event = line.slice(6).trim()
    if (line.startsWith('data:')) data.push(line.slice(5).trim())
  }
  if (data.length === 0) return undefined
  try {
    return { event, data: JSON.parse(data.join('\n')) }
  } catch {
    return { event, data: recordOf(undefined) }
  }
}
