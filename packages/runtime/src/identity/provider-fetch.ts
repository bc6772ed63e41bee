// The only way from here to an identity provider: to its own address, without redirects, for seconds, for little.

import { RuntimeError } from '../error.js'

type FetchOptions = {
  readonly method?: string
  readonly headers?: unknown
  readonly body?: unknown
}

const answerMs = 5_000
/** A provider's keys and metadata are a few kilobytes. */
const answerBytesMax = 1024 * 1024

/** A `fetch` that reaches these origins alone: what a provider's metadata names elsewhere is refused, not asked. */
export function makeProviderFetch(origins: readonly string[]) {
  const allowed = new Set(origins)
  return async (url: string, options: FetchOptions = {}): Promise<Response> => {
    const { origin, username, password } = new URL(url)
    if (!allowed.has(origin) || username !== '' || password !== '') throw elsewhere(origin)
    const response = await fetch(url, {
      ...requestOf(options),
      redirect: 'error',
      signal: AbortSignal.timeout(answerMs),
    })
    return bounded(response)
  }
}

function requestOf({ method = 'GET', headers, body }: FetchOptions): RequestInit {
  return {
    method,
    headers: headersOf(headers),
    ...(typeof body === 'string' || body instanceof URLSearchParams
      ? { body: body.toString() }
      : {}),
  }
}

function headersOf(headers: unknown): [string, string][] {
  if (headers instanceof Headers) return [...headers]
  if (typeof headers !== 'object' || headers === null) return []
  return Object.entries(headers).map(([name, value]) => [name, String(value)])
}

async function bounded(response: Response): Promise<Response> {
  const pieces: Uint8Array[] = []
  let sizeBytes = 0
  const { body, status, headers } = response
  if (body !== null) {
    for await (const next of body) {
      const piece: unknown = next
      if (!(piece instanceof Uint8Array)) continue
      sizeBytes += piece.byteLength
      if (sizeBytes > answerBytesMax) throw tooLong()
      pieces.push(piece)
    }
  }
  return new Response(pieces.length === 0 ? null : Buffer.concat(pieces), { status, headers })
}

const elsewhere = (origin: string): RuntimeError =>
  new RuntimeError(
    'upstream-failed',
    `The identity provider names ${origin}, which is not its own; add it to LLMFLOW_OIDC_ORIGINS if it is.`,
  )

const tooLong = (): RuntimeError =>
  new RuntimeError('upstream-failed', 'The identity provider answers with too much.')
