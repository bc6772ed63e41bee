// The thread of a conversation: it stays at its end while answers come, and fetches older pages when scrolled up.

import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDown } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useWords } from '../../words/use-words.ts'
import { IconButton } from '../../ui/button.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import type { Turn } from './answers.ts'
import type { ExchangeProps } from './exchange.tsx'
import { messagesQuery } from './message-queries.ts'
import type { OpenSource } from './source-name.ts'
import styles from './thread.module.css'
import { OlderMark } from './older-mark.tsx'
import { ThreadPage } from './thread-page.tsx'
import { useStickyEnd } from './use-sticky-end.ts'

type ThreadProps = Pick<ExchangeProps, 'onOpen' | 'onRetry' | 'onEdit'> & {
  readonly conversationId: string | undefined
  readonly turn: Turn | undefined
  readonly source: OpenSource | undefined
}

export function Thread({ conversationId, turn, source, ...acts }: ThreadProps) {
  const { t } = useWords()
  const query = useInfiniteQuery(messagesQuery(conversationId))
  const { data, error, isLoading, hasNextPage, isFetchingNextPage } = query
  // Older pages are drawn while nothing more urgent is to be drawn, and none is asked for before they are.
  const drawn = useDeferredValue(data)
  const isDrawing = isFetchingNextPage || drawn !== data
  const [latest, ...older] = drawn?.pages ?? []
  const firstId = (older.at(-1) ?? latest)?.items.at(-1)?.id ?? turn?.message.id
  const { scroller, content, isAtEnd, toEnd } = useStickyEnd(firstId, turn?.phase)
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
            <OlderMark isBusy={isDrawing} onSeen={() => void query.fetchNextPage()} />
          ) : null}
          {isLoading ? <Loading lines={6} /> : null}
          {error === null || data !== undefined ? null : (
            <Failed failure={error} onRetry={() => void query.refetch()} />
          )}
          {older.toReversed().map((page, index) => (
            <ThreadPage
              key={older.length - index}
              page={page}
              conversationId={conversationId}
              source={source}
              onOpen={acts.onOpen}
            />
          ))}
          <ThreadPage key={0} page={latest} {...{ conversationId, turn, source }} {...acts} />
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
