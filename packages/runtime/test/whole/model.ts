// A model of tests: its prompt has as many tokens as the question says, so that each use can be told from all others.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Configuration } from '../../src/configuration.js'

export type Model = {
  /** For chat. */
  readonly configuration: Configuration['models'][number]
  readonly embedding: Configuration['models'][number]
  close(): Promise<void>
}

export const modelName = 'counting'
export const vectorSpace = { model: 'embedding', dimensions: 8 }

const body = z.looseObject({
  stream: z.boolean().nullish(),
  messages: z.array(z.looseObject({ content: z.unknown() })),
})

/** What it answers to the last of the messages, piece by piece. */
type Say = (message: string) => AsyncIterable<string>

async function* sayTheSame(): AsyncGenerator<string> {
  for (const word of ['A ', 'valve ', 'is ', 'closed.']) {
    yield word
    await pause(2)
  }
}

export async function startModel(say: Say = sayTheSame): Promise<Model> {
  const server = createServer((request, response) => {
    void answer(say, request, response).catch(() => response.destroy())
  })
  server.listen({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const common = { engine: 'vllm', address: `http://127.0.0.1:${port}`, context: 4096 }
  return {
    configuration: { ...common, name: modelName, servedName: modelName, kind: 'chat' },
    embedding: {
      ...common,
      name: vectorSpace.model,
      servedName: vectorSpace.model,
      kind: 'embedding',
      dimensions: vectorSpace.dimensions,
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(say: Say, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += String(piece)
  if (request.method === 'GET') {
    response.end('{"object":"list","data":[]}')
    return
  }
  if (request.url?.endsWith('/embeddings') === true) {
    const { input } = z.object({ input: z.array(z.string()) }).parse(JSON.parse(text))
    const data = input.map((each, index) => ({
      object: 'embedding',
      index,
      embedding: vectorOf(each),
    }))
    const usage = { prompt_tokens: 1, total_tokens: 1 }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ object: 'list', model: vectorSpace.model, data, usage }))
    return
  }
  const { stream, messages } = body.parse(JSON.parse(text))
  const prompt = Number(/tokens (\d+)/.exec(JSON.stringify(messages))?.[1] ?? 1)
  const usage = { prompt_tokens: prompt, completion_tokens: 4, total_tokens: prompt + 4 }
  const last = messages.at(-1)?.content
  const pieces = say(typeof last === 'string' ? last : '')
  const common = { id: 'chatcmpl-1', created: 1, model: modelName }
  if (stream !== true) {
    let content = ''
    for await (const piece of pieces) content += piece
    const message = { role: 'assistant', content }
    const choices = [{ index: 0, message, finish_reason: 'stop' }]
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...common, object: 'chat.completion', choices, usage }))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const write = (rest: object): void => {
    response.write(
      `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', ...rest })}\n\n`,
    )
  }
  for await (const content of pieces) {
    if (response.destroyed) return
    write({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })
  }
  write({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
  write({ choices: [], usage })
  response.end('data: [DONE]\n\n')
}

/** Means nothing, and is the same for the same text. */
const vectorOf = (text: string): readonly number[] => {
  const bytes = createHash('sha256').update(text).digest()
  return Array.from({ length: vectorSpace.dimensions }, (_, at) => (bytes[at] ?? 0) / 255 + 0.01)
}
