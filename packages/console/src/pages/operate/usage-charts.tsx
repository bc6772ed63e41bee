// Requests and tokens of each day of the last month: bars to be seen, and a table to be read.

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { useTheme } from '../../shell/theme.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Card, Table } from '../../ui/layout.tsx'
import { Failed, FailureNote, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import type { DayBars } from './draw-days.ts'
import { usageQuery } from './operate-queries.ts'
import styles from './operate.module.css'
import { usageDaysOf, type UsageDay } from './usage-days.ts'

export function UsageCharts({ scope }: { readonly scope: 'tenant' | 'platform' }) {
  const { t } = useWords()
  const { data, error, refetch, dataUpdatedAt } = useQuery(usageQuery(scope, 'day'))
  const days = useMemo(() => usageDaysOf(data ?? [], dataUpdatedAt), [data, dataUpdatedAt])
  return (
    <Card>
      <h2>{t(`operate.usage.${scope}`)}</h2>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failed failure={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Days days={days} />
      )}
    </Card>
  )
}

function Days({ days }: { readonly days: readonly UsageDay[] }) {
  const { t } = useWords()
  /** What is drawn has the colours that it was drawn with. */
  const theme = useTheme()
  const requests = useMemo(
    (): DayBars => [
      { label: t('operate.usage.answered'), colour: '--series-1', valueOf: answeredOf },
      { label: t('operate.usage.failures'), colour: '--bad', valueOf: failuresOf },
    ],
    [t],
  )
  const tokens = useMemo(
    (): DayBars => [
      { label: t('operate.usage.promptTokens'), colour: '--series-1', valueOf: promptOf },
      { label: t('operate.usage.completionTokens'), colour: '--series-2', valueOf: completionOf },
    ],
    [t],
  )
  return (
    <>
      <div key={theme} className={styles.charts}>
        <Chart title={t('operate.usage.requests')} days={days} bars={requests} />
        <Chart title={t('operate.usage.tokens')} days={days} bars={tokens} />
      </div>
      <Disclosure title={t('operate.usage.asTable')}>
        <DayTable days={days} />
      </Disclosure>
    </>
  )
}

const answeredOf = ({ requests, failures }: UsageDay): number => requests - failures
const failuresOf = ({ failures }: UsageDay): number => failures
const promptOf = ({ promptTokens }: UsageDay): number => promptTokens
const completionOf = ({ completionTokens }: UsageDay): number => completionTokens

type ChartProps = {
  readonly title: string
  readonly days: readonly UsageDay[]
  /** One on top of the other, the first at the bottom. */
  readonly bars: DayBars
}

function Chart({ title, days, bars }: ChartProps) {
  const format = useFormat()
  const place = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState<unknown>(undefined)
  const total = days.reduce(
    (sum, day) => sum + bars.reduce((each, { valueOf }) => each + valueOf(day), 0),
    0,
  )
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    let stop = (): void => undefined
    let isGone = false
    const draw = async (): Promise<void> => {
      const { drawDays } = await import('./draw-days.ts')
      if (!isGone) stop = drawDays(element, days, bars, format)
    }
    draw().catch(setFailure)
    return () => {
      isGone = true
      stop()
    }
  }, [days, bars, format])
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.chartHead}>
        <span>{title}</span>
        <strong>{format.number(total)}</strong>
      </figcaption>
      <div ref={place} className={styles.plot} aria-hidden />
      <ul className={styles.legend} aria-hidden>
        {bars.map(({ label, colour }) => (
          <li key={label}>
            <span style={{ background: `var(${colour})` }} />
            {label}
          </li>
        ))}
      </ul>
      <FailureNote failure={failure} />
    </figure>
  )
}

function DayTable({ days }: { readonly days: readonly UsageDay[] }) {
  const { t } = useWords()
  const format = useFormat()
  const used = days.filter(({ requests }) => requests > 0).toReversed()
  if (used.length === 0) return <p className={styles.quiet}>{t('operate.usage.none')}</p>
  const numbers = ['requests', 'failures', 'promptTokens', 'completionTokens'] as const
  return (
    <Table
      label={t('operate.usage.asTable')}
      rows={used}
      rowKey={({ epochMs }) => String(epochMs)}
      columns={[
        { key: 'day', title: t('operate.usage.day'), cell: ({ epochMs }) => format.date(epochMs) },
        ...numbers.map((key) => ({
          key,
          title: t(`operate.usage.${key}`),
          isNumber: true,
          cell: (day: UsageDay) => format.number(day[key]),
        })),
      ]}
    />
  )
}
