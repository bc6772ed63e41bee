// Two small servers to measure against: a model that answers at once, and a proxy that does nothing but pass on.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { parseArgs } from 'node:util'

import { Pool } from 'undici'

const reply = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'small',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'It is fifteen days in the first year.' },
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 31, completion_tokens: 9, total_tokens: 40 },
  }),
)

const model = (): Server =>
  createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': reply.length,
      })
      response.end(reply)
    })
  })

/** As little as a proxy of Node can do: no key, no limit, nothing read or counted. */
function proxy(to: string): Server {
  const pool = new Pool(to, { connections: 256 })
  return createServer((request, response) => {
    void passOn(pool, request, response)
  })
}

async function passOn(
  pool: Pool,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { statusCode, headers, body } = await pool.request({
      method: 'POST',
      path: request.url ?? '/',
      headers: { 'content-type': 'application/json' },
      body: request,
    })
    response.writeHead(statusCode, headers)
    body.pipe(response)
  } catch {
    response.destroy()
  }
}

const { values } = parseArgs({ options: { port: { type: 'string' }, to: { type: 'string' } } })
const server = values.to === undefined ? model() : proxy(values.to)
server.listen(Number(values.port), '127.0.0.1')
