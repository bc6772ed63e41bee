// My conversations by day; each can be renamed and deleted.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import { ConversationItem } from './conversation-item.tsx'
import { DeleteConversation, RenameConversation } from './conversation-dialogs.tsx'
import styles from './conversation-list.module.css'
import { conversationsQuery, type Conversation } from './conversation-queries.ts'
import { groupByDay, type DayGroup } from './group-by-day.ts'

type Asked = { readonly act: 'rename' | 'delete'; readonly conversation: Conversation }

export function ConversationList({ openId }: { readonly openId: string | undefined }) {
  const { t } = useWords()
  const query = useInfiniteQuery(conversationsQuery)
  const { data, dataUpdatedAt, error, hasNextPage, isFetchingNextPage } = query
  const [asked, setAsked] = useState<Asked | undefined>(undefined)
  const close = (): void => setAsked(undefined)
  const groups = useMemo(
    () => groupByDay(data?.pages.flatMap(({ items }) => items) ?? [], dataUpdatedAt),
    [data, dataUpdatedAt],
  )
  if (data === undefined) {
    return error === null ? (
      <Loading lines={6} />
    ) : (
      <Failed failure={error} onRetry={() => void query.refetch()} />
    )
  }
  return (
    <nav className={styles.list} aria-label={t('chat.conversations.label')}>
      {groups.length === 0 ? <p className={styles.none}>{t('chat.conversations.none')}</p> : null}
      {groups.map((group) => (
        <Group key={group.day} group={group} onAsk={setAsked} />
      ))}
      {hasNextPage ? (
        <Button
          size="small"
          look="quiet"
          isBusy={isFetchingNextPage}
          onPress={() => void query.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      ) : null}
      {asked?.act === 'rename' ? (
        <RenameConversation conversation={asked.conversation} onClose={close} />
      ) : null}
      {asked?.act === 'delete' ? (
        <DeleteConversation conversation={asked.conversation} openId={openId} onClose={close} />
      ) : null}
    </nav>
  )
}

type GroupProps = {
  readonly group: DayGroup<Conversation>
  readonly onAsk: (asked: Asked) => void
}

function Group({ group: { day, items }, onAsk }: GroupProps) {
  const { t } = useWords()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.day}>
        {t(`chat.conversations.${day}`)}
      </h2>
      <ul className={styles.items}>
        {items.map((conversation) => (
          <ConversationItem
            key={conversation.id}
            conversation={conversation}
            onRename={() => onAsk({ act: 'rename', conversation })}
            onDelete={() => onAsk({ act: 'delete', conversation })}
          />
        ))}
      </ul>
    </section>
  )
}
