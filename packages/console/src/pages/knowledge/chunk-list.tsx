// The pieces that a document is found by, in order; choosing one shows where it stands.

import { useInfiniteQuery } from '@tanstack/react-query'
import { Scissors } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { chunksQuery, type Chunk, type Document } from '../../document-view/document-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/layout.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './knowledge.module.css'
import { isSettled } from './stages.ts'

type ChunkListProps = {
  readonly document: Document
  readonly chosenId: string | undefined
  /** The chunk that the address names. */
  readonly wantedId: string | undefined
  readonly onChoose: (chunk: Chunk) => void
}

export function ChunkList(props: ChunkListProps) {
  return <Chunks key={props.document.readyRevision} {...props} />
}

function Chunks({ document, chosenId, wantedId, onChoose }: ChunkListProps) {
  const { t } = useWords()
  const format = useFormat()
  // Only what the address named at first: from then on what is chosen is on the list.
  const [firstId] = useState(wantedId)
  const query = useInfiniteQuery(chunksQuery(document.id, document.readyRevision, firstId))
  const { data, error, refetch } = query
  const chunks = data?.pages.flatMap(({ items }) => items) ?? []
  const wanted = chosenId === undefined ? chunks.find(({ id }) => id === wantedId) : undefined
  useEffect(() => {
    if (wanted !== undefined) onChoose(wanted)
  }, [wanted, onChoose])
  if (error !== null && data === undefined) {
    return <Failed failure={error} onRetry={() => void refetch()} />
  }
  if (data === undefined) return <Loading lines={6} />
  if (chunks.length === 0) return <NoChunks document={document} />
  return (
    <>
      <h2 className={styles.chunksTitle}>
        {t('knowledge.chunk.title')}{' '}
        <span className={styles.quiet}>{format.number(document.chunks)}</span>
      </h2>
      <div className={styles.chunks}>
        {query.hasPreviousPage ? (
          <Button
            size="small"
            isBusy={query.isFetchingPreviousPage}
            onPress={() => void query.fetchPreviousPage()}
          >
            {t('knowledge.view.earlier')}
          </Button>
        ) : null}
        {chunks.map((chunk) => (
          <ChunkButton
            key={chunk.id}
            chunk={chunk}
            isChosen={chunk.id === chosenId}
            onChoose={onChoose}
          />
        ))}
        {query.hasNextPage ? (
          <Button
            size="small"
            isBusy={query.isFetchingNextPage}
            onPress={() => void query.fetchNextPage()}
          >
            {t('common.more')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function NoChunks({ document }: { readonly document: Document }) {
  const { t } = useWords()
  return (
    <Empty
      icon={<Scissors />}
      title={t(isSettled(document) ? 'knowledge.chunk.none' : 'knowledge.chunk.notYet')}
    />
  )
}

type ChunkButtonProps = {
  readonly chunk: Chunk
  readonly isChosen: boolean
  readonly onChoose: (chunk: Chunk) => void
}

function ChunkButton({ chunk, isChosen, onChoose }: ChunkButtonProps) {
  const { t } = useWords()
  const format = useFormat()
  const { ordinal, titles, text, pageFirst, pageLast, isRecognized } = chunk
  return (
    <AriaButton
      className={styles.chunk ?? ''}
      aria-current={isChosen}
      onPress={() => onChoose(chunk)}
    >
      <span className={styles.chunkHead}>
        <span className={styles.ordinal}>{format.number(ordinal + 1)}</span>
        <span className={styles.chunkTitles}>{titles.join(' › ')}</span>
        {pageFirst === null ? null : (
          <span>
            {pageLast === null || pageLast === pageFirst
              ? t('knowledge.view.pageNumber', { page: pageFirst })
              : t('knowledge.chunk.pages', { first: pageFirst, last: pageLast })}
          </span>
        )}
      </span>
      <span className={styles.chunkText}>{text}</span>
      {isRecognized ? <Badge tone="warn">{t('knowledge.chunk.recognized')}</Badge> : null}
    </AriaButton>
  )
}
