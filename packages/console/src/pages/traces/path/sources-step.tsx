// The sources of the answer, each a link to its document.

import { useWords } from '../../../words/use-words.ts'
import type { AnswerPath } from '../answer-path.ts'
import styles from '../trace.module.css'
import { DocumentLink } from './document-link.tsx'

export function SourcesStep({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  const cited = path.passages
    .filter(({ citedAs }) => citedAs !== undefined)
    .toSorted((one, other) => (one.citedAs ?? 0) - (other.citedAs ?? 0))
  if (cited.length === 0) return <p>{t('traces.path.citations.none')}</p>
  return (
    <ol className={styles.sources}>
      {cited.map(({ chunkId, documentId, documentName, page, citedAs }) => (
        <li key={chunkId}>
          <span className={styles.sourceNumber}>{citedAs}</span>
          <DocumentLink documentId={documentId} name={documentName} chunkId={chunkId} />
          {page === undefined ? null : (
            <span className={styles.quiet}>{t('traces.path.fusion.page', { page })}</span>
          )}
        </li>
      ))}
    </ol>
  )
}
