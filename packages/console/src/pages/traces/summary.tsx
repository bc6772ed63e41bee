// How long each step usually takes: one bar per step for half, 95% and 99% of its runs.

import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../words/use-words.ts'
import { Badge, Card } from '../../ui/layout.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { useStepName } from './step-name.ts'
import styles from './summary.module.css'
import { summaryQuery } from './trace-queries.ts'

export function TraceSummary({ hours }: { readonly hours: number | undefined }) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(summaryQuery(hours))
  return (
    <Card>
      <h2>{t('traces.summary.title')}</h2>
      {data === undefined ? (
        error === null ? (
          <Loading lines={3} />
        ) : (
          <Failed failure={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <p className={styles.quiet}>{t('traces.summary.empty')}</p>
      ) : (
        <Steps steps={data.items} />
      )}
    </Card>
  )
}

type Step = {
  readonly name: string
  readonly spans: number
  readonly failures: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
}

const percentiles = ['p50', 'p95', 'p99'] as const

function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useWords()
  const slowest = steps.toSorted((one, other) => other.p99Ms - one.p99Ms)
  const mostMs = Math.max(1, slowest[0]?.p99Ms ?? 1)
  return (
    <>
      <table className={styles.steps}>
        <thead>
          <tr>
            <th scope="col">{t('traces.summary.step')}</th>
            <th scope="col" className={styles.chartHead}>
              <span className="visually-hidden">{t('traces.summary.chart')}</span>
            </th>
            {percentiles.map((each) => (
              <th key={each} scope="col" className={styles.number}>
                <abbr title={t(`traces.summary.${each}`)}>{each}</abbr>
              </th>
            ))}
            <th scope="col" className={`${styles.number ?? ''} ${styles.count ?? ''}`}>
              {t('traces.summary.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {slowest.map((step) => (
            <StepRow key={step.name} step={step} mostMs={mostMs} />
          ))}
        </tbody>
      </table>
      <ul className={styles.legend} aria-hidden>
        {percentiles.map((each) => (
          <li key={each}>
            <span className={styles[each]} />
            {t(`traces.summary.${each}`)}
          </li>
        ))}
      </ul>
    </>
  )
}

function StepRow({ step, mostMs }: { readonly step: Step; readonly mostMs: number }) {
  const { t } = useWords()
  const format = useFormat()
  const stepName = useStepName()
  const msOf = { p50: step.p50Ms, p95: step.p95Ms, p99: step.p99Ms }
  return (
    <tr>
      <th scope="row" title={step.name}>
        {stepName(step.name)}
      </th>
      <td className={styles.chart} aria-hidden>
        <span className={styles.track}>
          {percentiles.toReversed().map((each) => (
            <span
              key={each}
              className={styles[each]}
              style={{ width: `max(3px, ${(msOf[each] / mostMs) * 100}%)` }}
            />
          ))}
        </span>
      </td>
      {percentiles.map((each) => (
        <td key={each} className={styles.number}>
          {format.duration(msOf[each])}
        </td>
      ))}
      <td className={`${styles.number ?? ''} ${styles.count ?? ''}`}>
        {step.failures === 0 ? null : (
          <Badge tone="bad">
            {t('traces.summary.failures')} {format.number(step.failures)}
          </Badge>
        )}{' '}
        {format.number(step.spans)}
      </td>
    </tr>
  )
}
