// The list of traces: each row leads to the path of one answer.

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, Route } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './list.module.css'
import type { TracesSearch } from './search.ts'
import { useStepName } from './step-name.ts'
import { tracesQuery } from './trace-queries.ts'
import { useNow } from './use-now.ts'

export function TraceList({ search }: { readonly search: TracesSearch }) {
  const { t } = useWords()
  const query = useInfiniteQuery(tracesQuery(search))
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  if (data === undefined) {
    return error === null ? (
      <Loading lines={8} />
    ) : (
      <Failed failure={error} onRetry={() => void refetch()} />
    )
  }
  const rows = data.pages.flatMap(({ items }) => items)
  if (rows.length === 0) return <NoTraces isFiltered={Object.keys(search).length > 0} />
  const longestMs = Math.max(...rows.map(({ durationMs }) => durationMs))
  return (
    <>
      <ul className={styles.list} aria-label={t('traces.list.label')}>
        {rows.map((row) => (
          <TraceRow key={row.traceId} row={row} longestMs={longestMs} />
        ))}
      </ul>
      <div className={styles.more}>
        {hasNextPage ? (
          <Button isBusy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        ) : (
          <span>{t('traces.list.end')}</span>
        )}
      </div>
    </>
  )
}

type Row = {
  readonly traceId: string
  readonly name: string
  readonly startMs: number
  readonly durationMs: number
  readonly spans: number
  readonly hasFailed: boolean
  readonly question: string | null
  readonly model: string | null
  readonly promptTokens: number
  readonly completionTokens: number
}

function TraceRow({ row, longestMs }: { readonly row: Row; readonly longestMs: number }) {
  const { t } = useWords()
  const format = useFormat()
  const nowMs = useNow()
  const stepName = useStepName()
  const tokens = row.promptTokens + row.completionTokens
  return (
    <li>
      <Link to="/traces/$traceId" params={{ traceId: row.traceId }} className={styles.row ?? ''}>
        <span className={row.hasFailed ? styles.failed : styles.good}>
          {row.hasFailed ? (
            <CircleAlert size={18} aria-hidden />
          ) : (
            <CircleCheck size={18} aria-hidden />
          )}
          <span className="visually-hidden">
            {row.hasFailed ? t('traces.list.failed') : t('traces.list.good')}
          </span>
        </span>
        <span className={styles.words}>
          <span className={styles.question}>{row.question ?? stepName(row.name)}</span>
          <span className={styles.facts}>
            <span>{row.model ?? row.name}</span>
            <span>{t('traces.list.steps', { count: row.spans })}</span>
            {tokens === 0 ? null : <span>{t('traces.list.tokens', { count: tokens })}</span>}
            <time
              dateTime={new Date(row.startMs).toISOString()}
              title={format.dateTime(row.startMs)}
            >
              {format.relative(row.startMs, nowMs)}
            </time>
          </span>
        </span>
        <span className={styles.took}>
          <span>{format.duration(row.durationMs)}</span>
          <span className={styles.tookTrack} aria-hidden>
            <span
              className={styles.tookBar}
              style={{ width: `${Math.max(2, (row.durationMs / Math.max(1, longestMs)) * 100)}%` }}
            />
          </span>
        </span>
      </Link>
    </li>
  )
}

function NoTraces({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useWords()
  if (isFiltered) {
    return (
      <Empty icon={<Route />} title={t('traces.list.noneTitle')} text={t('traces.list.noneText')}>
        <Link to="/traces" search={{}} className={buttonClass()}>
          {t('traces.filters.clear')}
        </Link>
      </Empty>
    )
  }
  return (
    <Empty icon={<Route />} title={t('traces.list.emptyTitle')} text={t('traces.list.emptyText')}>
      <Link to="/chat" className={buttonClass('primary')}>
        {t('traces.list.ask')}
      </Link>
    </Empty>
  )
}
