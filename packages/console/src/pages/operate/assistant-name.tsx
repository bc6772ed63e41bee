// The name of an assistant: what programs call it by, and so what a change of it does to them.

import { useWords } from '../../words/use-words.ts'
import { TextField } from '../../ui/field.tsx'
import type { Assistant } from '../chat/conversation-queries.ts'
import { isDefault, isNameRight } from './assistant-draft.ts'

const nameCharactersMax = 100

type AssistantNameProps = {
  readonly assistant: Assistant | undefined
  readonly name: string
  readonly onChange: (changed: { readonly name: string }) => void
}

export function AssistantName({ assistant, name, onChange }: AssistantNameProps) {
  const { t } = useWords()
  const before = assistant?.name ?? name.trim()
  const hint = isDefault(assistant)
    ? t('operate.assistants.keepsName')
    : before === name.trim()
      ? t('operate.assistants.nameHint', { name: before === '' ? '…' : before })
      : t('operate.assistants.renamed', { name: before })
  return (
    <TextField
      label={t('common.name')}
      hint={hint}
      value={name}
      onChange={(changed) => onChange({ name: changed })}
      validate={(given) => (isNameRight(given) ? undefined : t('operate.assistants.nameWrong'))}
      isReadOnly={isDefault(assistant)}
      isRequired
      maxLength={nameCharactersMax}
      autoFocus
    />
  )
}
