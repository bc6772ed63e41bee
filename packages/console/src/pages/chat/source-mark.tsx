// The number of a source in an answer's text: a button that opens it.

import { useContext } from 'react'
import { useWords } from '../../words/use-words.ts'
import { SourceButton } from './source-button.tsx'
import { SourcesContext } from './sources-context.ts'
import styles from './source-mark.module.css'

export function SourceMark({ number }: { readonly number: number }) {
  const { t } = useWords()
  const { citations, isComing } = useContext(SourcesContext)
  const citation = citations.find((one) => one.number === number)
  if (isComing) return <span className={styles.mark}>{number}</span>
  if (citation === undefined) return <span>{`[${number}]`}</span>
  return (
    <SourceButton
      number={number}
      className={`${styles.mark ?? ''} ${styles.button ?? ''}`}
      label={t('chat.source.open', { number, name: citation.documentName })}
    >
      {number}
    </SourceButton>
  )
}
