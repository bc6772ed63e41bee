// Pulls that run, with their progress, and those that ended; the page may be left meanwhile.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useWords } from '../../words/use-words.ts'
import { api, done } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Card, Progress, type Tone } from '../../ui/layout.tsx'
import { focusContentSoon } from '../../ui/focus-content.ts'
import { FailureNote } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { pullsQuery, type Pull } from './model-queries.ts'
import styles from './operate.module.css'
import { usePullFailure } from './use-pull-failure.ts'

export function ModelPulls() {
  const { t } = useWords()
  const client = useQueryClient()
  const { data: pulls = [], error } = useQuery(pullsQuery)
  const ended = pulls.filter(({ state }) => state === 'done').length
  useEffect(() => {
    if (ended > 0) void client.invalidateQueries({ queryKey: ['model-store'] })
  }, [client, ended])
  if (error !== null) return <FailureNote failure={error} />
  if (pulls.length === 0) return null
  return (
    <Card>
      <h3>{t('operate.models.pulls')}</h3>
      <ul className={styles.pulls} aria-live="polite">
        {pulls.map((pull) => (
          <PullRow key={pull.id} pull={pull} />
        ))}
      </ul>
    </Card>
  )
}

const tones: { readonly [State in Pull['state']]: Tone } = {
  running: 'accent',
  done: 'good',
  failed: 'bad',
  stopped: 'plain',
}

function PullRow({ pull }: { readonly pull: Pull }) {
  const { t } = useWords()
  const { state, name, source, error } = pull
  const failureText = usePullFailure()
  const { remove, failure } = useRemovePull(pull.id)
  const shown = name ?? source
  return (
    <li className={styles.pull}>
      <div className={styles.componentHead}>
        <strong>{shown}</strong>
        <span className={styles.badges}>
          <Badge tone={tones[state]}>{t(`operate.models.pullStates.${state}`)}</Badge>
          <Button size="small" onPress={remove}>
            {t(state === 'running' ? 'operate.models.stop' : 'operate.models.takeOff')}
            <span className="visually-hidden">{shown}</span>
          </Button>
        </span>
      </div>
      {state === 'running' ? <PullProgress pull={pull} /> : null}
      {error === null ? null : <FailureNote failure={error} text={failureText(error)} />}
      {state === 'done' ? (
        <p className={styles.quiet}>{t('operate.models.afterStartHint')}</p>
      ) : null}
      <FailureNote failure={failure} />
    </li>
  )
}

function PullProgress({ pull }: { readonly pull: Pull }) {
  const { t } = useWords()
  const format = useFormat()
  const { doneBytes, totalBytes, source } = pull
  const text =
    totalBytes === null
      ? format.bytes(doneBytes)
      : t('operate.models.progress', {
          done: format.bytes(doneBytes),
          total: format.bytes(totalBytes),
        })
  return (
    <Progress
      label={source}
      text={text}
      {...(totalBytes === null || totalBytes === 0 ? {} : { share: doneBytes / totalBytes })}
    />
  )
}

function useRemovePull(id: string) {
  const client = useQueryClient()
  const { mutate, error } = useMutation({
    mutationFn: () =>
      done(api.DELETE('/api/v1/platform/model-pulls/{id}', { params: { path: { id } } })),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['model-pulls'] })
      focusContentSoon()
    },
  })
  return { remove: () => mutate(), failure: error }
}
