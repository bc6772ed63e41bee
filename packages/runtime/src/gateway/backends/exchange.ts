// One request to one backend: its reply whole or in pieces, within four limits of time, and ended when nobody waits.

import type { Dispatcher } from 'undici'
import { RuntimeError } from '../../error.js'
import { unwatch, watch } from './abort-watch.js'

export type Timeouts = {
  readonly connectMs: number
  /** Until the first byte of a stream. */
  readonly firstByteMs: number
  readonly betweenBytesMs: number
  readonly wholeMs: number
}

type UpstreamRequest = {
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

type OnEnd = (failure: RuntimeError | undefined, status: number) => void

/**
 * Resolves with the first byte of a stream, or when a reply that is no stream is whole. Rejects with a RuntimeError
 * whose `isRetryable` says that nothing of a reply has come. `onEnd` is called once, when the connection is free again.
 */
export function exchange(
  client: Dispatcher,
  request: UpstreamRequest,
  timeouts: Timeouts,
  signal: AbortSignal,
  onEnd: OnEnd,
): Promise<UpstreamReply> {
  return new Promise((resolve, reject) => {
    const { path, headers, body } = request
    const handler = new Exchange(request.isStream, timeouts, signal, onEnd, resolve, reject)
    if (handler.isEnded) return
    client.dispatch(
      { method: 'POST', path, headers, body, headersTimeout: 0, bodyTimeout: 0 },
      handler,
    )
  })
}

/** One object is all of an exchange: what undici calls, what the client's leaving calls, and the body's pieces. */
class Exchange implements Dispatcher.DispatchHandler {
  isEnded = false
  private isStream: boolean
  private readonly timeouts: Timeouts
  private readonly signal: AbortSignal
  private readonly onEnd: OnEnd
  private readonly resolve: (reply: UpstreamReply) => void
  private readonly reject: (failure: RuntimeError) => void
  private readonly whole: NodeJS.Timeout
  private idle: NodeJS.Timeout | undefined
  private controller: Dispatcher.DispatchController | undefined
  private failure: RuntimeError | undefined
  private status = 0
  private headers: UpstreamReply['headers'] = {}
  private hasBegun = false
  private hasReplied = false
  private wake: (() => void) | undefined
  private waiting: Buffer[] = []
  private waitingBytes = 0

  constructor(
    isStream: boolean,
    timeouts: Timeouts,
    signal: AbortSignal,
    onEnd: OnEnd,
    resolve: (reply: UpstreamReply) => void,
    reject: (failure: RuntimeError) => void,
  ) {
    this.isStream = isStream
    this.timeouts = timeouts
    this.signal = signal
    this.onEnd = onEnd
    this.resolve = resolve
    this.reject = reject
    this.whole = setTimeout(timeOut, timeouts.wholeMs, this)
    this.idle = isStream ? setTimeout(timeOut, timeouts.firstByteMs, this) : undefined
    if (signal.aborted) this.fail(cancelled())
    else watch(signal, this)
  }

  /** The client has left. */
  aborted(): void {
    this.stop(cancelled())
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    // A socket may be found after the client has left.
    if (this.isEnded) controller.abort(this.failure ?? cancelled())
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: UpstreamReply['headers'],
  ): void {
    this.status = status
    this.headers = headers
    // What is no success is small, and judged whole.
    if (status >= 300) this.isStream = false
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    if (this.isEnded) return
    this.waiting.push(piece)
    this.waitingBytes += piece.length
    if (!this.isStream) {
      this.hasBegun = true
      if (this.waitingBytes > wholeBytesMax) this.stop(tooLong())
      return
    }
    if (this.waitingBytes > waitingBytesMax) controller.pause()
    if (this.hasBegun) this.idle?.refresh()
    else {
      this.hasBegun = true
      clearTimeout(this.idle)
      this.idle = setTimeout(timeOut, this.timeouts.betweenBytesMs, this)
      this.reply()
    }
    this.wake?.()
  }

  onResponseEnd(): void {
    if (this.isEnded) return
    this.finish()
    if (!this.hasReplied) this.reply()
    this.wake?.()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(brokenOf(error, this.hasBegun))
  }

  timedOut(): void {
    this.stop(tookTooLong(!this.hasBegun))
  }

  private reply(): void {
    const { status, headers, isStream, waiting } = this
    this.hasReplied = true
    this.resolve({
      status,
      headers,
      pieces: { [Symbol.asyncIterator]: () => this.pieces() },
      bytes: isStream ? none : wholeOf(waiting),
    })
  }

  private async *pieces(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        if (this.waiting.length > 0) {
          const pieces = this.waiting
          this.waiting = []
          this.waitingBytes = 0
          this.controller?.resume()
          yield wholeOf(pieces)
          continue
        }
        if (this.failure !== undefined) throw this.failure
        if (this.isEnded) return
        await new Promise<void>((done) => {
          this.wake = done
        })
        this.wake = undefined
      }
    } finally {
      if (!this.isEnded) this.stop(cancelled())
    }
  }

  private finish(): void {
    this.isEnded = true
    clearTimeout(this.whole)
    clearTimeout(this.idle)
    unwatch(this.signal, this)
    this.onEnd(this.failure, this.status)
  }

  private fail(failure: RuntimeError): void {
    if (this.isEnded) return
    this.failure = failure
    this.finish()
    if (!this.hasReplied) this.reject(failure)
    this.wake?.()
  }

  private stop(failure: RuntimeError): void {
    this.fail(failure)
    this.controller?.abort(failure)
  }
}

const timeOut = (exchange: Exchange): void => exchange.timedOut()

const wholeOf = (pieces: readonly Buffer[]): Buffer => {
  const [first = none] = pieces
  return pieces.length > 1 ? Buffer.concat(pieces) : first
}

const none = Buffer.alloc(0)

const tookTooLong = (isRetryable: boolean): RuntimeError =>
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
