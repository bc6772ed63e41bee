// All datasets that somebody may read, and the way to make one.

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { BookOpenText, FlaskConical, Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/layout.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { DatasetCard } from './dataset-card.tsx'
import { DatasetForm } from './dataset-form.tsx'
import { datasetsQuery, type CountedDataset } from './knowledge-queries.ts'
import styles from './knowledge.module.css'
import { useWriteReason } from './rights.ts'

/** Fewer are found faster by looking. */
const searchedFrom = 7

export function DatasetsPage() {
  const { t } = useWords()
  const navigate = useNavigate()
  const reason = useWriteReason()
  const [isMaking, setMaking] = useState(false)
  const { data, error, refetch } = useQuery(datasetsQuery)
  const make = (
    <Button look="primary" reason={reason} onPress={() => setMaking(true)}>
      <Plus size={16} aria-hidden />
      {t('knowledge.datasets.make')}
    </Button>
  )
  return (
    <Page
      title={t('knowledge.title')}
      lead={t('knowledge.datasets.lead')}
      actions={
        <>
          <Link to="/knowledge/retrieval-test" className={buttonClass()}>
            <FlaskConical size={16} aria-hidden />
            {t('knowledge.retrieval.title')}
          </Link>
          {make}
        </>
      }
    >
      {data !== undefined ? (
        <Datasets datasets={data} make={make} />
      ) : error === null ? (
        <Loading lines={6} />
      ) : (
        <Failed failure={error} onRetry={() => void refetch()} />
      )}
      {isMaking ? (
        <DatasetForm
          onClose={() => setMaking(false)}
          onSaved={({ id }) =>
            void navigate({ to: '/knowledge/$datasetId', params: { datasetId: id }, search: {} })
          }
        />
      ) : null}
    </Page>
  )
}

type DatasetsProps = {
  readonly datasets: readonly CountedDataset[]
  readonly make: ReactNode
}

function Datasets({ datasets, make }: DatasetsProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  if (datasets.length === 0) {
    return (
      <Empty
        icon={<BookOpenText />}
        title={t('knowledge.datasets.empty')}
        text={t('knowledge.datasets.emptyText')}
      >
        {make}
      </Empty>
    )
  }
  const wanted = text.trim().toLocaleLowerCase()
  const shown = datasets.filter(({ name, description }) =>
    `${name}\n${description}`.toLocaleLowerCase().includes(wanted),
  )
  return (
    <>
      {datasets.length < searchedFrom ? null : (
        <TextField
          label={t('knowledge.datasets.find')}
          isLabelHidden
          type="search"
          placeholder={t('knowledge.datasets.find')}
          value={text}
          onChange={setText}
        />
      )}
      {shown.length === 0 ? (
        <Empty title={t('knowledge.datasets.noneFound', { text })} />
      ) : (
        <ul className={styles.cards}>
          {shown.map((dataset) => (
            <DatasetCard key={dataset.id} dataset={dataset} />
          ))}
        </ul>
      )}
    </>
  )
}
