// Files on their way into a dataset: first their bytes, then the stages of reading them.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCcw, X } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Failure } from '../../api/failure.ts'
import { documentQuery } from '../../document-view/document-queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Badge } from '../../ui/layout.tsx'
import { useFailureText } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { consoleUploads } from './console-uploads.ts'
import { documentsChanged, reindex } from './knowledge-queries.ts'
import styles from './knowledge.module.css'
import { FailureReason, StageBadge } from './stage-badge.tsx'
import { isSettled } from './stages.ts'
import { isWorthRetrying, useUploads, type Upload } from './uploads.ts'

/** More rows than this say nothing more. */
const shownMax = 30

export function UploadList({ datasetId }: { readonly datasetId: string }) {
  const { t } = useWords()
  const format = useFormat()
  const uploads = useUploads(consoleUploads).filter((upload) => upload.datasetId === datasetId)
  if (uploads.length === 0) return null
  const sent = uploads.filter(({ state }) => state === 'sent')
  const shown = uploads.toSorted((left, right) => order(left) - order(right)).slice(0, shownMax)
  return (
    <div className={styles.uploadList}>
      <div className={styles.uploadHead}>
        <span role="status">
          {t('knowledge.upload.summary', {
            sent: format.number(sent.length),
            total: format.number(uploads.length),
          })}
        </span>
        <Button
          size="small"
          look="quiet"
          onPress={() => consoleUploads.remove(sent.map(({ id }) => id))}
          reason={sent.length === 0 ? t('knowledge.upload.nothingSent') : undefined}
        >
          {t('knowledge.upload.clear')}
        </Button>
      </div>
      <ul>
        {shown.map((upload) => (
          <li key={upload.id} className={styles.upload}>
            <UploadRow upload={upload} />
          </li>
        ))}
      </ul>
      {uploads.length > shown.length ? (
        <p className={styles.quiet}>
          {t('knowledge.upload.more', { shown: format.number(uploads.length - shown.length) })}
        </p>
      ) : null}
    </div>
  )
}

const states: readonly Upload['state'][] = ['failed', 'sending', 'waiting', 'sent']

const order = ({ state }: Upload): number => states.indexOf(state)

function UploadRow({ upload }: { readonly upload: Upload }) {
  const { t } = useWords()
  const format = useFormat()
  const { id, file, state, documentId } = upload
  return (
    <>
      <span className={styles.uploadName} title={file.name}>
        {file.name}
      </span>
      <span className={styles.quiet}>{format.bytes(file.size)}</span>
      <span className={styles.uploadState}>
        {state === 'failed' ? (
          <SendFailure upload={upload} />
        ) : documentId === undefined ? (
          <Sending upload={upload} />
        ) : (
          <Reading documentId={documentId} />
        )}
      </span>
      <IconButton
        size="small"
        icon={<X size={16} aria-hidden />}
        label={t(
          state === 'sent' || state === 'failed'
            ? 'knowledge.upload.dismiss'
            : 'knowledge.upload.stop',
          {
            name: file.name,
          },
        )}
        onPress={() => consoleUploads.remove([id])}
      />
    </>
  )
}

function Sending({ upload: { file, sentBytes, state } }: { readonly upload: Upload }) {
  const { t } = useWords()
  const format = useFormat()
  if (state === 'waiting') return <Badge>{t('knowledge.upload.waiting')}</Badge>
  const share = file.size === 0 ? 1 : sentBytes / file.size
  return (
    <span
      className={styles.track}
      role="progressbar"
      aria-label={t('knowledge.upload.sending')}
      aria-valuenow={Math.round(share * 100)}
    >
      <span className={styles.trackText}>
        {t('knowledge.upload.sending')} {format.percent(share)}
      </span>
      <span className={styles.segments}>
        <span className={styles.segment}>
          <span style={{ width: `${share * 100}%` }} />
        </span>
      </span>
    </span>
  )
}

function SendFailure({ upload }: { readonly upload: Upload }) {
  const { t } = useWords()
  const textOf = useFailureText()
  const { failure, id } = upload
  const text =
    failure instanceof Failure && failure.status === 413
      ? t('knowledge.failures.too-large')
      : textOf(failure)
  return (
    <>
      <span className={styles.bad}>{text}</span>
      {isWorthRetrying(upload) ? (
        <Button size="small" onPress={() => consoleUploads.retry(id)}>
          <RotateCcw size={14} aria-hidden />
          {t('common.retry')}
        </Button>
      ) : null}
    </>
  )
}

/** Often enough to see the stages pass. */
const pollMs = 700

function Reading({ documentId }: { readonly documentId: string }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { data } = useQuery({
    ...documentQuery(documentId),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isSettled(state.data) ? false : pollMs,
  })
  if (data === undefined) return <Badge>{t('knowledge.stages.queued')}</Badge>
  return (
    <>
      {data.stage === 'failed' ? (
        <span className={styles.bad}>
          <FailureReason document={data} />
        </span>
      ) : null}
      <StageBadge document={data} />
      {data.stage === 'failed' ? (
        <Button
          size="small"
          onPress={() =>
            void reindex(client, data).then(() => documentsChanged(client, data.datasetId))
          }
        >
          <RotateCcw size={14} aria-hidden />
          {t('common.retry')}
        </Button>
      ) : null}
    </>
  )
}
