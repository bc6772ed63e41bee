// One assistant: what it is for, what it answers with and from, and what can be done with it.

import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ellipsis, MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { buttonClass, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { focusContentSoon } from '../../ui/focus-content.ts'
import { Menu } from '../../ui/menu.tsx'
import type { Assistant } from '../chat/conversation-queries.ts'
import { isDefault } from './assistant-draft.ts'
import { AssistantFacts, type AssistantFactsProps } from './assistant-facts.tsx'
import { assistantsChanged, deleteAssistant } from './assistant-queries.ts'
import styles from './assistants.module.css'
import operateStyles from './operate.module.css'

type AssistantCardProps = AssistantFactsProps & {
  /** Why it can't be changed. */
  readonly reason: string | undefined
  readonly onEdit: () => void
}

export function AssistantCard({ reason, onEdit, ...facts }: AssistantCardProps) {
  const { t } = useWords()
  const [isDeleting, setDeleting] = useState(false)
  const { id, name, description } = facts.assistant
  return (
    <li className={operateStyles.component}>
      <div className={operateStyles.componentHead}>
        <h3>{name}</h3>
        <AssistantMenu
          assistant={facts.assistant}
          reason={reason}
          onEdit={onEdit}
          onDelete={() => setDeleting(true)}
        />
      </div>
      <p className={styles.description}>
        {description === '' ? t('operate.assistants.noDescription') : description}
      </p>
      <AssistantFacts {...facts} />
      <div className={styles.foot}>
        <Link to="/chat" search={{ assistant: id }} className={buttonClass('plain', 'small')}>
          <MessageSquareText size={14} aria-hidden />
          {t('operate.assistants.ask')}
          <span className="visually-hidden">{name}</span>
        </Link>
      </div>
      {isDeleting ? (
        <DeleteQuestion assistant={facts.assistant} onClose={() => setDeleting(false)} />
      ) : null}
    </li>
  )
}

type AssistantMenuProps = {
  readonly assistant: Assistant
  readonly reason: string | undefined
  readonly onEdit: () => void
  readonly onDelete: () => void
}

function AssistantMenu({ assistant, reason, onEdit, onDelete }: AssistantMenuProps) {
  const { t } = useWords()
  const label = t('operate.assistants.actions', { name: assistant.name })
  const kept = isDefault(assistant) ? t('operate.assistants.keepsDefault') : undefined
  return (
    <Menu
      label={label}
      actions={[
        { key: 'edit', label: t('common.edit'), reason, run: onEdit },
        {
          key: 'delete',
          label: t('common.delete'),
          isDangerous: true,
          reason: reason ?? kept,
          run: onDelete,
        },
      ]}
    >
      <IconButton size="small" icon={<Ellipsis size={18} aria-hidden />} label={label} />
    </Menu>
  )
}

type DeleteQuestionProps = { readonly assistant: Assistant; readonly onClose: () => void }

function DeleteQuestion({ assistant: { id, name }, onClose }: DeleteQuestionProps) {
  const { t } = useWords()
  const client = useQueryClient()
  return (
    <ConfirmDialog
      isOpen
      title={t('operate.assistants.deleteTitle', { name })}
      text={t('operate.assistants.deleteText')}
      action={t('common.delete')}
      onClose={onClose}
      onConfirm={async () => {
        await deleteAssistant(id)
        await assistantsChanged(client)
        focusContentSoon()
      }}
    />
  )
}
