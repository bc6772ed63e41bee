// How many findings of each kind there are, and whether more are being looked for.

import { useWords } from '../../words/use-words.ts'
import type { Finding } from '../../planning/messages.ts'
import { Badge } from '../../ui/layout.tsx'
import styles from './plan-view.module.css'

type CountsProps = { readonly findings: readonly Finding[]; readonly isBusy: boolean }

const tones = { error: 'bad', warning: 'warn', info: 'accent' } as const
const severities = ['error', 'warning', 'info'] as const

export function FindingCounts({ findings, isBusy }: CountsProps) {
  const { t } = useWords()
  const count = (severity: Finding['severity']): number =>
    findings.filter((one) => one.severity === severity).length
  const said = { errors: count('error'), warnings: count('warning'), notes: count('info') }
  return (
    <div className={styles.head}>
      <h2 className={styles.heading}>{t('platform.findings.title')}</h2>
      <span className={styles.badges} aria-hidden>
        {severities.map((severity) =>
          count(severity) === 0 ? null : (
            <Badge key={severity} tone={tones[severity]}>
              {t(`platform.findings.severity.${severity}`)} {count(severity)}
            </Badge>
          ),
        )}
      </span>
      <span role="status" className={isBusy ? styles.hint : 'visually-hidden'}>
        {isBusy ? t('platform.findings.judging') : t('platform.findings.counts', said)}
      </span>
    </div>
  )
}
