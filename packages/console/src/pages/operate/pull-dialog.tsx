// Asks for where a model is and what it is, and begins to pull it.

import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import styles from './operate.module.css'
import { useBeginPull } from './use-begin-pull.ts'

const kinds = ['chat', 'embedding', 'reranking'] as const
type Kind = (typeof kinds)[number]

export function PullDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const [kind, setKind] = useState<Kind>('chat')
  const { mutate, isPending, error } = useBeginPull(onClose)
  const submit = (form: FormData): void => {
    const given = (name: string): string => {
      const value = form.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const [name, sha256, licence] = [given('name'), given('sha256'), given('licence')]
    mutate({
      source: given('source'),
      kind,
      ...(name === '' ? {} : { name }),
      ...(sha256 === '' ? {} : { sha256 }),
      ...(licence === '' ? {} : { licence }),
    })
  }
  return (
    <Dialog title={t('operate.models.pullOther')} isOpen onClose={onClose}>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        <TextField
          name="source"
          label={t('operate.models.source')}
          hint={t('operate.models.sourceHint')}
          isRequired
          autoFocus
        />
        <Select
          label={t('operate.models.kind')}
          value={kind}
          onChange={setKind}
          choices={kinds.map((key) => ({ key, label: t(`operate.models.kinds.${key}`) }))}
        />
        <TextField name="name" label={t('operate.models.nameOptional')} />
        <TextField
          name="sha256"
          label={t('operate.models.sha256')}
          hint={t('operate.models.sha256Hint')}
        />
        <TextField name="licence" label={t('operate.models.licence')} />
        <FailureNote failure={error} />
        <FormActions onCancel={onClose} isBusy={isPending}>
          {t('operate.models.pull')}
        </FormActions>
      </Form>
    </Dialog>
  )
}
