// What a new key is called, what it may do, for which assistant, and for how long.

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { useSession } from '../../api/session.ts'
import { FormActions } from '../../ui/form-actions.tsx'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { assistantsQuery } from '../chat/conversation-queries.ts'
import styles from './account.module.css'
import { createKey, type NewKey, type Scope } from './key-queries.ts'
import { scopeWords } from './scope-words.ts'

const terms = ['30', '90', '365', 'never'] as const
type Term = (typeof terms)[number]

const usualScopes: readonly Scope[] = ['chat', 'models', 'knowledge:read']
const nameCharactersMax = 200
const anyAssistant = 'any'

type NewKeyFormProps = { readonly onClose: () => void; readonly onMade: (secret: string) => void }

export function NewKeyForm({ onClose, onMade }: NewKeyFormProps) {
  const { t } = useWords()
  const session = useSession()
  const { data: assistants = [] } = useQuery(assistantsQuery)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState(usualScopes.filter((one) => session.scopes.includes(one)))
  const [term, setTerm] = useState<Term>('90')
  const [assistantId, setAssistantId] = useState(anyAssistant)
  const making = useMutation({ mutationFn: createKey, onSuccess: onMade })
  return (
    <Form
      className={styles.dialogForm ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        making.mutate(keyOf({ name: name.trim(), scopes, term, assistantId }))
      }}
    >
      <TextField
        label={t('common.name')}
        hint={t('account.keys.nameHint')}
        value={name}
        onChange={setName}
        maxLength={nameCharactersMax}
        isRequired
        autoFocus
      />
      <Scopes given={session.scopes} chosen={scopes} onChange={setScopes} />
      <Select
        label={t('account.keys.assistant')}
        value={assistantId}
        onChange={setAssistantId}
        choices={[
          { key: anyAssistant, label: t('account.keys.anyAssistant') },
          ...assistants.map(({ id, name: label }) => ({ key: id, label })),
        ]}
      />
      <Select
        label={t('account.keys.ends')}
        value={term}
        onChange={setTerm}
        choices={terms.map((key) => ({ key, label: t(`account.terms.${key}`) }))}
      />
      <FailureNote failure={making.error} />
      <FormActions
        onCancel={onClose}
        isBusy={making.isPending}
        reason={scopes.length === 0 ? t('account.keys.needsScope') : undefined}
      >
        {t('account.keys.create')}
      </FormActions>
    </Form>
  )
}

type ScopesProps = {
  readonly given: readonly Scope[]
  readonly chosen: readonly Scope[]
  readonly onChange: (scopes: Scope[]) => void
}

/** Nobody gives a key what they may not do themselves. */
function Scopes({ given, chosen, onChange }: ScopesProps) {
  const { t } = useWords()
  return (
    <div role="group" aria-label={t('account.keys.scopes')} className={styles.scopes}>
      <span className={styles.label}>{t('account.keys.scopes')}</span>
      {given.map((scope) => (
        <Checkbox
          key={scope}
          isSelected={chosen.includes(scope)}
          onChange={(isSelected) =>
            onChange(given.filter((one) => (one === scope ? isSelected : chosen.includes(one))))
          }
        >
          {t(`account.scopes.${scopeWords[scope]}.name`)}
          <span className={styles.scopeText}>{t(`account.scopes.${scopeWords[scope]}.text`)}</span>
        </Checkbox>
      ))}
    </div>
  )
}

type Filled = {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly term: Term
  readonly assistantId: string
}

/** Only a key of an admin can have the scope of admins. */
const keyOf = ({ name, scopes, term, assistantId }: Filled): NewKey => ({
  name,
  role: scopes.includes('admin') ? 'admin' : 'member',
  scopes: [...scopes],
  ...(term === 'never' ? {} : { expiresInDays: Number(term) }),
  ...(assistantId === anyAssistant ? {} : { assistantId }),
})
