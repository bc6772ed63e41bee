// One page of a thread; a browser leaves out the pages that are far from what is seen, and finds words in them all the same.

import { memo, useMemo } from 'react'
import type { Turn } from './answers.ts'
import { Exchange, type ExchangeProps } from './exchange.tsx'
import type { Message, MessagePage } from './message-queries.ts'
import type { OpenSource } from './source-name.ts'
import styles from './thread.module.css'

type ThreadPageProps = Pick<ExchangeProps, 'conversationId' | 'onOpen' | 'onRetry' | 'onEdit'> & {
  readonly page: MessagePage | undefined
  /** Of the latest page alone, like what can be done with its last message. */
  readonly turn?: Turn | undefined
  readonly source: OpenSource | undefined
}

export const ThreadPage = memo(function ThreadPage(props: ThreadPageProps) {
  const { page, turn, source, conversationId, onOpen, onRetry, onEdit } = props
  const messages = useMemo(() => withTurn(page?.items.toReversed() ?? [], turn), [page, turn])
  const lastId = messages.at(-1)?.id
  return (
    <div className={styles.page}>
      {messages.map((message) => (
        <Exchange
          key={message.id === '' ? 'coming' : message.id}
          message={message}
          conversationId={conversationId}
          turn={isOf(turn, message) ? turn : undefined}
          openNumber={source?.messageId === message.id ? source.number : undefined}
          onOpen={onOpen}
          onRetry={message.id === lastId ? onRetry : undefined}
          onEdit={message.id === lastId ? onEdit : undefined}
        />
      ))}
    </div>
  )
})

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
