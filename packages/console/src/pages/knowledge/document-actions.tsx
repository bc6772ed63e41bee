// What can be done with one document, and the dialog that asks first.

import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fileUrl, type Document } from '../../document-view/document-queries.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import type { MenuAction } from '../../ui/menu.tsx'
import { deleteDocument, reindex } from './knowledge-queries.ts'
import { useWriteReason } from './rights.ts'
import { isSettled } from './stages.ts'

type Actions = { readonly actions: readonly MenuAction[]; readonly dialogs: ReactNode }

type Open = 'reindex' | 'delete' | undefined

/** `onChanged` follows what changed, and is told whether the document is gone. */
export function useDocumentActions(
  document: Document,
  onChanged: (isGone: boolean) => void,
): Actions {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [open, setOpen] = useState<Open>(undefined)
  const reason = useWriteReason()
  const { id, name } = document
  const actions: readonly MenuAction[] = [
    {
      key: 'download',
      label: t('knowledge.view.download'),
      run: () => location.assign(fileUrl(id)),
    },
    {
      key: 'reindex',
      label: t('knowledge.documents.reindex'),
      reason: reason ?? (isSettled(document) ? undefined : t('knowledge.documents.isBeingRead')),
      run: () => setOpen('reindex'),
    },
    {
      key: 'delete',
      label: t('knowledge.documents.delete'),
      isDangerous: true,
      reason,
      run: () => setOpen('delete'),
    },
  ]
  const close = (): void => setOpen(undefined)
  const dialogs = (
    <>
      <ConfirmDialog
        isOpen={open === 'delete'}
        title={t('knowledge.documents.deleteTitle', { name })}
        text={t('knowledge.documents.deleteText')}
        action={t('common.delete')}
        onClose={close}
        onConfirm={async () => {
          await deleteDocument(id)
          onChanged(true)
        }}
      />
      <ConfirmDialog
        isOpen={open === 'reindex'}
        title={t('knowledge.documents.reindexTitle', { name })}
        text={t('knowledge.documents.reindexText')}
        action={t('knowledge.documents.reindex')}
        onClose={close}
        onConfirm={async () => {
          await reindex(client, document)
          onChanged(false)
        }}
      />
    </>
  )
  return { actions, dialogs }
}
