// The rankings beside each other; lines follow a chunk from one to the next, and pointing at one shows it everywhere.

import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { Badge } from '../../ui/layout.tsx'
import { useViewport } from '../../ui/use-viewport.ts'
import { useFormat } from '../../words/format.ts'
import styles from './knowledge.module.css'
import { PassagePanel } from './passage-panel.tsx'
import { columnsOf, threadsOf, type RankColumn, type Ranked } from './ranking.ts'
import type { Passage, Retrieved } from './retrieval-query.ts'

export function Rankings({ retrieved }: { readonly retrieved: Retrieved }) {
  const { t } = useWords()
  const [pointedId, setPointedId] = useState<string | undefined>(undefined)
  const [opened, setOpened] = useState<Passage | undefined>(undefined)
  const columns = columnsOf(retrieved)
  const shown = columns.filter(({ problem }) => problem === undefined)
  const silent = columns.filter(({ problem }) => problem !== undefined)
  const rows = Math.max(0, ...shown.map(({ ranked }) => ranked.length))
  return (
    <>
      {silent.length === 0 ? null : (
        <ul className={styles.silent}>
          {silent.map((column) => (
            <SilentColumn key={column.key} column={column} />
          ))}
        </ul>
      )}
      <div
        className={styles.rankings}
        role="region"
        aria-label={t('knowledge.retrieval.rankings')}
        tabIndex={0}
      >
        <div
          className={styles.rankGrid}
          style={{ gridTemplateColumns: `repeat(${shown.length}, minmax(12.5rem, 1fr))` }}
        >
          <Threads columns={shown} rows={rows} pointedId={pointedId} />
          {shown.map((column) => (
            <Column
              key={column.key}
              column={column}
              pointedId={pointedId}
              onPoint={setPointedId}
              onOpen={setOpened}
            />
          ))}
        </div>
      </div>
      {opened === undefined ? null : (
        <PassagePanel passage={opened} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}

function SilentColumn({ column: { key, problem } }: { readonly column: RankColumn }) {
  const { t } = useWords()
  if (problem === undefined) return null
  return (
    <li className={styles.silentItem}>
      <strong>{t(`knowledge.retrieval.columns.${key}`)}</strong>
      <Badge tone={problem === 'off' ? 'plain' : 'bad'}>
        {t(`knowledge.retrieval.problems.${problem}`)}
      </Badge>
      <span className={styles.quiet}>
        {t(problem === 'off' ? `knowledge.retrieval.off.${key}` : 'knowledge.retrieval.without')}
      </span>
    </li>
  )
}

type ColumnProps = {
  readonly column: RankColumn
  readonly pointedId: string | undefined
  readonly onPoint: (chunkId: string | undefined) => void
  readonly onOpen: (passage: Passage) => void
}

function Column({ column, pointedId, onPoint, onOpen }: ColumnProps) {
  const { t } = useWords()
  const format = useFormat()
  const { key, ranked, hits, durationMs } = column
  const name = t(`knowledge.retrieval.columns.${key}`)
  return (
    <section className={styles.column} aria-label={name} data-column={key}>
      <header className={styles.columnHead}>
        <h2>{name}</h2>
        <span className={styles.quiet}>
          {hits === undefined
            ? ''
            : `${t('knowledge.retrieval.hits', { shown: format.number(hits) })} · `}
          {durationMs === undefined ? '' : format.duration(durationMs)}
        </span>
      </header>
      <ol className={styles.ranked}>
        {ranked.map((one) => (
          <RankedPassage
            key={one.passage.chunkId}
            ranked={one}
            isPointed={one.passage.chunkId === pointedId}
            onPoint={onPoint}
            onOpen={onOpen}
          />
        ))}
      </ol>
    </section>
  )
}

type RankedPassageProps = Omit<ColumnProps, 'column' | 'pointedId'> & {
  readonly ranked: Ranked
  readonly isPointed: boolean
}

function RankedPassage({ ranked, isPointed, onPoint, onOpen }: RankedPassageProps) {
  const format = useFormat()
  const { passage, rank, score } = ranked
  const { chunkId, documentName, titles, text } = passage
  const pointing = (isOn: boolean): void => onPoint(isOn ? chunkId : undefined)
  return (
    <li>
      <Button
        className={styles.rankedPassage ?? ''}
        data-pointed={isPointed}
        onHoverChange={pointing}
        onFocusChange={pointing}
        onPress={() => onOpen(passage)}
      >
        <span className={styles.rank}>{format.number(rank)}</span>
        <span className={styles.rankedText}>
          <span className={styles.rankedName}>
            {documentName}
            {titles.length === 0 ? '' : ` › ${titles.at(-1) ?? ''}`}
          </span>
          <span className={styles.rankedQuote}>{text}</span>
        </span>
        {score === undefined ? null : (
          <span className={styles.score}>{format.number(score, 3)}</span>
        )}
      </Button>
    </li>
  )
}

/** Sizes of the grid that lines are drawn by, the same as in the style sheet, in pixels. */
const rowPixels = 76
const headPixels = 56
const gapPixels = 36

type ThreadsProps = {
  readonly columns: readonly RankColumn[]
  readonly rows: number
  readonly pointedId: string | undefined
}

/** Columns are equally wide, so that lines need no more than the width of all. */
function Threads({ columns, rows, pointedId }: ThreadsProps) {
  const [frame, setFrame] = useState<HTMLDivElement | null>(null)
  const { widthPixels } = useViewport(frame)
  const columnPixels = (widthPixels - (columns.length - 1) * gapPixels) / columns.length
  const height = headPixels + rows * rowPixels
  const leftOf = (column: number): number => column * (columnPixels + gapPixels)
  return (
    <div ref={setFrame} className={styles.threads} style={{ height }} aria-hidden>
      <svg width="100%" height={height} focusable="false">
        {threadsOf(columns).map((thread) => (
          <path
            key={`${thread.chunkId} ${thread.to.column}`}
            className={styles.thread}
            data-pointed={thread.chunkId === pointedId}
            d={curve(
              leftOf(thread.from.column) + columnPixels,
              middleOf(thread.from.row),
              leftOf(thread.to.column),
              middleOf(thread.to.row),
            )}
          />
        ))}
      </svg>
    </div>
  )
}

const middleOf = (row: number): number => headPixels + row * rowPixels + (rowPixels - 8) / 2

const curve = (fromX: number, fromY: number, toX: number, toY: number): string => {
  const middleX = (fromX + toX) / 2
  return `M ${fromX} ${fromY} C ${middleX} ${fromY} ${middleX} ${toY} ${toX} ${toY}`
}
