// The number of a source in an answer's text: a button that opens it.

import { useContext } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { SourcesContext } from './sources-context.ts'
import styles from './source-mark.module.css'

export function SourceMark({ number }: { readonly number: number }) {
  const { t } = useTranslation()
  const { citations, isComing, openNumber, open } = useContext(SourcesContext)
  const citation = citations.find((one) => one.number === number)
  if (isComing) return <span className={styles.mark}>{number}</span>
  if (citation === undefined) return <span>{`[${number}]`}</span>
  return (
    <Button
      className={`${styles.mark ?? ''} ${styles.button ?? ''}`}
      aria-label={t('chat.source.open', { number, name: citation.documentName })}
      aria-pressed={openNumber === number}
      onPress={() => open(number)}
    >
      {number}
    </Button>
  )
}
