// What each way of searching brought, and how long it took.

import { useWords } from '../../../words/use-words.ts'
import { Badge } from '../../../ui/layout.tsx'
import { useFormat } from '../../../words/format.ts'
import type { AnswerPath, Leg } from '../answer-path.ts'
import styles from '../trace.module.css'

export function LegsStep({ path: { retrieval } }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  if (retrieval === undefined) return <p>{t('traces.path.legs.notSearched')}</p>
  const longestMs = Math.max(1, ...retrieval.legs.map(({ durationMs }) => durationMs))
  return (
    <ul className={styles.legs}>
      {retrieval.legs.map((leg) => (
        <LegCard key={leg.name} leg={leg} longestMs={longestMs} />
      ))}
    </ul>
  )
}

function LegCard({ leg, longestMs }: { readonly leg: Leg; readonly longestMs: number }) {
  const { t } = useWords()
  const format = useFormat()
  const { name, hits, durationMs, problem } = leg
  const isOff = problem === 'off'
  return (
    <li className={styles.leg} data-off={isOff}>
      <div className={styles.legHead}>
        <strong>{t(`traces.path.legs.${name}`)}</strong>
        {problem === undefined ? (
          <span className={styles.number}>{format.duration(durationMs)}</span>
        ) : isOff ? (
          <Badge>{t('traces.path.legs.off')}</Badge>
        ) : (
          <Badge tone="bad">{t('traces.path.legs.problem', { problem })}</Badge>
        )}
      </div>
      <div className={styles.legTrack} aria-hidden>
        <span
          className={styles[name]}
          style={{ width: isOff ? 0 : `max(3px, ${(durationMs / longestMs) * 100}%)` }}
        />
      </div>
      <span className={styles.quiet}>{t('traces.path.legs.hits', { count: hits })}</span>
    </li>
  )
}
