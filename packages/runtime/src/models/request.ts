// One GET that never leaves the servers that it may ask.

import { EnvHttpProxyAgent, request as send, type Dispatcher } from 'undici'
import { RuntimeError } from '../error.js'
import { modelError } from './failure.js'
import { isAllowed } from './places.js'

export type Getting = {
  readonly url: URL
  readonly hosts: readonly string[]
  readonly signal: AbortSignal
  readonly method?: 'GET' | 'HEAD'
  readonly headers?: { readonly [name: string]: string }
  /** Headers that let the request in; only the server that was asked first gets them. */
  readonly sign?: ((url: URL) => Promise<{ readonly [name: string]: string }>) | undefined
  /** False for replies whose own head is wanted, not that of the place they lead to. */
  readonly isFollowed?: boolean
}

export type Got = { readonly reply: Dispatcher.ResponseData; readonly url: URL }

const redirectsMax = 5
/** Servers of large files may take a while until the first byte; then bytes have to keep coming. */
const timeouts = { headersTimeout: 60_000, bodyTimeout: 60_000 }

/** Companies often reach the outside by a proxy only: HTTPS_PROXY and NO_PROXY count as everywhere. */
const dispatcher = new EnvHttpProxyAgent()

/** Throws `host-not-allowed`, `unreachable`, `not-found` or `refused`. */
export async function get(getting: Getting): Promise<Got> {
  let url = getting.url
  for (let redirects = 0; redirects <= redirectsMax; redirects += 1) {
    if (!isAllowed(url, getting.hosts)) throw modelError('host-not-allowed', url.host)
    const reply = await sendTo(url, getting)
    const next = reply.headers['location']
    const isRedirect = reply.statusCode >= 300 && reply.statusCode < 400
    if (!isRedirect || getting.isFollowed === false) return { reply, url }
    await reply.body.dump()
    if (typeof next !== 'string' || !URL.canParse(next, url.href))
      throw modelError('refused', `${url.host}: ${reply.statusCode}`)
    url = new URL(next, url)
  }
  throw modelError('refused', `${url.host}: more than ${redirectsMax} redirects`)
}

async function sendTo(url: URL, getting: Getting): Promise<Dispatcher.ResponseData> {
  const signature = url.origin === getting.url.origin ? await getting.sign?.(url) : undefined
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  try {
    return await send(bare, {
      ...timeouts,
      dispatcher,
      method: getting.method ?? 'GET',
      signal: getting.signal,
      headers: {
        'user-agent': 'llmflow',
        // What is already packed can't be resumed when it is packed again on its way.
        'accept-encoding': 'identity',
        ...passwordFor(url, getting.url),
        ...signature,
        ...getting.headers,
      },
    })
  } catch (error) {
    throw networkError(error, url, getting.signal)
  }
}

/** The password in a configured URL goes to the server of that URL only, and never to it in the clear. */
function passwordFor(url: URL, asked: URL): { readonly authorization?: string } {
  if (asked.username === '' || url.origin !== asked.origin) return {}
  const pair = `${decodeURIComponent(asked.username)}:${decodeURIComponent(asked.password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

export function networkError(error: unknown, url: URL, signal: AbortSignal): unknown {
  if (error instanceof RuntimeError) return error
  if (signal.aborted) return signal.reason
  return modelError('unreachable', url.host, { cause: error })
}

/** For replies that must be whole and well. */
export function expectOk({ reply, url }: Got): void {
  if (reply.statusCode === 404 || reply.statusCode === 410)
    throw modelError('not-found', `${url.origin}${url.pathname}`)
  if (reply.statusCode !== 200) throw modelError('refused', `${url.host}: ${reply.statusCode}`)
}
