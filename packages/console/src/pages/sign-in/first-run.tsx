// The first account, made with the link that `llmflow up` printed; the token stands after the #, where no server sees it.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf } from '../../api/client.ts'
import { takeSession } from '../../api/session.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { textIn, TextField } from '../../ui/field.tsx'
import { Failed, FailureNote, Loading } from '../../ui/state.tsx'
import { Entrance } from './entrance.tsx'
import { firstRunQuery } from './first-run-query.ts'
import styles from './sign-in.module.css'

const passwordCharactersMin = 12

export function FirstRunPage() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(firstRunQuery)
  return (
    <Entrance>
      <h1>{t('signIn.firstRun.title')}</h1>
      {error === null ? null : <Failed failure={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : null
      ) : data.isFirstRun ? (
        <FirstAccount />
      ) : (
        <>
          <p className={styles.text}>{t('signIn.firstRun.done')}</p>
          <Link to="/sign-in" className={buttonClass('primary')}>
            {t('signIn.submit')}
          </Link>
        </>
      )}
    </Entrance>
  )
}

function FirstAccount() {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const token = location.hash.slice(1)
  const submit = async (form: FormData): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      const body = {
        token,
        email: textIn(form, 'email'),
        name: textIn(form, 'name'),
        password: textIn(form, 'password'),
      }
      const { csrf } = await dataOf(api.POST('/api/v1/first-run', { body }))
      await takeSession(client, csrf)
      await navigate({ to: '/chat', replace: true })
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  if (token === '') return <p role="alert">{t('signIn.firstRun.noToken')}</p>
  return (
    <>
      <p className={styles.text}>{t('signIn.firstRun.text')}</p>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        <TextField
          name="email"
          label={t('signIn.firstRun.email')}
          autoComplete="username"
          isRequired
          autoFocus
        />
        <TextField
          name="name"
          label={t('signIn.firstRun.name')}
          autoComplete="name"
          isRequired
          maxLength={200}
        />
        <TextField
          name="password"
          type="password"
          label={t('signIn.firstRun.password')}
          hint={t('signIn.firstRun.passwordHint', { count: passwordCharactersMin })}
          autoComplete="new-password"
          isRequired
          minLength={passwordCharactersMin}
        />
        <FailureNote failure={failure} />
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t('signIn.firstRun.submit')}
        </Button>
      </Form>
    </>
  )
}
