// What an answer rests on, under it: each source opens beside the answer.

import { useContext } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { Citation } from './message-queries.ts'
import { SourceButton } from './source-button.tsx'
import { SourcesContext } from './sources-context.ts'
import styles from './sources-list.module.css'

export function SourcesList() {
  const { t } = useWords()
  const { citations } = useContext(SourcesContext)
  if (citations.length === 0) return null
  return (
    <section className={styles.sources} aria-label={t('chat.source.list')}>
      <h3 className={styles.title}>{t('chat.source.list')}</h3>
      <ol className={styles.list}>
        {citations.map((citation) => (
          <li key={`${citation.number} ${citation.chunkId}`}>
            <Source citation={citation} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Source({ citation }: { readonly citation: Citation }) {
  const { number, documentName } = citation
  const place = usePlaceOf(citation)
  return (
    <SourceButton number={number} className={styles.source ?? ''}>
      <span className={styles.number}>{number}</span>
      <span className={styles.words}>
        <span className={styles.name}>{documentName}</span>
        {place === '' ? null : <span className={styles.place}>{place}</span>}
      </span>
    </SourceButton>
  )
}

/** Titles above the passage and its page; the title of the whole document says nothing beside its name. */
export function usePlaceOf({ titles, page }: Citation): string {
  const { t } = useWords()
  const sections = titles.length > 1 ? titles.slice(1) : titles
  return [...sections, ...(page === null ? [] : [t('chat.source.page', { page })])].join(' · ')
}
