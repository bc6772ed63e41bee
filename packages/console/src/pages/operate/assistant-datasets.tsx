// From which datasets an assistant answers: all that whoever asks may read, or some of them.

import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../words/use-words.ts'
import { Checkbox } from '../../ui/field.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import { datasetsQuery } from '../knowledge/knowledge-queries.ts'
import type { AssistantDraft } from './assistant-draft.ts'
import styles from './assistants.module.css'

type AssistantDatasetsProps = {
  readonly draft: Pick<AssistantDraft, 'searchesAllDatasets' | 'datasetIds'>
  readonly onChange: (changed: Partial<AssistantDraft>) => void
}

export function AssistantDatasets({ draft, onChange }: AssistantDatasetsProps) {
  const { t } = useWords()
  const { searchesAllDatasets, datasetIds } = draft
  return (
    <div className={styles.field}>
      <RadioCards
        label={t('operate.assistants.datasets')}
        value={searchesAllDatasets ? 'all' : 'some'}
        onChange={(key) => onChange({ searchesAllDatasets: key === 'all' })}
        choices={(['all', 'some'] as const).map((key) => ({
          key,
          name: t(`operate.assistants.${key}`),
          text: t(`operate.assistants.${key}Text`),
        }))}
      />
      {searchesAllDatasets ? null : (
        <Picked
          datasetIds={datasetIds}
          onChange={(chosen) => onChange({ datasetIds: [...chosen] })}
        />
      )}
    </div>
  )
}

type PickedProps = {
  readonly datasetIds: readonly string[]
  readonly onChange: (datasetIds: readonly string[]) => void
}

function Picked({ datasetIds, onChange }: PickedProps) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(datasetsQuery)
  if (data === undefined) {
    if (error === null) return <Loading lines={3} />
    return <Failed failure={error} onRetry={() => void refetch()} />
  }
  if (data.length === 0) return <p className={styles.note}>{t('operate.assistants.noneYet')}</p>
  return (
    <>
      <ul className={styles.datasets} aria-label={t('operate.assistants.datasets')}>
        {data.map(({ id, name }) => (
          <li key={id}>
            <Checkbox
              isSelected={datasetIds.includes(id)}
              onChange={(isChosen) =>
                onChange(isChosen ? [...datasetIds, id] : datasetIds.filter((each) => each !== id))
              }
            >
              {name}
            </Checkbox>
          </li>
        ))}
      </ul>
      {data.some(({ id }) => datasetIds.includes(id)) ? null : (
        <p className={styles.note}>{t('operate.assistants.nonePicked')}</p>
      )}
    </>
  )
}
