// The head of a thread: its name, who answers, and on narrow windows the way to the other conversations.

import { Link } from '@tanstack/react-router'
import { PanelLeft, SquarePen } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { buttonClass, IconButton } from '../../ui/button.tsx'
import { AssistantChoice } from './assistant-choice.tsx'
import styles from './chat.module.css'
import type { Talk } from './use-assistant.ts'

type ChatHeadProps = {
  readonly talk: Talk
  readonly isNew: boolean
  readonly onChoose: (assistantId: string) => void
  /** Opens the list of conversations where it has no column of its own. */
  readonly onList: (() => void) | undefined
}

export function ChatHead({ talk, isNew, onChoose, onList }: ChatHeadProps) {
  const { t } = useWords()
  return (
    <header className={styles.head}>
      {onList === undefined ? null : (
        <IconButton
          icon={<PanelLeft size={18} aria-hidden />}
          label={t('chat.conversations.label')}
          onPress={onList}
        />
      )}
      <h1 className={styles.name}>{talk.conversation?.name ?? t('chat.new')}</h1>
      <AssistantChoice
        assistants={talk.assistants}
        assistant={talk.assistant}
        isFixed={!isNew}
        onChoose={onChoose}
      />
      {onList === undefined || isNew ? null : (
        <Link
          to="/chat"
          search={{}}
          className={`${buttonClass('quiet')} ${styles.square ?? ''}`}
          aria-label={t('chat.new')}
        >
          <SquarePen size={18} aria-hidden />
        </Link>
      )}
    </header>
  )
}
