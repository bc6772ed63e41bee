// A model of tests: its prompt has as many tokens as the question says, so that each use can be told from all others.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Configuration } from '../../src/configuration.js'

export type Model = {
  readonly configuration: Configuration['models'][number]
  close(): Promise<void>
}

export const modelName = 'counting'

const body = z.looseObject({
  stream: z.boolean().nullish(),
  messages: z.array(z.looseObject({ content: z.unknown() })),
})

const words = ['A ', 'valve ', 'is ', 'closed.']

export async function startModel(): Promise<Model> {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  server.listen({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    configuration: {
      name: modelName,
      kind: 'chat',
      engine: 'vllm',
      address: `http://127.0.0.1:${port}`,
      servedName: modelName,
      context: 4096,
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += String(piece)
  if (request.method === 'GET') {
    response.end('{"object":"list","data":[]}')
    return
  }
  const { stream, messages } = body.parse(JSON.parse(text))
  const prompt = Number(/tokens (\d+)/.exec(JSON.stringify(messages))?.[1] ?? 1)
  const usage = { prompt_tokens: prompt, completion_tokens: 4, total_tokens: prompt + 4 }
  const common = { id: 'chatcmpl-1', created: 1, model: modelName }
  if (stream !== true) {
    const message = { role: 'assistant', content: words.join('') }
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
  for (const content of words) {
    write({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })
    await pause(2)
  }
  write({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
  write({ choices: [], usage })
  response.end('data: [DONE]\n\n')
}
