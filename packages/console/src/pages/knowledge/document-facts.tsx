// What is known of a document, in one line that wraps.

import { useWords } from '../../words/use-words.ts'
import type { Document } from '../../document-view/document-queries.ts'
import { useFormat } from '../../words/format.ts'
import styles from './knowledge.module.css'
import { StageBadge } from './stage-badge.tsx'

export function DocumentFacts({ document }: { readonly document: Document }) {
  const { t } = useWords()
  const format = useFormat()
  const { sizeBytes, pages, chunks, revision, createdAtMs, updatedAtMs } = document
  const facts = [
    { key: 'size', value: format.bytes(sizeBytes) },
    ...(pages > 0 ? [{ key: 'pages', value: format.number(pages) } as const] : []),
    { key: 'chunks', value: format.number(chunks) },
    { key: 'revision', value: format.number(revision) },
    { key: 'created', value: format.dateTime(createdAtMs) },
    { key: 'updated', value: format.dateTime(updatedAtMs) },
  ] as const
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('knowledge.documents.state')}</dt>
        <dd>
          <StageBadge document={document} />
        </dd>
      </div>
      {facts.map(({ key, value }) => (
        <div key={key}>
          <dt>{t(`knowledge.facts.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
