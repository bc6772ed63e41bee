// Tries a question on the documents: how each leg ranked what it found, what fusion and reranking made of it.

import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { FlaskConical, SearchX } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/layout.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { Crumbs } from './crumbs.tsx'
import { DatasetPicker } from './dataset-picker.tsx'
import styles from './knowledge.module.css'
import { Rankings } from './rankings.tsx'
import { retrievalQuery } from './retrieval-query.ts'

const route = getRouteApi('/signed-in/knowledge/retrieval-test')

const idsOf = (datasets: string | undefined): readonly string[] =>
  datasets === undefined ? [] : datasets.split(',')

export function RetrievalPage() {
  const { t } = useWords()
  const { query, datasets } = route.useSearch()
  return (
    <Page
      isWide
      trail={<Crumbs />}
      title={t('knowledge.retrieval.title')}
      lead={t('knowledge.retrieval.lead')}
    >
      <Question key={`${query} ${datasets}`} />
      {query === undefined ? (
        <Empty icon={<FlaskConical />} title={t('knowledge.retrieval.ask')} />
      ) : (
        <Answer query={query} datasetIds={idsOf(datasets)} />
      )}
    </Page>
  )
}

function Question() {
  const { t } = useWords()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const [query, setQuery] = useState(search.query ?? '')
  const [chosen, setChosen] = useState(idsOf(search.datasets))
  const isEmpty = query.trim() === ''
  return (
    <Form
      className={styles.question ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        if (isEmpty) return
        const datasets = chosen.length === 0 ? {} : { datasets: chosen.join(',') }
        void navigate({ search: { query: query.trim(), ...datasets } })
      }}
    >
      <div className={styles.questionText}>
        <TextField
          label={t('knowledge.retrieval.question')}
          placeholder={t('knowledge.retrieval.example')}
          value={query}
          onChange={setQuery}
          maxLength={4000}
          autoFocus={search.query === undefined}
        />
      </div>
      <DatasetPicker chosen={chosen} onChange={setChosen} />
      <Button
        type="submit"
        look="primary"
        reason={isEmpty ? t('knowledge.retrieval.noQuestion') : undefined}
      >
        {t('knowledge.retrieval.run')}
      </Button>
    </Form>
  )
}

type AnswerProps = { readonly query: string; readonly datasetIds: readonly string[] }

function Answer({ query, datasetIds }: AnswerProps) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(retrievalQuery(query, datasetIds))
  if (data === undefined) {
    return error === null ? (
      <Loading lines={8} />
    ) : (
      <Failed failure={error} onRetry={() => void refetch()} />
    )
  }
  return (
    <>
      <Rankings retrieved={data} />
      {data.passages.length === 0 ? (
        <Empty
          icon={<SearchX />}
          title={t('knowledge.retrieval.nothing')}
          text={t('knowledge.retrieval.nothingText')}
        />
      ) : null}
    </>
  )
}
