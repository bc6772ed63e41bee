// A document to look at, opened at a passage: its pages with the passage marked, a picture, or its text.

import { useQuery } from '@tanstack/react-query'
import { Download, FileX2, ScanText } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useWords } from '../words/use-words.ts'
import { Failure } from '../api/failure.ts'
import { buttonClass } from '../ui/button.tsx'
import { Empty, Failed, Loading } from '../ui/state.tsx'
import { ChunkText } from './chunk-text.tsx'
import { documentQuery, fileUrl, type Document } from './document-queries.ts'
import styles from './document-view.module.css'
import type { Highlight } from './highlight.ts'
import { kindOf } from './kind.ts'
import { PictureView } from './picture-view.tsx'

const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }))

type DocumentViewProps = {
  readonly documentId: string
  readonly documentName: string
  readonly highlight?: Highlight | undefined
}

/** Fills the height that it is given, and scrolls inside itself. */
export function DocumentView({ documentId, documentName, highlight }: DocumentViewProps) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(documentQuery(documentId))
  const isGone = error instanceof Failure && error.status === 404
  return (
    <section className={styles.view} aria-label={documentName}>
      {isGone ? (
        <Empty
          icon={<FileX2 />}
          title={t('knowledge.view.gone')}
          text={t('knowledge.view.goneText', { name: documentName })}
        />
      ) : data !== undefined ? (
        <Shown key={documentId} document={data} highlight={highlight} />
      ) : error === null ? (
        <Loading lines={8} />
      ) : (
        <Failed failure={error} onRetry={() => void refetch()} />
      )}
    </section>
  )
}

type ShownProps = {
  readonly document: Document
  readonly highlight: Highlight | undefined
}

function Shown({ document, highlight }: ShownProps) {
  const { t } = useWords()
  const kind = kindOf(document.name, document.mediaType)
  const [isText, setText] = useState(false)
  const hasText = document.readyRevision !== null
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.name} title={document.name}>
          {document.name}
        </span>
        {kind === 'text' || !hasText ? null : (
          <ToggleButton
            className={`${buttonClass('quiet', 'small')} ${styles.toggle ?? ''}`}
            isSelected={isText}
            onChange={setText}
          >
            <ScanText size={16} aria-hidden />
            {t('knowledge.view.asText')}
          </ToggleButton>
        )}
        <a
          className={buttonClass('quiet', 'small')}
          href={fileUrl(document.id)}
          download={document.name}
        >
          <Download size={16} aria-hidden />
          {t('knowledge.view.download')}
        </a>
      </div>
      <Suspense fallback={<Loading lines={8} />}>
        <Inside kind={isText ? 'text' : kind} document={document} highlight={highlight} />
      </Suspense>
    </>
  )
}

function Inside({
  kind,
  document,
  highlight,
}: ShownProps & { readonly kind: ReturnType<typeof kindOf> }) {
  if (kind === 'pages' || kind === 'scan')
    return <PdfView document={document} kind={kind} highlight={highlight} />
  if (kind === 'picture') return <PictureView document={document} highlight={highlight} />
  return <ChunkText document={document} highlight={highlight} />
}
