// What is to be said about files that were opened, and the question before open files are lost.

import { useWords } from '../../words/use-words.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { fileBytesMax } from './disk.ts'
import type { FileActs } from './use-files.ts'

export function FileNotes({ acts }: { readonly acts: FileActs }) {
  const { t } = useWords()
  const format = useFormat()
  const { failure, leftOut, pending, replace, keep } = acts
  const asked = pending ?? 'replace'
  return (
    <>
      <FailureNote failure={failure} text={t('platform.open.failed')} />
      {leftOut.length === 0 ? null : (
        <p role="status">
          {t('platform.open.tooLarge', {
            size: format.bytes(fileBytesMax),
            names: leftOut.join(', '),
          })}
        </p>
      )}
      <ConfirmDialog
        title={t(`platform.open.${asked}Title`)}
        text={t('platform.open.lossText')}
        action={t(`platform.open.${asked}`)}
        isOpen={pending !== undefined}
        onClose={keep}
        onConfirm={() => {
          replace()
          return Promise.resolve()
        }}
      />
    </>
  )
}
