// Errors in OpenAI's shape, which its clients turn into their own types.

import type { Problem } from '../../problem.js'

export const openaiError = ({ status, code, message, detail }: Problem) => ({
  error: {
    message,
    type: textOf(detail['type']) ?? typeOf(status, detail['limit']),
    param: textOf(detail['param']) ?? textOf(detail['field']) ?? null,
    code: textOf(detail['code']) ?? codeOf(status, code, detail['field']),
  },
})

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

function typeOf(status: number, limit: unknown): string {
  if (status === 429) return textOf(limit) ?? 'server_error'
  if (status === 403) return 'permission_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}

function codeOf(status: number, code: Problem['code'], field: unknown): string | null {
  if (status === 401) return 'invalid_api_key'
  if (status === 404) return field === 'model' ? 'model_not_found' : 'not_found'
  if (status === 429) return code === 'limit-reached' ? 'rate_limit_exceeded' : 'overloaded'
  return status === 400 ? null : code.replaceAll('-', '_')
}
