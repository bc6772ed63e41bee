// How far a document is: a word for what is settled, a bar of its stages for what is on its way.

import { CircleAlert, CircleCheck, Clock, LoaderCircle } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import type { Document } from '../../document-view/document-queries.ts'
import { Badge } from '../../ui/layout.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './knowledge.module.css'
import { isSettled, knownFailure, sharesOf } from './stages.ts'

type Progressing = Pick<Document, 'stage' | 'done' | 'total'>

export function StageBadge({ document }: { readonly document: Document }) {
  const { t } = useWords()
  const { stage } = document
  if (!isSettled(document)) return <StageTrack document={document} />
  return (
    <Badge tone={stage === 'ready' ? 'good' : stage === 'failed' ? 'bad' : 'plain'}>
      {stage === 'ready' ? <CircleCheck size={13} aria-hidden /> : null}
      {stage === 'failed' ? <CircleAlert size={13} aria-hidden /> : null}
      {t(`knowledge.stages.${stage}`)}
    </Badge>
  )
}

/** One piece of the bar for each stage. */
function StageTrack({ document }: { readonly document: Progressing }) {
  const { t } = useWords()
  const format = useFormat()
  const { stage, done, total } = document
  const name = t(`knowledge.stages.${stage}`)
  const text =
    total > 0 ? `${name} ${format.number(Math.min(done, total))}/${format.number(total)}` : name
  return (
    <span className={styles.track} role="img" aria-label={text}>
      <span className={styles.trackText} aria-hidden>
        {stage === 'queued' ? (
          <Clock size={13} />
        ) : (
          <LoaderCircle size={13} className={styles.turning} />
        )}
        {text}
      </span>
      <span className={styles.segments} aria-hidden>
        {sharesOf(document).map((share, index) => (
          <span key={index} className={styles.segment}>
            <span style={{ width: `${share * 100}%` }} />
          </span>
        ))}
      </span>
    </span>
  )
}

/** Why a document can't be read, in the reader's language where there are words for it. */
export function FailureReason({
  document: { failure, failureDetail },
}: {
  readonly document: Pick<Document, 'failure' | 'failureDetail'>
}) {
  const { t } = useWords()
  const known = knownFailure(failure)
  return known === undefined
    ? (failureDetail ?? failure ?? t('knowledge.failures.unknown'))
    : t(`knowledge.failures.${known}`)
}
