// The documents of a dataset: found by name and stage, chosen, and done something with.

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { FileText, SearchX } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { TextField } from '../../ui/field.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { DocumentList } from './document-list.tsx'
import { countsQuery, documentsQuery, workingOf } from './knowledge-queries.ts'
import styles from './knowledge.module.css'
import { SelectionBar } from './selection-bar.tsx'
import { stageFilterOf, stageFilters, type StageFilter } from './stages.ts'

const route = getRouteApi('/signed-in/knowledge/$datasetId')

export function Documents({ datasetId }: { readonly datasetId: string }) {
  const { containing = '', stage = 'all' } = route.useSearch()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const query = useInfiniteQuery({
    ...documentsQuery(datasetId, containing, stage),
    placeholderData: keepPreviousData,
  })
  const { data, error, refetch } = query
  const documents = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const isFiltered = containing !== '' || stage !== 'all'
  return (
    <section className={styles.documents}>
      <Filters datasetId={datasetId} />
      <SelectionBar
        datasetId={datasetId}
        documents={documents.filter(({ id }) => chosen.has(id))}
        onDone={() => setChosen(new Set())}
      />
      {error !== null && data === undefined ? (
        <Failed failure={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading lines={6} />
      ) : documents.length === 0 ? (
        <NoDocuments isFiltered={isFiltered} />
      ) : (
        <DocumentList
          documents={documents}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
    </section>
  )
}

function NoDocuments({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useWords()
  return isFiltered ? (
    <Empty icon={<SearchX />} title={t('knowledge.documents.noneFound')} />
  ) : (
    <Empty
      icon={<FileText />}
      title={t('knowledge.documents.empty')}
      text={t('knowledge.documents.emptyText')}
    />
  )
}

/** After the last letter, so that each letter asks nothing. */
const settleMs = 250

function Filters({ datasetId }: { readonly datasetId: string }) {
  const navigate = route.useNavigate()
  const { containing = '', stage } = route.useSearch()
  const find = (text: string): void => {
    const search = {
      ...(text === '' ? {} : { containing: text }),
      ...(stage === undefined ? {} : { stage }),
    }
    void navigate({ search, replace: true, resetScroll: false })
  }
  return (
    <div className={styles.filters}>
      <NameFilter containing={containing} onFind={find} />
      <StageFilters datasetId={datasetId} />
    </div>
  )
}

type NameFilterProps = {
  /** What the address says. */
  readonly containing: string
  readonly onFind: (containing: string) => void
}

function NameFilter({ containing, onFind }: NameFilterProps) {
  const { t } = useWords()
  // From the first letter until the field is left: then the address has it.
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const leave = (): void => {
    if (typed !== undefined && typed !== containing) onFind(typed)
    setTyped(undefined)
  }
  useEffect(() => {
    if (typed === undefined || typed === containing) return undefined
    const timer = setTimeout(() => onFind(typed), settleMs)
    return () => clearTimeout(timer)
  }, [typed, containing, onFind])
  return (
    <div className={styles.find} onBlur={leave}>
      <TextField
        label={t('knowledge.documents.find')}
        isLabelHidden
        type="search"
        placeholder={t('knowledge.documents.find')}
        value={typed ?? containing}
        onChange={setTyped}
        maxLength={200}
      />
    </div>
  )
}

function StageFilters({ datasetId }: { readonly datasetId: string }) {
  const { t } = useWords()
  const format = useFormat()
  const navigate = route.useNavigate()
  const { containing, stage = 'all' } = route.useSearch()
  const { data: counts } = useQuery(countsQuery(datasetId, containing))
  const countOf = (filter: StageFilter): number | undefined => {
    if (counts === undefined || filter === 'all') return counts?.total
    return filter === 'working' ? workingOf(counts.stages) : counts.stages[filter]
  }
  return (
    <ToggleButtonGroup
      className={styles.chips ?? ''}
      aria-label={t('knowledge.documents.filter')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[stage]}
      onSelectionChange={(keys) => {
        const next = stageFilterOf([...keys][0])
        const search = {
          ...(containing === undefined ? {} : { containing }),
          ...(next === undefined ? {} : { stage: next }),
        }
        void navigate({ search, replace: true, resetScroll: false })
      }}
    >
      {stageFilters.map((filter) => {
        const count = countOf(filter)
        return (
          <ToggleButton key={filter} id={filter} className={styles.chip ?? ''}>
            {t(`knowledge.filters.${filter}`)}
            {count === undefined ? null : (
              <span className={styles.quiet}>{format.number(count)}</span>
            )}
          </ToggleButton>
        )
      })}
    </ToggleButtonGroup>
  )
}
