// What a finding adds to its words: other places, lists, the arithmetic behind a claim, commands.

import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import type { Finding, SumUnit } from '../../planning/messages.ts'
import { useFormat } from '../../words/format.ts'
import styles from './findings.module.css'
import type { GoTo } from './use-visit.ts'

type Advice = Finding['advice'][number]

type AdviceProps = {
  readonly advice: readonly Advice[]
  readonly onGoTo: GoTo
}

export function FindingAdvice({ advice, onGoTo }: AdviceProps) {
  return advice.map((one, index) => (
    <OneAdvice key={`${one.kind} ${index}`} advice={one} onGoTo={onGoTo} />
  ))
}

type OneProps = { readonly advice: Advice; readonly onGoTo: GoTo }

function OneAdvice({ advice, onGoTo }: OneProps) {
  const { t } = useWords()
  switch (advice.kind) {
    case 'frame': {
      const label = advice.label === '' ? t('platform.findings.related') : advice.label
      return (
        <p>
          {label}:{' '}
          <AriaButton
            className={styles.place ?? ''}
            onPress={() => onGoTo(advice.file, { line: advice.line })}
          >
            <span className="visually-hidden">{t('platform.findings.goTo')}</span>
            {`${advice.file}:${advice.line}:${advice.column}`}
          </AriaButton>
        </p>
      )
    }
    case 'list':
      return (
        <ul className={styles.bullets}>
          {advice.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'diff':
      return (
        <p className={styles.diff}>
          <del>{advice.remove}</del> <ins>{advice.add}</ins>
        </p>
      )
    case 'command':
      return (
        <p>
          {t('platform.findings.run')}: <code>{advice.command}</code>
        </p>
      )
    case 'sum':
      return <Sum sum={advice} />
  }
}

function Sum({ sum }: { readonly sum: Extract<Advice, { readonly kind: 'sum' }> }) {
  const { t } = useWords()
  const amount = useAmount(sum.unit)
  const missing = sum.total - sum.limit
  return (
    <table className={styles.sum}>
      <tbody>
        {sum.terms.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{amount(value)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('platform.findings.total')}</th>
          <td>{amount(sum.total)}</td>
        </tr>
        <tr>
          <th scope="row">{t('platform.findings.limit')}</th>
          <td>{amount(sum.limit)}</td>
        </tr>
        {missing > 0 ? (
          <tr className={styles.missing}>
            <th scope="row">{t('platform.findings.over')}</th>
            <td>{amount(missing)}</td>
          </tr>
        ) : null}
      </tfoot>
    </table>
  )
}

const milliPerThread = 1000

function useAmount(unit: SumUnit): (value: number) => string {
  const { t } = useWords()
  const format = useFormat()
  return (value) => {
    const shown = {
      bytes: () => format.bytes(value),
      'cpu-millis': () => format.number(value / milliPerThread, 1),
    }
    const text = unit === 'bytes' || unit === 'cpu-millis' ? shown[unit]() : format.number(value)
    return t(`platform.findings.units.${unit}`, { value: text })
  }
}
