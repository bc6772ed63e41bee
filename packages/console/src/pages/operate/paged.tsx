// A list in pages: loading, failed and empty as every list, and more when somebody wants more.

import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import styles from './operate.module.css'

type Pages<Row> = { readonly pages: readonly { readonly items: readonly Row[] }[] }

type PagedProps<Row> = {
  readonly query: UseInfiniteQueryResult<Pages<Row>>
  readonly empty: ReactNode
  readonly children: (rows: readonly Row[]) => ReactNode
}

export function Paged<Row>({ query, empty, children }: PagedProps<Row>) {
  const { t } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  if (data === undefined) {
    if (error === null) return <Loading lines={6} />
    return <Failed failure={error} onRetry={() => void refetch()} />
  }
  const rows = data.pages.flatMap(({ items }) => items)
  if (rows.length === 0) return empty
  return (
    <>
      {children(rows)}
      {hasNextPage ? (
        <div className={styles.more}>
          <Button isBusy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
