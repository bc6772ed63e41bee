// The thread of a conversation: it stays at its end while answers come, and fetches older pages when scrolled up.

import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDown } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/button.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import type { Turn } from './answers.ts'
import { Exchange, type ExchangeProps } from './exchange.tsx'
import { messagesOf, messagesQuery, type Message } from './message-queries.ts'
import type { OpenSource } from './source-name.ts'
import styles from './thread.module.css'
import { OlderMark } from './older-mark.tsx'
import { useStickyEnd } from './use-sticky-end.ts'

type ThreadProps = Pick<ExchangeProps, 'onOpen' | 'onRetry' | 'onEdit'> & {
  readonly conversationId: string | undefined
  readonly turn: Turn | undefined
  readonly source: OpenSource | undefined
}

export function Thread({ conversationId, turn, source, ...acts }: ThreadProps) {
  const { t } = useTranslation()
  const query = useInfiniteQuery(messagesQuery(conversationId))
  const { data, error, isLoading, hasNextPage, isFetchingNextPage } = query
  // Older pages are drawn while nothing more urgent is to be drawn.
  const messages = useDeferredValue(useMemo(() => messagesOf(data?.pages ?? []), [data]))
  const shown = useMemo(() => withTurn(messages, turn), [messages, turn])
  const { scroller, content, isAtEnd, toEnd } = useStickyEnd(shown[0]?.id, turn?.phase)
  const lastId = shown.at(-1)?.id
  return (
    <div className={styles.frame}>
      <div
        className={styles.scroller}
        ref={scroller}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t('chat.thread')}
      >
        <div className={styles.content} ref={content}>
          {hasNextPage ? (
            <OlderMark isBusy={isFetchingNextPage} onSeen={() => void query.fetchNextPage()} />
          ) : null}
          {isLoading ? <Loading lines={6} /> : null}
          {error === null || data !== undefined ? null : (
            <Failed failure={error} onRetry={() => void query.refetch()} />
          )}
          {shown.map((message) => (
            <Exchange
              key={message.id === '' ? 'coming' : message.id}
              message={message}
              conversationId={conversationId}
              turn={isOf(turn, message) ? turn : undefined}
              openNumber={source?.messageId === message.id ? source.number : undefined}
              onOpen={acts.onOpen}
              onRetry={message.id === lastId ? acts.onRetry : undefined}
              onEdit={message.id === lastId ? acts.onEdit : undefined}
            />
          ))}
        </div>
      </div>
      {isAtEnd ? null : (
        <div className={styles.toEnd}>
          <IconButton
            look="plain"
            icon={<ArrowDown size={18} aria-hidden />}
            label={t('chat.toEnd')}
            onPress={toEnd}
          />
        </div>
      )}
    </div>
  )
}

const isOf = (turn: Turn | undefined, message: Message): boolean =>
  turn !== undefined && turn.phase !== 'done' && turn.message.id === message.id

/** An answer that has ended is shown as it is kept, where that is known already. */
function withTurn(messages: readonly Message[], turn: Turn | undefined): readonly Message[] {
  if (turn === undefined) return messages
  const { id } = turn.message
  const isKept = messages.some((message) => message.id === id)
  if (turn.phase === 'done' && isKept) return messages
  return [...messages.filter((message) => message.id !== id), turn.message]
}
