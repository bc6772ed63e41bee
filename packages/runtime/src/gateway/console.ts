// Serves the console: its page at every address that is nobody else's, and its files, each with what a browser may do with it.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ConsoleFile, ConsoleFiles } from './console-files.js'

export type ConsolePages = {
  /** Answers with the page. */
  page(request: FastifyRequest, reply: FastifyReply): FastifyReply
  /** Answers with a file, or with the page where a browser asks for one; undefined for what is not the console's. */
  find(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined
}

/** What no page of the console stands under: programs get their own kind of 404 there. */
const others: ReadonlySet<string> = new Set(['v1', 'api', 'metrics', 'health', 'ready', 'assets'])

export function servePages({ page, files }: ConsoleFiles): ConsolePages {
  return {
    page: (request, reply) => send(request, reply, page, fresh),
    find: (request, reply) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
      const [path = '/'] = request.url.split('?', 1)
      const file = files.get(path)
      if (file !== undefined) {
        return send(request, reply, file, path.startsWith('/assets/') ? forever : fresh)
      }
      return isPage(path, request) ? send(request, reply, page, fresh) : undefined
    },
  }
}

const isPage = (path: string, { headers }: FastifyRequest): boolean =>
  path === '/' ||
  (!others.has(path.split('/', 2)[1] ?? '') && /\btext\/html\b/.test(headers.accept ?? ''))

/** Names of assets hold a hash of what is in them. */
const forever = 'public, max-age=31536000, immutable'
/** Asked for again each time, and sent again when it changed. */
const fresh = 'no-cache'

/** On scripts as well as on the page: a worker has the policy of its own file. */
const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  vary: 'accept-encoding',
}

function send(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { type, bytes, brotli, tag }: ConsoleFile,
  cacheControl: string,
): FastifyReply {
  const isCompressed = brotli !== undefined && takesBrotli(headers['accept-encoding'])
  const etag = `"${tag}${isCompressed ? '-br' : ''}"`
  void reply.headers({ ...pageHeaders, 'cache-control': cacheControl, etag })
  if (isKnown(headers['if-none-match'], etag)) return reply.code(304).send()
  if (isCompressed) void reply.header('content-encoding', 'br')
  return reply
    .code(200)
    .header('content-type', type)
    .send(isCompressed ? brotli : bytes)
}

const takesBrotli = (accepted: string | string[] | undefined): boolean =>
  [accepted ?? '']
    .flat()
    .join(',')
    .split(',')
    .some((part) => {
      const [name, weight = 'q=1'] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      return name === 'br' && Number(weight.slice('q='.length)) > 0
    })

/** A proxy may have made the tag a weak one. */
const isKnown = (known: string | undefined, etag: string): boolean =>
  (known ?? '').split(',').some((part) => {
    const tag = part.trim()
    return tag === '*' || tag.replace(/^W\//, '') === etag
  })
