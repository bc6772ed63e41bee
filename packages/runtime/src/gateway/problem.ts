// What went wrong with a request, as a status and words that are safe to show; every face gives it a shape of its own.

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { RuntimeError, type RuntimeErrorCode } from '../error.js'

export type Problem = {
  readonly status: number
  readonly code: RuntimeErrorCode | 'internal'
  /** Safe to show: a fault of ours says nothing about itself. */
  readonly message: string
  readonly detail: RuntimeError['detail']
}

const statuses: { readonly [code in RuntimeErrorCode]: number } = {
  'invalid-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  'limit-reached': 429,
  overloaded: 429,
  unavailable: 503,
  'timed-out': 504,
  cancelled: 499,
  'upstream-failed': 502,
  'unreadable-document': 422,
  'data-directory': 500,
  configuration: 500,
}

export function problemOf(error: unknown): Problem {
  if (error instanceof RuntimeError) {
    const status = error.detail['status']
    return {
      status: typeof status === 'number' ? status : statuses[error.code],
      code: error.code,
      message: error.message,
      detail: error.detail,
    }
  }
  if (error instanceof ZodError) return invalidOf(error)
  if (isFastifyError(error)) return refusalOf(error)
  if (isBrokenForm(error)) return brokenForm
  return internal
}

/** The reader of forms throws errors without a code: a form that ends early, or a boundary that is none or too long. */
const isBrokenForm = (error: unknown): boolean =>
  error instanceof Error && /\bmultipart\b|^The needle /i.test(error.message)

const brokenForm: Problem = {
  status: 400,
  code: 'invalid-request',
  message: 'The form is broken, or ends before its end.',
  detail: {},
}

const internal: Problem = {
  status: 500,
  code: 'internal',
  message: 'Something went wrong here; it has been logged.',
  detail: {},
}

function invalidOf(error: ZodError): Problem {
  const [issue] = error.issues
  const field = (issue?.path ?? []).map(String).join('.')
  return {
    status: 400,
    code: 'invalid-request',
    message: `${field === '' ? 'The request' : field}: ${issue?.message ?? 'not valid'}`,
    detail: { field },
  }
}

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('FST_') &&
  'statusCode' in error &&
  typeof error.statusCode === 'number'

/** What Fastify itself refuses: bodies that are too large, of another type, or no JSON. */
function refusalOf({ statusCode = 500, message }: FastifyError): Problem {
  if (statusCode >= 500 && statusCode !== 503) return internal
  return { status: statusCode, code: codeOf(statusCode), message, detail: {} }
}

function codeOf(status: number): RuntimeErrorCode {
  if (status === 413) return 'too-large'
  if (status === 415) return 'unsupported-media-type'
  if (status === 404) return 'not-found'
  if (status === 408) return 'timed-out'
  return status === 503 ? 'unavailable' : 'invalid-request'
}

/** The shape of problems where no face has its own. */
export const shownProblem = ({ code, message, detail }: Problem) => ({
  code,
  message,
  ...(Object.keys(detail).length === 0 ? {} : { detail }),
})

/** Seconds for `Retry-After`, where coming again helps. */
function retryAfterSecondsOf({ status, detail }: Problem): number | undefined {
  const { retryAfterMs } = detail
  if (typeof retryAfterMs === 'number') return Math.max(1, Math.ceil(retryAfterMs / 1000))
  return status === 429 || status === 503 ? 1 : undefined
}

/** Told of every fault of ours, with the request's id, so that a log line leads to its cause. */
export type OnFault = (error: unknown, requestId: string) => void

/**
 * An error handler for a face: `app.setErrorHandler(errorHandler(shape, onFault))`. The shape makes the body of a problem.
 */
export function errorHandler(
  shape: (problem: Problem) => unknown,
  onFault: OnFault,
): (error: unknown, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    const problem = problemOf(error)
    if (problem.code === 'internal') onFault(error, request.id)
    const seconds = retryAfterSecondsOf(problem)
    if (seconds !== undefined) void reply.header('retry-after', String(seconds))
    void reply.code(problem.status).send(shape(problem))
  }
}
