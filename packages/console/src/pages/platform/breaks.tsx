// What breaks first as more people come: computed by planning again and again, shown on a line of people.

import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import type { Folder, Pressure } from '../../planning/messages.ts'
import { Progress } from '../../ui/layout.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './breaks.module.css'
import { usePressure } from './planning-queries.ts'

export function Breaks({ folder }: { readonly folder: Folder }) {
  const { t } = useWords()
  const { data, error, isFetching } = usePressure(folder)
  return (
    <section className={styles.card} aria-label={t('platform.breaks.title')}>
      <h2 className={styles.heading}>{t('platform.breaks.title')}</h2>
      {isFetching ? <Progress label={t('platform.breaks.computing')} text="" /> : null}
      <FailureNote failure={error} text={t('platform.findings.failed')} />
      {data === undefined || (isFetching && data === null) ? null : data === null ? (
        <p className={styles.quiet}>{t('platform.breaks.impossible')}</p>
      ) : (
        <Found pressure={data} />
      )}
      <p className={styles.quiet}>{t('platform.breaks.how')}</p>
    </section>
  )
}

function Found({ pressure }: { readonly pressure: Pressure }) {
  const { t } = useWords()
  const { breaks, triedUpTo } = pressure
  if (breaks.length === 0) {
    return <p className={styles.good}>{t('platform.breaks.none', { count: triedUpTo })}</p>
  }
  return (
    <>
      <Scale pressure={pressure} />
      <ol className={styles.list}>
        {breaks.map(({ code, severity, concurrentUsers, message }) => (
          <li key={code} className={styles[severity]}>
            {severity === 'error' ? (
              <CircleAlert size={16} aria-hidden />
            ) : (
              <TriangleAlert size={16} aria-hidden />
            )}
            <p>
              <strong>{t('platform.breaks.at', { count: concurrentUsers })}</strong> {message}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}

/** People on a scale of doublings: the first break matters, and it may be near or far. */
function Scale({ pressure: { concurrentUsers, breaks } }: { readonly pressure: Pressure }) {
  const { t } = useWords()
  const format = useFormat()
  const last = Math.max(...breaks.map((one) => one.concurrentUsers), concurrentUsers * 2)
  const span = Math.log(last / Math.max(1, concurrentUsers))
  const shareOf = (people: number): number => Math.log(people / Math.max(1, concurrentUsers)) / span
  const first = breaks[0]?.concurrentUsers ?? last
  return (
    <div className={styles.scale} role="img" aria-label={t('platform.breaks.scale')}>
      <div className={styles.line} />
      <div className={styles.safe} style={{ width: `${shareOf(first) * 100}%` }} />
      <span className={styles.now}>{t('platform.breaks.now', { count: concurrentUsers })}</span>
      {breaks.map(({ code, severity, concurrentUsers: people }) => (
        <span
          key={code}
          className={`${styles.mark ?? ''} ${styles[severity] ?? ''}`}
          style={{ insetInlineStart: `${shareOf(people) * 100}%` }}
        >
          {format.number(people)}
        </span>
      ))}
    </div>
  )
}
