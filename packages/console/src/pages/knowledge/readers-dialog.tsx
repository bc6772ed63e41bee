// Says who may read a dataset: everybody of the tenant, or chosen people beside the admins.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { Failed, FailureNote, Loading } from '../../ui/state.tsx'
import { peopleQuery, readersQuery, type Dataset } from './knowledge-queries.ts'
import styles from './knowledge.module.css'

type ReadersDialogProps = { readonly dataset: Dataset; readonly onClose: () => void }

export function ReadersDialog({ dataset, onClose }: ReadersDialogProps) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(readersQuery(dataset.id))
  return (
    <Dialog isOpen title={t('knowledge.readers.titleOf', { name: dataset.name })} onClose={onClose}>
      {data !== undefined ? (
        <ReadersForm dataset={dataset} readerIds={data.map(({ id }) => id)} onClose={onClose} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failed failure={error} onRetry={() => void refetch()} />
      )}
    </Dialog>
  )
}

async function save(id: string, isRestricted: boolean, userIds: readonly string[]): Promise<void> {
  const params = { path: { id } }
  if (isRestricted) {
    await dataOf(
      api.PUT('/api/v1/datasets/{id}/readers', { params, body: { userIds: [...userIds] } }),
    )
  }
  await dataOf(api.PATCH('/api/v1/datasets/{id}', { params, body: { isRestricted } }))
}

type ReadersFormProps = ReadersDialogProps & { readonly readerIds: readonly string[] }

function ReadersForm({ dataset: { id, isRestricted }, readerIds, onClose }: ReadersFormProps) {
  const { t } = useWords()
  const client = useQueryClient()
  const [who, setWho] = useState<'all' | 'restricted'>(isRestricted ? 'restricted' : 'all')
  const [chosen, setChosen] = useState<readonly string[]>(readerIds)
  const saving = useMutation({
    mutationFn: () => save(id, who === 'restricted', chosen),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['readers', id] })
      await client.invalidateQueries({ queryKey: ['datasets'] })
      onClose()
    },
  })
  return (
    <>
      <RadioCards
        label={t('knowledge.readers.title')}
        isLabelHidden
        value={who}
        onChange={setWho}
        choices={(['all', 'restricted'] as const).map((key) => ({
          key,
          name: t(`knowledge.readers.${key}`),
          text: t(`knowledge.readers.${key}Text`),
        }))}
      />
      {who === 'restricted' ? <People chosen={chosen} onChange={setChosen} /> : null}
      <FailureNote failure={saving.error} />
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" isBusy={saving.isPending} onPress={() => saving.mutate()}>
          {t('common.save')}
        </Button>
      </DialogActions>
    </>
  )
}

type PeopleProps = {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Of more, somebody types a part of the name. */
const shownMax = 50

function People({ chosen, onChange }: PeopleProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const { data, error, refetch } = useQuery(peopleQuery)
  if (error !== null) return <Failed failure={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading lines={3} />
  const wanted = text.trim().toLocaleLowerCase()
  const found = data.filter(({ name, email }) =>
    `${name} ${email}`.toLocaleLowerCase().includes(wanted),
  )
  return (
    <>
      <TextField
        label={t('knowledge.readers.find')}
        type="search"
        value={text}
        onChange={setText}
        hint={t('knowledge.readers.chosen', { count: chosen.length })}
      />
      <ul className={styles.people} aria-label={t('knowledge.readers.people')}>
        {found.slice(0, shownMax).map(({ id, name, email, role }) => (
          <li key={id}>
            <Checkbox
              isSelected={role === 'admin' || chosen.includes(id)}
              isDisabled={role === 'admin'}
              onChange={(isChosen) =>
                onChange(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            >
              {name} <span className={styles.quiet}>{email}</span>
              {role === 'admin' ? (
                <span className={styles.quiet}> · {t('knowledge.readers.admin')}</span>
              ) : null}
            </Checkbox>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className={styles.quiet}>{t('knowledge.readers.none')}</p> : null}
      {found.length > shownMax ? (
        <p className={styles.quiet}>{t('knowledge.readers.more')}</p>
      ) : null}
    </>
  )
}
