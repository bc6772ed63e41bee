// The column of conversations with the way to a new one.

import { useNavigate } from '@tanstack/react-router'
import { SquarePen } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { answers } from './answer-store.ts'
import styles from './chat.module.css'
import { ConversationList } from './conversation-list.tsx'
import { useThreadName } from './use-turn.ts'

type ConversationsColumnProps = {
  readonly openId: string | undefined
  /** Told when another conversation was chosen. */
  readonly onGone?: () => void
}

export function ConversationsColumn({ openId, onGone }: ConversationsColumnProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const threadOf = useThreadName()
  const shown = useRef(openId)
  useEffect(() => {
    if (shown.current !== openId) onGone?.()
    shown.current = openId
  }, [openId, onGone])
  const begin = (): void => {
    const thread = threadOf(undefined)
    if (answers.turnOf(thread)?.phase !== 'running') answers.forget(thread)
    void navigate({ to: '/chat', search: {} })
    onGone?.()
    document.querySelector<HTMLElement>('textarea')?.focus()
  }
  return (
    <>
      <div className={styles.columnHead}>
        <Button id="new-chat" className={`${buttonClass()} ${styles.begin ?? ''}`} onPress={begin}>
          <SquarePen size={16} aria-hidden />
          {t('chat.new')}
        </Button>
      </div>
      <ConversationList openId={openId} />
    </>
  )
}
