// Who asked, with which key, and what was asked.

import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../../words/use-words.ts'
import type { AnswerPath } from '../answer-path.ts'
import { keysQuery, personQuery } from '../trace-queries.ts'
import styles from '../trace.module.css'
import { Facts } from './facts.tsx'

export function WhoStep({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  const { userId, keyId, asked, requestId } = path
  return (
    <Facts
      facts={[
        {
          name: t('traces.path.who.person'),
          value: userId === undefined ? t('common.none') : <PersonName userId={userId} />,
        },
        {
          name: t('traces.path.who.key'),
          value:
            keyId !== undefined ? (
              <KeyName keyId={keyId} />
            ) : userId === undefined ? undefined : (
              t('traces.path.who.signedIn')
            ),
        },
        { name: t('traces.path.who.asked'), value: asked },
        {
          name: t('traces.path.who.request'),
          value: requestId === undefined ? undefined : <code>{requestId}</code>,
        },
      ]}
    />
  )
}

function PersonName({ userId }: { readonly userId: string }) {
  const { t } = useWords()
  const { data, error } = useQuery(personQuery(userId))
  if (data !== undefined) {
    return (
      <>
        {data.name} <span className={styles.quiet}>{data.email}</span>
      </>
    )
  }
  return (
    <>
      <code>{userId}</code>{' '}
      {error === null ? null : <span className={styles.quiet}>{t('traces.path.who.gone')}</span>}
    </>
  )
}

function KeyName({ keyId }: { readonly keyId: string }) {
  const { data } = useQuery(keysQuery)
  const key = data?.items.find(({ id }) => id === keyId)
  if (key === undefined) return <code>{keyId}</code>
  return (
    <>
      {key.name} <code className={styles.quiet}>{key.shown}</code>
    </>
  )
}
