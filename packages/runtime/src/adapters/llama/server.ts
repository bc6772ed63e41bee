// Serves one model on a unix socket that only this user may open, in the shapes of the OpenAI API.

import { chmod, mkdir, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { dirname } from 'node:path'
import { RuntimeError, type RuntimeErrorCode } from '../../error.js'
import { answers } from './answers.js'
import type { Engine } from './engine.js'
import type { EngineOptions } from './options.js'

export type Reply = {
  /** Aborted as soon as the client has gone. */
  readonly signal: AbortSignal
  json(value: unknown): void
  /** One event of a stream; the first one sends the head. */
  event(value: unknown): void
  endStream(): void
}

type Listening = { close(): Promise<void> }

const bodyBytesMax = 16 * 2 ** 20
const closeWithinMs = 2000

/** Answers from the start; until the model is loaded everything but `/health` is `unavailable`. */
export async function listen(
  options: EngineOptions,
  loading: Promise<Engine>,
  share: () => number,
): Promise<Listening> {
  let state: { engine?: Engine; failure?: unknown } = {}
  loading.then(
    (engine) => (state = { engine }),
    (failure: unknown) => (state = { failure }),
  )
  const server = createServer((request, response) => {
    void handle(request, response, options, () => {
      if (state.engine !== undefined) return state.engine
      throw state.failure instanceof RuntimeError ? unusable(state.failure) : stillLoading(share())
    })
  })
  await mkdir(dirname(options.socketPath), { recursive: true, mode: 0o700 })
  await rm(options.socketPath, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // Nobody else may open the socket between its making and its chmod either.
    const before = process.umask(0o177)
    server.listen(options.socketPath, () => resolve())
    process.umask(before)
  })
  await chmod(options.socketPath, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), closeWithinMs).unref()
      }),
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: EngineOptions,
  engine: () => Engine,
): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new RuntimeError('cancelled', 'the client has gone'))
  })
  try {
    const path = new URL(request.url ?? '/', 'http://model').pathname
    const answer = answers[`${request.method ?? ''} ${path}`]
    if (answer === undefined)
      throw new RuntimeError('not-found', `there is no ${request.method ?? ''} ${path} here`)
    const body = request.method === 'POST' ? await readJson(request) : undefined
    await answer({ body, name: options.name, engine, reply: replyOn(response, gone.signal) })
  } catch (error) {
    fail(response, error)
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue
    size += part.length
    if (size > bodyBytesMax) throw new RuntimeError('too-large', 'the request is too large')
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch (cause) {
    throw new RuntimeError('invalid-request', 'the request is no JSON', { cause })
  }
}

function replyOn(response: ServerResponse, signal: AbortSignal): Reply {
  return {
    signal,
    json: (value) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    },
    event: (value) => {
      if (signal.aborted) return
      if (!response.headersSent)
        response.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-cache',
        })
      response.write(`data: ${JSON.stringify(value)}\n\n`)
    },
    endStream: () => {
      response.end('data: [DONE]\n\n')
    },
  }
}

const statuses: { readonly [C in RuntimeErrorCode]?: number } = {
  'invalid-request': 400,
  'not-found': 404,
  'too-large': 413,
  overloaded: 503,
  unavailable: 503,
  configuration: 503,
  cancelled: 499,
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  const known = error instanceof RuntimeError ? error : unforeseen(error)
  const status = statuses[known.code] ?? 500
  const body = JSON.stringify({ error: errorOf(known, status) })
  if (response.headersSent) {
    // The end without `[DONE]` tells a client that reads no errors in a stream.
    response.end(`data: ${body}\n\n`)
    return
  }
  const { retryAfterMs } = known.detail
  if (typeof retryAfterMs === 'number')
    response.setHeader('retry-after', Math.ceil(retryAfterMs / 1000))
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body)
}

function unforeseen(error: unknown): RuntimeError {
  process.stderr.write(`model: ${error instanceof Error ? (error.stack ?? error.message) : ''}\n`)
  return new RuntimeError('upstream-failed', 'the model failed', { cause: error })
}

const errorOf = ({ code, message, detail }: RuntimeError, status: number) => ({
  message,
  type: status < 500 ? 'invalid_request_error' : 'server_error',
  param: detail['field'] ?? null,
  code: detail['code'] ?? code.replaceAll('-', '_'),
})

const stillLoading = (share: number): RuntimeError =>
  new RuntimeError('unavailable', `the model is being loaded (${Math.floor(share * 100)}%)`, {
    isRetryable: true,
    detail: { retryAfterMs: 2000, progress: share },
  })

const unusable = (failure: RuntimeError): RuntimeError =>
  new RuntimeError('unavailable', failure.message, { cause: failure })
