// How much the tenant has and what waits: documents, the queue, and the last minute against its limits.

import { queryOptions, useQuery } from '@tanstack/react-query'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf } from '../../api/client.ts'
import { meets, useSession } from '../../api/session.ts'
import { UsageBar } from '../../ui/layout.tsx'
import { useFormat } from '../../words/format.ts'
import { minuteQuery } from './operate-queries.ts'
import styles from './operate.module.css'

type Counts = { readonly ready: number; readonly waiting: number; readonly failed: number }

const countedMost = 30

/** Of the first datasets; a tenant rarely has more. */
const countsQuery = queryOptions({
  queryKey: ['document-counts'],
  refetchInterval: 10_000,
  queryFn: async (): Promise<Counts> => {
    const { items } = await dataOf(api.GET('/api/v1/datasets'))
    const counted = await Promise.all(
      items
        .slice(0, countedMost)
        .map(({ id }) =>
          dataOf(api.GET('/api/v1/datasets/{id}/document-counts', { params: { path: { id } } })),
        ),
    )
    const sum = (read: (count: (typeof counted)[number]) => number): number =>
      counted.reduce((total, count) => total + read(count), 0)
    return {
      ready: sum(({ stages }) => stages.ready),
      failed: sum(({ stages }) => stages.failed),
      waiting: sum(({ total, stages }) => total - stages.ready - stages.failed),
    }
  },
})

export function HealthCounts() {
  const { t } = useWords()
  const format = useFormat()
  const isAdmin = meets(useSession(), 'admin')
  const { data: counts } = useQuery(countsQuery)
  const { data: minute } = useQuery({ ...minuteQuery, enabled: isAdmin })
  return (
    <div className={styles.tiles}>
      {(['ready', 'waiting', 'failed'] as const).map((each) => (
        <div
          key={each}
          className={styles.tile}
          data-bad={each === 'failed' && (counts?.failed ?? 0) > 0}
        >
          <span className={styles.quiet}>{t(`operate.health.documents.${each}`)}</span>
          <strong>{counts === undefined ? '–' : format.number(counts[each])}</strong>
        </div>
      ))}
      {minute === undefined ? null : (
        <div className={styles.tile}>
          <UsageBar
            label={t('operate.tenants.requests')}
            share={minute.requests / Math.max(1, minute.requestsPerMinute)}
            text={`${format.number(minute.requests)} / ${format.number(minute.requestsPerMinute)}`}
          />
          <UsageBar
            label={t('operate.tenants.tokens')}
            share={minute.tokens / Math.max(1, minute.tokensPerMinute)}
            text={`${format.number(minute.tokens)} / ${format.number(minute.tokensPerMinute)}`}
          />
        </div>
      )}
    </div>
  )
}
