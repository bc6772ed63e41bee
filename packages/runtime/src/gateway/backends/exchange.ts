// One request to one backend: its reply whole or in pieces, within four limits of time, and ended when nobody waits.

import type { Dispatcher } from 'undici'
import { RuntimeError } from '../../error.js'

export type Timeouts = {
  readonly connectMs: number
  /** Until the first byte of a stream. */
  readonly firstByteMs: number
  readonly betweenBytesMs: number
  readonly wholeMs: number
}

export type UpstreamRequest = {
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string | Uint8Array
  readonly isStream: boolean
}

export type UpstreamReply = {
  readonly status: number
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined }
  /** Pieces of the body; leaving the loop early ends the request. Throws when the backend breaks off. */
  readonly pieces: AsyncIterable<Buffer>
  /** The whole body, where it was not asked for in pieces. */
  readonly bytes: Buffer
}

/** Pieces that wait for a slow client before the backend is asked to pause. */
const waitingBytesMax = 256 * 1024
const wholeBytesMax = 64 * 2 ** 20

/**
 * Resolves with the first byte of a stream, or when a reply that is no stream is whole. Rejects with a RuntimeError
 * whose `isRetryable` says that nothing of a reply has come. `onEnd` is called once, when the connection is free again.
 */
export function exchange(
  client: Dispatcher,
  request: UpstreamRequest,
  timeouts: Timeouts,
  signal: AbortSignal,
  onEnd: (failure: RuntimeError | undefined, status: number) => void,
): Promise<UpstreamReply> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined
    let reply: UpstreamReply | undefined
    let failure: RuntimeError | undefined
    let isStream = request.isStream
    let isEnded = false
    let hasBegun = false
    let wake: (() => void) | undefined
    let waiting: Buffer[] = []
    let waitingBytes = 0
    let head: Pick<UpstreamReply, 'status' | 'headers'> = { status: 0, headers: {} }

    const whole = setTimeout(() => stop(tookTooLong()), timeouts.wholeMs)
    let idle = isStream ? setTimeout(() => stop(tookTooLong()), timeouts.firstByteMs) : undefined
    const onAbort = (): void => stop(cancelled())

    function finish(error?: RuntimeError): void {
      isEnded = true
      clearTimeout(whole)
      clearTimeout(idle)
      signal.removeEventListener('abort', onAbort)
      onEnd(error, head.status)
    }

    function fail(error: RuntimeError): void {
      if (isEnded) return
      finish(error)
      failure = error
      if (reply === undefined) reject(error)
      wake?.()
    }

    function stop(error: RuntimeError): void {
      fail(error)
      controller?.abort(error)
    }

    function begin(): void {
      reply = { ...head, pieces: piecesOf(), bytes: isStream ? none : Buffer.concat(waiting) }
      resolve(reply)
    }

    async function* piecesOf(): AsyncGenerator<Buffer> {
      try {
        for (;;) {
          if (waiting.length > 0) {
            const pieces = waiting
            waiting = []
            waitingBytes = 0
            controller?.resume()
            yield pieces.length === 1 ? (pieces[0] ?? none) : Buffer.concat(pieces)
            continue
          }
          if (failure !== undefined) throw failure
          if (isEnded) return
          await new Promise<void>((done) => {
            wake = done
          })
          wake = undefined
        }
      } finally {
        if (!isEnded) stop(cancelled())
      }
    }

    if (signal.aborted) {
      fail(cancelled())
      return
    }
    signal.addEventListener('abort', onAbort, { once: true })

    client.dispatch(
      {
        method: 'POST',
        path: request.path,
        headers: request.headers,
        body: request.body,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart: (started) => {
          controller = started
          // A socket may be found after the client has left.
          if (isEnded) started.abort(failure ?? cancelled())
        },
        onResponseStart: (_controller, status, headers) => {
          head = { status, headers }
          // What is no success is small, and judged whole.
          if (status >= 300) isStream = false
        },
        onResponseData: (_controller, piece) => {
          if (isEnded) return
          waiting.push(piece)
          waitingBytes += piece.length
          if (!isStream) {
            hasBegun = true
            if (waitingBytes > wholeBytesMax) stop(tooLong())
            return
          }
          if (waitingBytes > waitingBytesMax) controller?.pause()
          if (hasBegun) idle?.refresh()
          else {
            clearTimeout(idle)
            idle = setTimeout(() => stop(tookTooLong(false)), timeouts.betweenBytesMs)
            hasBegun = true
            begin()
          }
          wake?.()
        },
        onResponseEnd: () => {
          if (isEnded) return
          finish()
          if (reply === undefined) begin()
          wake?.()
        },
        onResponseError: (_controller, error) => fail(brokenOf(error, hasBegun)),
      },
    )
  })
}

const none = Buffer.alloc(0)

const tookTooLong = (isRetryable = true): RuntimeError =>
  new RuntimeError('timed-out', 'The model did not answer in time.', { isRetryable })

const cancelled = (): RuntimeError => new RuntimeError('cancelled', 'The client has left.')

const tooLong = (): RuntimeError =>
  new RuntimeError('upstream-failed', 'The model’s reply is larger than the limit.')

/** Nothing listens, the name is unknown, or no connection came about: the request never left. */
const neverSent = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])

function brokenOf(error: Error & { code?: string }, hasBegun: boolean): RuntimeError {
  if (error instanceof RuntimeError) return error
  const code = error.code ?? ''
  if (neverSent.has(code) || code === 'UND_ERR_CONNECT_TIMEOUT') {
    const options = { isRetryable: true, cause: error }
    return new RuntimeError('unavailable', 'The model can’t be reached.', options)
  }
  return new RuntimeError('upstream-failed', 'The model broke off its reply.', {
    isRetryable: !hasBegun,
    cause: error,
  })
}
