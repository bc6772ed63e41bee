// Names and values side by side, and the words for what was not recorded.

import type { ReactNode } from 'react'
import { useWords } from '../../../words/use-words.ts'
import styles from '../trace.module.css'

type FactsProps = {
  /** A value that is absent was not recorded. */
  readonly facts: readonly { readonly name: string; readonly value: ReactNode | undefined }[]
}

export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <NotRecorded />}</dd>
        </div>
      ))}
    </dl>
  )
}

export function NotRecorded() {
  const { t } = useWords()
  return <span className={styles.quiet}>{t('traces.path.notRecorded')}</span>
}
