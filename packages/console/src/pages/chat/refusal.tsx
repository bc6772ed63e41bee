// A question that was not answered: why, from when on it may be tried again, and the question back to be changed.

import { CircleAlert, Clock } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Failure } from '../../api/failure.ts'
import { Button } from '../../ui/button.tsx'
import { useFailureText } from '../../ui/state.tsx'
import styles from './refusal.module.css'
import { useSecondsUntil } from './use-turn.ts'

type RefusalProps = {
  readonly failure: unknown
  readonly retryAtMs: number | undefined
  readonly onRetry: (() => void) | undefined
  readonly onEdit: (() => void) | undefined
}

export function Refusal({ failure, retryAtMs, onRetry, onEdit }: RefusalProps) {
  const { t } = useWords()
  const seconds = useSecondsUntil(retryAtMs)
  const mustWait = seconds > 0
  return (
    <div className={styles.refusal} data-waits={retryAtMs !== undefined}>
      <span className={styles.icon} aria-hidden>
        {retryAtMs === undefined ? <CircleAlert size={18} /> : <Clock size={18} />}
      </span>
      <div className={styles.words}>
        <RefusalText failure={failure} isWaiting={retryAtMs !== undefined} />
        {retryAtMs === undefined ? null : (
          <p className={styles.count}>
            {mustWait ? t('chat.refused.wait', { seconds }) : t('chat.refused.ready')}
          </p>
        )}
        <div className={styles.acts}>
          {onRetry === undefined ? null : (
            <Button
              size="small"
              reason={mustWait ? t('chat.refused.wait', { seconds }) : undefined}
              onPress={onRetry}
            >
              {t('common.retry')}
            </Button>
          )}
          {onEdit === undefined ? null : (
            <Button size="small" look="quiet" onPress={onEdit}>
              {t('chat.refused.edit')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

/** Read out once: the seconds that run beside it are not. */
function RefusalText({
  failure,
  isWaiting,
}: {
  readonly failure: unknown
  readonly isWaiting: boolean
}) {
  const { t } = useWords()
  const textOf = useFailureText()
  const isLimit = failure instanceof Failure && failure.code === 'limit-reached'
  const text = isWaiting
    ? t(isLimit ? 'chat.refused.limit' : 'chat.refused.busy')
    : failure === undefined
      ? t('chat.refused.failed')
      : textOf(failure)
  return (
    <p role="alert" className={styles.text}>
      {text}
    </p>
  )
}
