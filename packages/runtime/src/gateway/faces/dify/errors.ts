// Errors in Dify's shape, and the JSON bodies and counts that its faces have in common.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RuntimeError } from '../../../error.js'
import type { Metrics } from '../../metrics.js'
import { errorHandler, problemOf, type OnFault, type Problem } from '../../problem.js'
import { timingOf } from '../../timing.js'

/** `detail.difyCode` names a case that Dify has a code of its own for. */
export const difyError = ({ status, code, message, detail }: Problem) => ({
  code: typeof detail['difyCode'] === 'string' ? detail['difyCode'] : codes[code],
  message,
  status,
  ...(typeof detail['field'] === 'string' ? { params: detail['field'] } : {}),
})

const codes: { readonly [code in Problem['code']]: string } = {
  'invalid-request': 'invalid_param',
  unauthenticated: 'unauthorized',
  forbidden: 'forbidden',
  'not-found': 'not_found',
  conflict: 'conflict',
  'too-large': 'file_too_large',
  'unsupported-media-type': 'unsupported_file_type',
  'limit-reached': 'too_many_requests',
  overloaded: 'too_many_requests',
  unavailable: 'app_unavailable',
  'timed-out': 'completion_request_error',
  cancelled: 'completion_request_error',
  'upstream-failed': 'completion_request_error',
  'unreadable-document': 'invalid_param',
  'data-directory': 'internal_server_error',
  configuration: 'internal_server_error',
  internal: 'internal_server_error',
}

/** What Dify can do and this platform cannot: said, never pretended. */
export const notSupported = (message: string): RuntimeError =>
  new RuntimeError('invalid-request', message, { detail: { difyCode: 'not_supported' } })

type Common = { readonly metrics: Metrics; readonly onFault: OnFault }

/** Errors of this shape, and JSON that may be absent: Dify's clients also send DELETE with a body. */
export function addCommon(
  app: FastifyInstance,
  { metrics, onFault }: Common,
  shape: (problem: Problem, request: FastifyRequest) => unknown,
): void {
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (_request: FastifyRequest, text: string, parsed) => {
      try {
        parsed(null, text === '' ? undefined : JSON.parse(text))
      } catch {
        parsed(new RuntimeError('invalid-request', 'The body is no JSON.'))
      }
    },
  )
  app.setErrorHandler((error, request, reply) => {
    const timing = timingOf(request)
    if (!timing.isCounted) {
      const seconds = (performance.now() - timing.startedMs) / 1000
      metrics.request({ model: 'none', status: problemOf(error).status, seconds })
    }
    errorHandler((problem) => shape(problem, request), onFault)(error, request, reply)
  })
}
