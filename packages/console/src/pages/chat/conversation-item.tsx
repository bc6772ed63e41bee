// One conversation in the list, with what can be done with it.

import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { Menu } from '../../ui/menu.tsx'
import type { Conversation } from './conversation-queries.ts'
import styles from './conversation-list.module.css'
import { useThreadName, useTurn } from './use-turn.ts'

type ConversationItemProps = {
  readonly conversation: Conversation
  readonly onRename: () => void
  readonly onDelete: () => void
}

export function ConversationItem({ conversation, onRename, onDelete }: ConversationItemProps) {
  const { t } = useWords()
  const { id, name } = conversation
  const isAnswering = useTurn(useThreadName()(id))?.phase === 'running'
  return (
    <li className={styles.item}>
      <Link
        to="/chat/$conversationId"
        params={{ conversationId: id }}
        className={styles.link ?? ''}
        title={name}
        preload={false}
      >
        {name}
      </Link>
      {isAnswering ? (
        <span className={styles.answering}>
          <span className="visually-hidden">{t('chat.writing')}</span>
        </span>
      ) : null}
      <Menu
        label={t('common.actions')}
        actions={[
          { key: 'rename', label: t('chat.conversations.rename'), run: onRename },
          { key: 'delete', label: t('common.delete'), isDangerous: true, run: onDelete },
        ]}
      >
        <AriaButton
          className={styles.more ?? ''}
          aria-label={t('chat.conversations.actionsOf', { name })}
        >
          <Ellipsis size={16} aria-hidden />
        </AriaButton>
      </Menu>
    </li>
  )
}
