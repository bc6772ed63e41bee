// The text that was read from a document, piece by piece in order, with the passage marked and scrolled to.

import { useInfiniteQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useWords } from '../words/use-words.ts'
import { Button } from '../ui/button.tsx'
import { Badge } from '../ui/layout.tsx'
import { Empty, Failed, Loading } from '../ui/state.tsx'
import { chunksQuery, isGoneFrom, type Chunk, type Document } from './document-queries.ts'
import styles from './document-view.module.css'
import type { Highlight } from './highlight.ts'
import { passageIn } from './passage.ts'

type ChunkTextProps = {
  readonly document: Document
  readonly highlight: Highlight | undefined
}

export function ChunkText({ document: { id, readyRevision }, highlight }: ChunkTextProps) {
  const { t } = useWords()
  const query = useInfiniteQuery(chunksQuery(id, readyRevision, highlight?.chunkId))
  const { data, error, refetch } = query
  if (error !== null && data === undefined) {
    return <Failed failure={error} onRetry={() => void refetch()} />
  }
  if (data === undefined) return <Loading lines={8} />
  const chunks = data.pages.flatMap(({ items }) => items)
  if (chunks.length === 0) {
    return <Empty icon={<FileText />} title={t('knowledge.view.noText')} />
  }
  return (
    <>
      {isGoneFrom(data.pages) ? (
        <p className={styles.note} role="status">
          {t('knowledge.view.passageGone')}
        </p>
      ) : null}
      <div
        className={`${styles.scroller ?? ''} ${styles.reading ?? ''}`}
        role="region"
        aria-label={t('knowledge.view.text')}
        tabIndex={0}
      >
        {query.hasPreviousPage ? (
          <Button
            size="small"
            isBusy={query.isFetchingPreviousPage}
            onPress={() => void query.fetchPreviousPage()}
          >
            {t('knowledge.view.earlier')}
          </Button>
        ) : null}
        {chunks.map((chunk, index) => (
          <ChunkPiece
            key={chunk.id}
            chunk={chunk}
            before={chunks[index - 1]}
            highlight={highlight}
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

type ChunkPieceProps = {
  readonly chunk: Chunk
  readonly before: Chunk | undefined
  readonly highlight: Highlight | undefined
}

function ChunkPiece({ chunk, before, highlight }: ChunkPieceProps) {
  const { t } = useWords()
  const isWanted = highlight?.chunkId === chunk.id
  const titles = chunk.titles.join(' › ')
  const hasNewTitles = titles !== '' && titles !== before?.titles.join(' › ')
  return (
    <article className={styles.piece} data-wanted={isWanted} data-chunk={chunk.id}>
      {hasNewTitles || (chunk.pageFirst !== null && chunk.pageFirst !== before?.pageFirst) ? (
        <header className={styles.pieceHead}>
          {hasNewTitles ? <span>{titles}</span> : <span />}
          {chunk.pageFirst === null ? null : (
            <span>{t('knowledge.view.pageNumber', { page: chunk.pageFirst })}</span>
          )}
          {chunk.isRecognized ? <Badge>{t('knowledge.chunk.recognized')}</Badge> : null}
        </header>
      ) : null}
      {isWanted ? (
        <WithPassage key={highlight.span.start} text={chunk.text} highlight={highlight} />
      ) : (
        <p>{chunk.text}</p>
      )}
    </article>
  )
}

function WithPassage({
  text,
  highlight,
}: {
  readonly text: string
  readonly highlight: Highlight
}) {
  const mark = useRef<HTMLElement>(null)
  useEffect(() => {
    mark.current?.scrollIntoView({ block: 'center' })
  }, [])
  const { before, passage, after } = passageIn(text, highlight)
  return (
    <p>
      {before}
      <mark ref={mark} data-mark>
        {passage}
      </mark>
      {after}
    </p>
  )
}
