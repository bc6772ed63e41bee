// What the world does wrong, as one type of error: who may try again, and what a client is told.

/** Closed, so that every face maps every code to a status and a shape of its own. */
export const runtimeErrorCodes = [
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'unsupported-media-type',
  'limit-reached',
  'overloaded',
  'unavailable',
  'timed-out',
  'cancelled',
  'upstream-failed',
  'unreadable-document',
  'data-directory',
  'configuration',
] as const

export type RuntimeErrorCode = (typeof runtimeErrorCodes)[number]

export const isRuntimeErrorCode = (code: string): code is RuntimeErrorCode =>
  runtimeErrorCodes.some((known) => known === code)

type Options = {
  readonly isRetryable?: boolean
  readonly cause?: unknown
  /** Facts for the client, never secrets: `retryAfterMs`, `field`, `failure` … */
  readonly detail?: { readonly [name: string]: string | number | boolean }
}

/** The message is shown to people: it says what is wrong and what to do, and holds nothing secret. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError'
  readonly code: RuntimeErrorCode
  readonly isRetryable: boolean
  readonly detail: { readonly [name: string]: string | number | boolean }

  constructor(code: RuntimeErrorCode, message: string, options: Options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.isRetryable = options.isRetryable ?? false
    this.detail = options.detail ?? {}
  }
}
