// What PostgreSQL and the way to it report, as errors that callers may act on.

import { RuntimeError } from '../../error.js'

/** Five characters of SQLSTATE, or Node's name of what the socket met. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The transaction left no trace, and the same again may well succeed. */
export function isSerializationFailure(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error))
}

const unavailable = ['57P01', '57P02', '57P03', '57P05', '53100', '55000', '25006']

const socketCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]

/** What the driver says without a code. */
const lostConnection =
  /Connection terminated|Client has encountered a connection error|not queryable|timeout exceeded when trying to connect|Client was closed|after calling end on the pool/

/** A RuntimeError where there is one for it; everything else is our own bug and stays what it is. */
export function mapError(error: unknown): unknown {
  if (error instanceof RuntimeError || !(error instanceof Error)) return error
  const code = codeOf(error)
  if (isLost(code, error.message)) {
    return mapped('unavailable', 'the records cannot be reached; try again in a moment', true)
  }
  if (code === '57014' || error.message === 'Query read timeout') {
    return mapped('timed-out', 'a statement took longer than it may', true)
  }
  if (code === '23505') return mapped('conflict', 'it is there already', false)
  if (code === '23503') return mapped('conflict', 'it names something that is not there', true)
  if (isSerializationFailure(error)) {
    return mapped('conflict', 'others keep changing the same rows; try again', true)
  }
  if (code.startsWith('53')) return mapped('overloaded', 'the records are overloaded', true)
  if (code.startsWith('22')) {
    return mapped('invalid-request', 'a value is not of the kind that is kept there', false)
  }
  return error

  function mapped(
    name: ConstructorParameters<typeof RuntimeError>[0],
    message: string,
    isRetryable: boolean,
  ): RuntimeError {
    return new RuntimeError(name, message, { isRetryable, cause: error })
  }
}

function isLost(code: string, message: string): boolean {
  if (code.startsWith('08') || unavailable.includes(code) || socketCodes.includes(code)) return true
  return code === '' && lostConnection.test(message)
}
