// One document: what is known of it, its pages, and the pieces that it is found by.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Ellipsis, RotateCcw } from 'lucide-react'
import { useRef, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Failure } from '../../api/failure.ts'
import { documentQuery, type Chunk, type Document } from '../../document-view/document-queries.ts'
import { DocumentView } from '../../document-view/document-view.tsx'
import { NotFound } from '../../shell/fallbacks.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Page } from '../../ui/layout.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import { highlightOf } from './chunk-highlight.ts'
import { ChunkList } from './chunk-list.tsx'
import { Crumbs } from './crumbs.tsx'
import { useDocumentActions } from './document-actions.tsx'
import { DocumentFacts } from './document-facts.tsx'
import { documentsChanged } from './knowledge-queries.ts'
import styles from './knowledge.module.css'
import { FailureReason } from './stage-badge.tsx'
import { isSettled } from './stages.ts'

const route = getRouteApi('/signed-in/knowledge/$datasetId/$documentId')
const pollMs = 1000

export function DocumentPage() {
  const { documentId } = route.useParams()
  const { data, error, refetch } = useQuery({
    ...documentQuery(documentId),
    refetchInterval: ({ state }) =>
      state.data === undefined || isSettled(state.data) ? false : pollMs,
  })
  if (data !== undefined) return <Shown key={data.id} document={data} />
  if (error === null) return <Loading lines={8} />
  if (error instanceof Failure && (error.status === 404 || error.status === 400)) {
    return <NotFound />
  }
  return <Failed failure={error} onRetry={() => void refetch()} />
}

function Shown({ document }: { readonly document: Document }) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { id, name, datasetId, datasetName, stage, readyRevision } = document
  const { actions, dialogs } = useDocumentActions(document, (isGone) => {
    if (isGone) void navigate({ to: '/knowledge/$datasetId', params: { datasetId }, search: {} })
    void documentsChanged(client, datasetId)
    void client.invalidateQueries({ queryKey: ['document', id] })
  })
  const reindexing = actions.find(({ key }) => key === 'reindex')
  return (
    <Page
      isWide
      trail={<Crumbs dataset={{ id: datasetId, name: datasetName }} />}
      title={name}
      actions={
        <>
          <Button reason={reindexing?.reason} onPress={() => reindexing?.run()}>
            <RotateCcw size={16} aria-hidden />
            {t('knowledge.documents.reindex')}
          </Button>
          <Menu label={t('knowledge.documents.actions', { name })} actions={actions}>
            <IconButton
              look="plain"
              icon={<Ellipsis size={18} aria-hidden />}
              label={t('knowledge.documents.actions', { name })}
            />
          </Menu>
        </>
      }
    >
      <DocumentFacts document={document} />
      {stage === 'failed' ? (
        <p className={styles.failure} role="status">
          <FailureReason document={document} />
          {readyRevision === null ? null : ` ${t('knowledge.documents.earlierAnswers')}`}
        </p>
      ) : null}
      <Beside document={document} />
      {dialogs}
    </Page>
  )
}

function Beside({ document }: { readonly document: Document }) {
  const { t } = useWords()
  const { chunk: chunkId } = route.useSearch()
  const navigate = route.useNavigate()
  const view = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<Chunk | undefined>(undefined)
  const choose = (chunk: Chunk): void => {
    setChosen(chunk)
    view.current?.scrollIntoView({ block: 'nearest' })
    if (chunk.id === chunkId) return
    void navigate({ search: { chunk: chunk.id }, replace: true, resetScroll: false })
  }
  return (
    <div className={styles.beside}>
      <div ref={view} className={styles.viewFrame}>
        <DocumentView
          documentId={document.id}
          documentName={document.name}
          highlight={chosen === undefined ? undefined : highlightOf(chosen)}
        />
      </div>
      <aside className={styles.chunksFrame} aria-label={t('knowledge.chunk.title')}>
        <ChunkList document={document} chosenId={chosen?.id} wantedId={chunkId} onChoose={choose} />
      </aside>
    </div>
  )
}
