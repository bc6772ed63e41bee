// Why a model could not be had, as one closed list that every language has words for.

import { RuntimeError, type RuntimeErrorCode } from '../error.js'

const codes = {
  'unknown-source': 'invalid-request',
  'unknown-model': 'not-found',
  'not-found': 'not-found',
  'no-server': 'configuration',
  'host-not-allowed': 'forbidden',
  refused: 'upstream-failed',
  unreachable: 'unavailable',
  'too-large': 'too-large',
  'digest-differs': 'upstream-failed',
  'size-differs': 'upstream-failed',
  'broken-archive': 'upstream-failed',
  'not-a-model': 'upstream-failed',
  'no-space': 'data-directory',
  'not-writable': 'data-directory',
  busy: 'conflict',
  interrupted: 'cancelled',
} as const satisfies { readonly [reason: string]: RuntimeErrorCode }

type ModelFailure = keyof typeof codes

const retryable: ReadonlySet<ModelFailure> = new Set(['unreachable'])

/** `detail.reason` is the failure, `detail.subject` what it is about: a host, a file, a digest. */
export function modelError(
  reason: ModelFailure,
  subject: string,
  options: { readonly cause?: unknown } = {},
): RuntimeError {
  return new RuntimeError(codes[reason], `${reason.replaceAll('-', ' ')}: ${subject}`, {
    isRetryable: retryable.has(reason),
    detail: { reason, subject },
    ...options,
  })
}

/** An error of the disk in the same list; anything else as it is. */
export function diskError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return modelError('no-space', path, { cause: error })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return modelError('not-writable', path, { cause: error })
    case 'ENOENT':
      return modelError('not-found', path, { cause: error })
    default:
      return error
  }
}
