// Who answers: chosen for a new chat, fixed in one that has begun.

import { Link } from '@tanstack/react-router'
import { Bot, Settings2 } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { buttonClass } from '../../ui/button.tsx'
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
  const { t } = useWords()
  const { assistants, assistant, isFixed, onChoose } = props
  if (assistant === undefined) return null
  if (isFixed) return <AssistantName name={assistant.name} />
  return (
    <div className={styles.choosing}>
      {assistants.length === 1 ? (
        <AssistantName name={assistant.name} />
      ) : (
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
      )}
      <ManageLink />
    </div>
  )
}

function AssistantName({ name }: { readonly name: string }) {
  const { t } = useWords()
  return (
    <p className={styles.assistant}>
      <Bot size={16} aria-hidden />
      <span className="visually-hidden">{t('chat.assistant')}</span>
      <span className={styles.assistantName}>{name}</span>
    </p>
  )
}

/** For those who may change what is offered here. */
function ManageLink() {
  const { t } = useWords()
  const session = useSession()
  if (!meets(session, 'admin')) return null
  const label = t('chat.manageAssistants')
  return (
    <Link
      to="/operate/{-$section}"
      params={{ section: 'assistants' }}
      className={`${buttonClass('quiet')} ${styles.square ?? ''}`}
      aria-label={label}
      title={label}
    >
      <Settings2 size={18} aria-hidden />
    </Link>
  )
}
