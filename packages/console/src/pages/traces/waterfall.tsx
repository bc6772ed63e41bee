// Every step of a trace as a bar over the time that the whole took; a table, for whoever reads it instead of seeing it.

import { CircleAlert } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Card } from '../../ui/layout.tsx'
import { useFormat } from '../../words/format.ts'
import { placedSpansOf, type PlacedSpan } from './span-tree.ts'
import type { Span } from './span.ts'
import { useStepName } from './step-name.ts'
import styles from './waterfall.module.css'

const ticks = [0, 0.25, 0.5, 0.75, 1] as const

export function Waterfall({ spans }: { readonly spans: readonly Span[] }) {
  const { t } = useWords()
  const placed = placedSpansOf(spans)
  const wholeMs = Math.max(
    0,
    ...placed.map(({ sinceStartMs, durationMs }) => sinceStartMs + durationMs),
  )
  return (
    <Card>
      <h2>{t('traces.waterfall.title')}</h2>
      <table className={styles.waterfall}>
        <thead>
          <tr>
            <th scope="col">{t('traces.waterfall.step')}</th>
            <th scope="col" className={styles.barHead}>
              <span className="visually-hidden">{t('traces.waterfall.bar')}</span>
              <Scale wholeMs={wholeMs} />
            </th>
            <th scope="col" className={`${styles.number ?? ''} ${styles.start ?? ''}`}>
              {t('traces.waterfall.start')}
            </th>
            <th scope="col" className={styles.number}>
              {t('traces.waterfall.duration')}
            </th>
          </tr>
        </thead>
        <tbody>
          {placed.map((each) => (
            <SpanRow key={each.span.spanId} placed={each} />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function Scale({ wholeMs }: { readonly wholeMs: number }) {
  const format = useFormat()
  return (
    <span className={styles.scale} aria-hidden>
      {ticks.map((tick) => (
        <span key={tick}>{format.duration(Math.round(wholeMs * tick))}</span>
      ))}
    </span>
  )
}

function SpanRow({ placed }: { readonly placed: PlacedSpan }) {
  const { t } = useWords()
  const format = useFormat()
  const stepName = useStepName()
  const { span, depth, from, length, sinceStartMs, durationMs } = placed
  return (
    <tr>
      <th scope="row" title={span.name} style={{ paddingInlineStart: `${Math.min(depth, 4)}rem` }}>
        {stepName(span.name)}
        {span.hasFailed ? (
          <span className={styles.failedMark}>
            <CircleAlert size={14} aria-hidden />
            {t('traces.waterfall.failed')}
          </span>
        ) : null}
      </th>
      <td className={styles.barCell} aria-hidden>
        <span
          className={barClassOf(span, depth)}
          style={{ marginInlineStart: `${from * 100}%`, width: `max(3px, ${length * 100}%)` }}
        />
      </td>
      <td className={`${styles.number ?? ''} ${styles.start ?? ''}`}>
        {format.duration(sinceStartMs)}
      </td>
      <td className={styles.number}>{format.duration(durationMs)}</td>
    </tr>
  )
}

function barClassOf({ name, hasFailed }: Span, depth: number): string {
  const kind = hasFailed
    ? styles.failed
    : depth === 0
      ? styles.whole
      : name === 'generate'
        ? styles.model
        : name === 'retrieve'
          ? styles.search
          : styles.other
  return `${styles.bar ?? ''} ${kind ?? ''}`
}
