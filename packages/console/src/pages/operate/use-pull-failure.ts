// Why a pull failed, in the reader's language where there are words for the reason.

import { useWords } from '../../words/use-words.ts'

const reasons = [
  'unknown-source',
  'unknown-model',
  'not-found',
  'no-server',
  'host-not-allowed',
  'refused',
  'unreachable',
  'too-large',
  'digest-differs',
  'size-differs',
  'broken-archive',
  'not-a-model',
  'no-space',
  'not-writable',
  'busy',
  'interrupted',
] as const

type PullFailure = {
  readonly reason: string
  readonly subject: string
  readonly message: string
}

export function usePullFailure(): (failure: PullFailure) => string {
  const { t } = useWords()
  return ({ reason, subject, message }) => {
    const known = reasons.find((each) => each === reason)
    return known === undefined ? message : t(`operate.models.failures.${known}`, { subject })
  }
}
