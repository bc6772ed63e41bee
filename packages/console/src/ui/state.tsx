// The states that every list has besides being full: empty, loading, failed.

import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import { Failure, Offline } from '../api/failure.ts'
import { Button } from './button.tsx'
import styles from './state.module.css'

type EmptyProps = {
  readonly icon?: ReactNode
  readonly title: string
  readonly text?: string
  /** What to do about it. */
  readonly children?: ReactNode
}

export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className={styles.state}>
      {icon === undefined ? null : (
        <div className={styles.glyph} aria-hidden>
          {icon}
        </div>
      )}
      <h2>{title}</h2>
      {text === undefined ? null : <p className={styles.text}>{text}</p>}
      {children}
    </div>
  )
}

export function Loading({ lines = 4 }: { readonly lines?: number }) {
  const { t } = useWords()
  return (
    <div className={styles.skeleton} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.bone} style={{ width: `${100 - ((line * 37) % 45)}%` }} />
      ))}
    </div>
  )
}

const worded = [
  'limit-reached',
  'overloaded',
  'unauthenticated',
  'forbidden',
  'not-found',
  'timed-out',
  'unavailable',
  'upstream-failed',
  'internal',
] as const

/** What went wrong, in the reader's language where there are words for it, else as the runtime says it. */
export function useFailureText(): (failure: unknown) => string {
  const { t } = useWords()
  return (failure) => {
    if (failure instanceof Offline) return t('common.errors.offline')
    if (!(failure instanceof Failure)) return t('common.errors.title')
    const code = worded.find((known) => known === failure.code)
    if (code === undefined) return failure.message
    const { retryAfterSeconds: seconds, requestId } = failure
    return t(`common.errors.${code}`, { seconds, requestId })
  }
}

/** A whole page or list that failed, with another try. */
export function Failed({
  failure,
  onRetry,
}: {
  readonly failure: unknown
  readonly onRetry?: () => void
}) {
  const { t } = useWords()
  const textOf = useFailureText()
  return (
    <div className={styles.state} role="alert">
      <CircleAlert aria-hidden />
      <h2>{t('common.errors.title')}</h2>
      <p className={styles.text}>{textOf(failure)}</p>
      {onRetry === undefined ? null : <Button onPress={onRetry}>{t('common.retry')}</Button>}
    </div>
  )
}

type FailureNoteProps = {
  readonly failure: unknown
  /** Words that fit the place better than those of the failure. */
  readonly text?: string | undefined
}

/** One line on what failed, beside what was tried; nothing while nothing did. */
export function FailureNote({ failure, text }: FailureNoteProps) {
  const textOf = useFailureText()
  if (failure === undefined || failure === null) return null
  return (
    <p className={styles.note} role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>{text ?? textOf(failure)}</span>
    </p>
  )
}
