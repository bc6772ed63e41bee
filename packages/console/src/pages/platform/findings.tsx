// The list of findings: what, where, why it matters, what to do, and the repair where one is certain.

import { CircleAlert, Info, TriangleAlert, Wrench } from 'lucide-react'
import { memo } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import type { Edit, Finding } from '../../planning/messages.ts'
import { Button } from '../../ui/button.tsx'
import { FindingAdvice } from './advice.tsx'
import styles from './findings.module.css'
import type { GoTo } from './use-visit.ts'

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

type FindingsProps = {
  readonly findings: readonly Finding[]
  readonly onGoTo: GoTo
  readonly onRepair: ((edit: Edit) => void) | undefined
}

/** Nobody reads more at once; the first ones cause those that follow. */
const shownMax = 100

/** Drawn anew when something else is found, not with every key. */
export const Findings = memo(({ findings, onGoTo, onRepair }: FindingsProps) => {
  const { t } = useWords()
  const ranked = findings.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(0, shownMax)
  if (findings.length === 0) return <p className={styles.none}>{t('platform.findings.none')}</p>
  const hidden = findings.length - ranked.length
  return (
    <>
      <ul className={styles.list} aria-label={t('platform.findings.title')}>
        {ranked.map((finding) => (
          <FindingItem
            key={`${finding.code} ${finding.file} ${finding.from} ${finding.message}`}
            finding={finding}
            onGoTo={onGoTo}
            onRepair={onRepair}
          />
        ))}
      </ul>
      {hidden === 0 ? null : (
        <p className={styles.none}>{t('platform.findings.hidden', { count: hidden })}</p>
      )}
    </>
  )
})

const severities = ['error', 'warning', 'info'] as const
const rankOf = ({ severity }: Finding): number => severities.indexOf(severity)

type ItemProps = Omit<FindingsProps, 'findings'> & { readonly finding: Finding }

function FindingItem({ finding, onGoTo, onRepair }: ItemProps) {
  const { t } = useWords()
  const { severity, message, code, file, line, column, why, fix, repairs, from } = finding
  const Icon = icons[severity]
  const place = `${file}:${line}:${column}`
  return (
    <li className={`${styles.item ?? ''} ${styles[severity] ?? ''}`}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.body}>
        <p className={styles.message}>
          <span className="visually-hidden">{t(`platform.findings.severity.${severity}`)}: </span>
          {message}
        </p>
        <div className={styles.facts}>
          <AriaButton className={styles.place ?? ''} onPress={() => onGoTo(file, { offset: from })}>
            <span className="visually-hidden">{t('platform.findings.goTo')}</span>
            {place}
          </AriaButton>
          <code>{code}</code>
        </div>
        {onRepair === undefined || repairs.length === 0 ? null : (
          <div className={styles.repairs}>
            {repairs.map((edit) => (
              <Button key={edit.insert} size="small" look="primary" onPress={() => onRepair(edit)}>
                <Wrench size={14} aria-hidden />
                {t('platform.findings.repair', { text: edit.insert })}
              </Button>
            ))}
          </div>
        )}
        <details className={styles.details}>
          <summary>{t('platform.findings.details')}</summary>
          <dl>
            <dt>{t('platform.findings.why')}</dt>
            <dd>{why}</dd>
            <dt>{t('platform.findings.fix')}</dt>
            <dd>{fix}</dd>
          </dl>
          <FindingAdvice advice={finding.advice} onGoTo={onGoTo} />
        </details>
      </div>
    </li>
  )
}
