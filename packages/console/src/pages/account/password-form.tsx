// Changing one's password; every other sign-in of the person ends with it.

import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { api, done } from '../../api/client.ts'
import { Failure } from '../../api/failure.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Card } from '../../ui/layout.tsx'
import { FailureNote } from '../../ui/state.tsx'
import styles from './account.module.css'

const passwordCharactersMin = 12

type State =
  | { readonly kind: 'idle' | 'busy' | 'done' | 'different' }
  | { readonly kind: 'failed'; readonly failure: unknown }

export function PasswordForm() {
  const { t } = useWords()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form)
    const textIn = (name: string): string => {
      const value = data.get(name)
      return typeof value === 'string' ? value : ''
    }
    const [current, next, again] = [textIn('current'), textIn('next'), textIn('again')]
    if (next !== again) {
      setState({ kind: 'different' })
      return
    }
    setState({ kind: 'busy' })
    try {
      await done(api.PUT('/api/v1/session/password', { body: { current, next } }))
      form.reset()
      setState({ kind: 'done' })
    } catch (failure) {
      setState({ kind: 'failed', failure })
    }
  }
  return (
    <Card>
      <h2>{t('account.password.title')}</h2>
      <p className={styles.quiet}>{t('account.password.lead')}</p>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault()
          void submit(event.currentTarget)
        }}
      >
        <Fields />
        <PasswordNote state={state} />
        <div>
          <Button type="submit" look="primary" isBusy={state.kind === 'busy'}>
            {t('account.password.submit')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

function Fields() {
  const { t } = useWords()
  return (
    <>
      <TextField
        name="current"
        type="password"
        label={t('account.password.current')}
        autoComplete="current-password"
        isRequired
      />
      <TextField
        name="next"
        type="password"
        label={t('account.password.next')}
        hint={t('account.password.hint', { count: passwordCharactersMin })}
        autoComplete="new-password"
        minLength={passwordCharactersMin}
        isRequired
      />
      <TextField
        name="again"
        type="password"
        label={t('account.password.again')}
        autoComplete="new-password"
        isRequired
      />
    </>
  )
}

function PasswordNote({ state }: { readonly state: State }) {
  const { t } = useWords()
  if (state.kind === 'done') {
    return (
      <p className={styles.good} role="status">
        {t('account.password.done')}
      </p>
    )
  }
  if (state.kind === 'different')
    return <FailureNote failure="" text={t('account.password.different')} />
  if (state.kind !== 'failed') return null
  const isWrong = state.failure instanceof Failure && state.failure.status === 403
  return (
    <FailureNote failure={state.failure} text={isWrong ? t('account.password.wrong') : undefined} />
  )
}
