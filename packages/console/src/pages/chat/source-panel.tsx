// The document behind a citation, opened at its passage.

import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, SquareArrowOutUpRight, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useWords } from '../../words/use-words.ts'
import { buttonClass, IconButton } from '../../ui/button.tsx'
import { Loading } from '../../ui/state.tsx'
import type { Citation } from './message-queries.ts'
import { usePlaceOf } from './sources-list.tsx'
import styles from './source-panel.module.css'

const DocumentView = lazy(async () => {
  const { DocumentView: component } = await import('../../document-view/document-view.tsx')
  return { default: component }
})

type SourcePanelProps = {
  readonly citation: Citation
  readonly citations: readonly Citation[]
  readonly onChoose: (number: number) => void
  readonly onClose: () => void
}

export function SourcePanel({ citation, citations, onChoose, onClose }: SourcePanelProps) {
  const { t } = useWords()
  const place = usePlaceOf(citation)
  const { number, datasetId, documentId, documentName, chunkId, page, boxes, span, quote } =
    citation
  const at = citations.findIndex((one) => one.number === number)
  const [before, after] = [citations[at - 1], citations[at + 1]]
  const none = t('chat.source.noOther')
  const step = (to: Citation | undefined): void => {
    if (to !== undefined) onChoose(to.number)
  }
  return (
    <>
      <header className={styles.head}>
        <span className={styles.number}>{number}</span>
        <h2 className={styles.title} title={place}>
          {place === '' ? documentName : place}
        </h2>
        {citations.length > 1 ? (
          <>
            <IconButton
              size="small"
              icon={<ChevronLeft size={16} aria-hidden />}
              label={t('chat.source.before')}
              reason={before === undefined ? none : undefined}
              onPress={() => step(before)}
            />
            <IconButton
              size="small"
              icon={<ChevronRight size={16} aria-hidden />}
              label={t('chat.source.after')}
              reason={after === undefined ? none : undefined}
              onPress={() => step(after)}
            />
          </>
        ) : null}
        <Link
          to="/knowledge/$datasetId/$documentId"
          params={{ datasetId, documentId }}
          className={`${buttonClass('quiet', 'small')} ${styles.out ?? ''}`}
          aria-label={t('chat.source.inKnowledge')}
          title={t('chat.source.inKnowledge')}
        >
          <SquareArrowOutUpRight size={16} aria-hidden />
        </Link>
        <IconButton
          size="small"
          icon={<X size={18} aria-hidden />}
          label={t('common.close')}
          onPress={onClose}
        />
      </header>
      <div className={styles.document}>
        <Suspense fallback={<Loading lines={8} />}>
          <DocumentView
            documentId={documentId}
            documentName={documentName}
            highlight={{ chunkId, page, boxes, span, quote }}
          />
        </Suspense>
      </div>
    </>
  )
}
