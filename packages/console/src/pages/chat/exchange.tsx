// A question and its answer.

import { memo, useMemo } from 'react'
import { useWords } from '../../words/use-words.ts'
import { AnswerFoot } from './answer-foot.tsx'
import { AnswerText } from './answer-text.tsx'
import type { Turn } from './answers.ts'
import styles from './exchange.module.css'
import type { Message } from './message-queries.ts'
import { Refusal } from './refusal.tsx'
import { SourcesContext } from './sources-context.ts'
import { SourcesList } from './sources-list.tsx'

export type ExchangeProps = {
  readonly message: Message
  readonly conversationId: string | undefined
  /** Where the answer is on its way, or was refused just now. */
  readonly turn?: Turn | undefined
  readonly openNumber: number | undefined
  readonly onOpen: (messageId: string, number: number) => void
  readonly onRetry?: ((query: string) => void) | undefined
  readonly onEdit?: ((query: string) => void) | undefined
}

export const Exchange = memo(function Exchange(props: ExchangeProps) {
  const { t } = useWords()
  const { message, turn, openNumber, onOpen } = props
  const isComing = turn?.phase === 'running'
  const { id, citations } = message
  const sources = useMemo(
    () => ({
      citations,
      isComing,
      openNumber,
      open: (number: number) => onOpen(id, number),
      tableLabel: t('chat.answer.table'),
    }),
    [citations, isComing, openNumber, onOpen, id, t],
  )
  return (
    <article className={styles.exchange} aria-label={t('chat.exchange')}>
      <div className={styles.question}>
        <h2 className="visually-hidden">{t('chat.you')}</h2>
        <p>{message.query}</p>
      </div>
      <SourcesContext value={sources}>
        <AnswerOf {...props} isComing={isComing} />
      </SourcesContext>
    </article>
  )
})

function AnswerOf(props: ExchangeProps & { readonly isComing: boolean }) {
  const { t } = useWords()
  const { message, conversationId, turn, isComing, onRetry, onEdit } = props
  const hasFailed = message.state === 'failed'
  return (
    <div className={styles.answer} aria-busy={isComing}>
      <h2 className="visually-hidden">{t('chat.assistant')}</h2>
      {message.answer === '' ? null : <AnswerText text={message.answer} />}
      {isComing ? <Coming isEmpty={message.answer === ''} /> : <SourcesList />}
      {hasFailed ? (
        <Refusal
          failure={turn?.failure}
          retryAtMs={turn?.retryAtMs}
          onRetry={onRetry === undefined ? undefined : () => onRetry(message.query)}
          onEdit={onEdit === undefined ? undefined : () => onEdit(message.query)}
        />
      ) : null}
      {isComing || hasFailed || conversationId === undefined ? null : (
        <AnswerFoot message={message} conversationId={conversationId} />
      )}
    </div>
  )
}

function Coming({ isEmpty }: { readonly isEmpty: boolean }) {
  const { t } = useWords()
  return (
    <p className={styles.coming}>
      <span className={styles.dots} aria-hidden>
        <span />
        <span />
        <span />
      </span>
      {isEmpty ? t('chat.searching') : <span className="visually-hidden">{t('chat.writing')}</span>}
    </p>
  )
}
