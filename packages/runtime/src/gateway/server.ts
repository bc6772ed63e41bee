// The server that every face is added to: limits of size and time, one way to fail, and an end that waits for streams.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { makeId } from '../identifier.js'
import type { ConsolePages } from './console.js'
import type { Metrics } from './metrics.js'
import { errorHandler, shownProblem, type OnFault, type Problem } from './problem.js'
import { addTiming, overheadHeader } from './timing.js'

/** One engine as `/ready` shows it: `off` is a choice, `broken` is not. */
export type EngineState = { readonly state: 'on' | 'off' | 'broken'; readonly detail?: string }

export type Readiness = {
  /** Whether requests are answered; an engine that is broken need not keep all of them from it. */
  readonly isReady: boolean
  readonly engines: { readonly [engine: string]: EngineState }
}

type ServerOptions = {
  /** Of the faces that set no limit of their own. */
  readonly bodyBytesMax?: number
  /** From the first byte of a request until its last. */
  readonly requestMs?: number
  readonly headersMs?: number
  readonly keepAliveMs?: number
  /** How long `close` waits for replies under way. */
  readonly drainMs?: number
  /** Whose `x-forwarded-for` counts; nobody's unless said. */
  readonly trustedProxies?: readonly string[]
  /** Answers what no route does, where it is the console's. */
  readonly pages?: Pick<ConsolePages, 'find'> | undefined
  readonly metrics: Metrics
  readonly readiness: () => Readiness | Promise<Readiness>
  readonly onFault: OnFault
}

type Server = {
  /** Faces are registered here: `await server.app.register(face, dependencies)`. */
  readonly app: FastifyInstance
  /** Takes nothing new, lets replies end within `drainMs`, then cuts what is left. */
  close(): Promise<void>
}

const bodyBytesUsual = 4 * 2 ** 20

export function makeServer(options: ServerOptions): Server {
  const { trustedProxies: proxies = [] } = options
  const app = fastify({
    logger: false,
    bodyLimit: options.bodyBytesMax ?? bodyBytesUsual,
    requestTimeout: options.requestMs ?? 120_000,
    keepAliveTimeout: options.keepAliveMs ?? 72_000,
    http: { headersTimeout: options.headersMs ?? 15_000, maxHeaderSize: 16_384 },
    routerOptions: { maxParamLength: 512 },
    trustProxy: proxies.length > 0 && [...proxies],
    genReqId: () => makeId(),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseMalformed,
    // No hook runs for what the router refuses.
    frameworkErrors: (error, request, reply) =>
      errorHandler(plainShape, options.onFault)(
        error,
        request,
        reply.headers({ ...securityHeaders, [overheadHeader]: '0' }),
      ),
  })
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(417, { [overheadHeader]: '0', 'content-length': '0' }).end()
  })
  addTiming(app)
  let underWay = 0
  app.addHook('onRequest', (request, reply, done) => {
    underWay += 1
    reply.raw.once('close', () => {
      underWay -= 1
    })
    void reply.headers({ ...securityHeaders, 'x-request-id': request.id })
    done()
  })
  app.setErrorHandler(errorHandler(plainShape, options.onFault))
  app.setNotFoundHandler(
    (request, reply) =>
      options.pages?.find(request, reply) ?? reply.code(404).send(plainShape(nothingHere)),
  )
  addProbes(app, options)
  return { app, close: () => closeWithin(app, options.drainMs ?? 30_000, () => underWay > 0) }
}

/** For replies of an API; a face that serves pages says more. */
const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

const nothingHere: Problem = {
  status: 404,
  code: 'not-found',
  message: 'There is nothing at this address.',
  detail: {},
}

const plainShape = (problem: Problem): unknown => ({ error: shownProblem(problem) })

function addProbes(app: FastifyInstance, { readiness, metrics }: ServerOptions): void {
  app.get('/health', () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply) => {
    const { isReady, engines } = await readiness()
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'not ready', engines })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.print()),
  )
}

/** What is no HTTP at all never becomes a request, so it is answered on the socket. */
function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const status = malformed[error.code ?? ''] ?? '400 Bad Request'
  socket.end(
    `HTTP/1.1 ${status}\r\n${overheadHeader}: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
  )
}

const malformed: { readonly [code: string]: string } = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

const sweepMs = 50

async function closeWithin(
  app: FastifyInstance,
  drainMs: number,
  isBusy: () => boolean,
): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainMs)
  // Connections stay open for a next request, or a first one, which is not taken any more.
  const sweep = setInterval(() => {
    if (!isBusy()) app.server.closeAllConnections()
  }, sweepMs)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
    clearInterval(sweep)
  }
}
