// Who answers: chosen for a new chat, fixed in one that has begun.

import { Bot } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/field.tsx'
import styles from './chat.module.css'
import type { Assistant } from './conversation-queries.ts'

type AssistantChoiceProps = {
  readonly assistants: readonly Assistant[]
  readonly assistant: Assistant | undefined
  readonly isFixed: boolean
  readonly onChoose: (id: string) => void
}

export function AssistantChoice(props: AssistantChoiceProps) {
  const { t } = useTranslation()
  const { assistants, assistant, isFixed, onChoose } = props
  if (assistant === undefined) return null
  if (isFixed || assistants.length === 1) {
    return (
      <p className={styles.assistant}>
        <Bot size={16} aria-hidden />
        <span className="visually-hidden">{t('chat.assistant')}</span>
        <span className={styles.assistantName}>{assistant.name}</span>
      </p>
    )
  }
  return (
    <div className={styles.choice}>
      <Select
        label={t('chat.assistant')}
        isLabelHidden
        value={assistant.id}
        onChange={onChoose}
        choices={assistants.map(({ id, name, description }) => ({
          key: id,
          label: name,
          ...(description === '' ? {} : { detail: description }),
        }))}
      />
    </div>
  )
}
