// Signing in, by a password or by the company's identity provider.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf } from '../../api/client.ts'
import { Failure } from '../../api/failure.ts'
import { takeSession } from '../../api/session.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { textIn, TextField } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { firstRunQuery } from './first-run-query.ts'
import { Entrance } from './entrance.tsx'
import styles from './sign-in.module.css'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useWords()
  const client = useQueryClient()
  const router = useRouter()
  const { next } = route.useSearch()
  const { data: facts } = useQuery(firstRunQuery)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const submit = async (form: FormData): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      const body = { email: textIn(form, 'email'), password: textIn(form, 'password') }
      const { csrf } = await dataOf(api.POST('/api/v1/session', { body }))
      await takeSession(client, csrf)
      router.history.push(ownPath(next))
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Entrance>
      <h1>{t('signIn.title')}</h1>
      {facts?.hasProvider === true ? (
        <>
          <a href="/api/v1/sign-in/provider" className={buttonClass('primary')}>
            {t('signIn.provider')}
          </a>
          <p className={styles.or}>{t('signIn.or')}</p>
        </>
      ) : null}
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        <TextField
          name="email"
          label={t('signIn.email')}
          autoComplete="username"
          isRequired
          autoFocus
        />
        <TextField
          name="password"
          type="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          isRequired
        />
        <FailureNote failure={failure} text={signInText(failure, t)} />
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t('signIn.submit')}
        </Button>
      </Form>
    </Entrance>
  )
}

/** An address of this console, never another site's. */
const ownPath = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/chat'

/** What the codes mean here; others say what they say everywhere. */
function signInText(failure: unknown, t: TFunction): string | undefined {
  if (!(failure instanceof Failure)) return undefined
  if (failure.status === 401) return t('signIn.wrong')
  if (failure.status !== 429) return undefined
  return t('signIn.tooOften', { seconds: failure.retryAfterSeconds })
}
