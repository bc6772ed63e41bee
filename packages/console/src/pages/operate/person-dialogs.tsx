// Adds a person to the tenant, and sets somebody's password.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf } from '../../api/client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import styles from './operate.module.css'

const passwordCharactersMin = 12

type Role = 'admin' | 'member'

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function AddPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [role, setRole] = useState<Role>('member')
  const { mutate, isPending, error } = useMutation({
    mutationFn: (form: FormData) => {
      const password = textOf(form, 'password')
      const body = {
        email: textOf(form, 'email'),
        name: textOf(form, 'name'),
        role,
        ...(password === '' ? {} : { password }),
      }
      return dataOf(api.POST('/api/v1/users', { body }))
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['users'] })
      await client.invalidateQueries({ queryKey: ['accounts'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('operate.people.add')} isOpen onClose={onClose}>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault()
          mutate(new FormData(event.currentTarget))
        }}
      >
        <TextField
          name="email"
          type="email"
          label={t('operate.people.email')}
          isRequired
          autoFocus
        />
        <TextField name="name" label={t('common.name')} isRequired maxLength={200} />
        <Select
          label={t('operate.people.role')}
          value={role}
          onChange={setRole}
          choices={(['member', 'admin'] as const).map((key) => ({
            key,
            label: t(`operate.people.roles.${key}`),
            detail: t(`operate.people.roleDetails.${key}`),
          }))}
        />
        <TextField
          name="password"
          type="password"
          autoComplete="new-password"
          label={t('operate.people.password')}
          hint={t('operate.people.passwordHint', { count: passwordCharactersMin })}
          minLength={passwordCharactersMin}
        />
        <FailureNote failure={error} />
        <FormActions onCancel={onClose} isBusy={isPending}>
          {t('common.add')}
        </FormActions>
      </Form>
    </Dialog>
  )
}

type PasswordDialogProps = {
  readonly person: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

export function PasswordDialog({ person, onClose }: PasswordDialogProps) {
  const { t } = useWords()
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (password: string) =>
      dataOf(
        api.PATCH('/api/v1/users/{id}', {
          params: { path: { id: person.id } },
          body: { password },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['users'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('operate.people.passwordOf', { name: person.name })} isOpen onClose={onClose}>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault()
          mutate(textOf(new FormData(event.currentTarget), 'password'))
        }}
      >
        <TextField
          name="password"
          type="password"
          autoComplete="new-password"
          label={t('operate.people.newPassword')}
          hint={t('operate.people.newPasswordHint', { count: passwordCharactersMin })}
          minLength={passwordCharactersMin}
          isRequired
          autoFocus
        />
        <FailureNote failure={error} />
        <FormActions onCancel={onClose} isBusy={isPending}>
          {t('common.save')}
        </FormActions>
      </Form>
    </Dialog>
  )
}
