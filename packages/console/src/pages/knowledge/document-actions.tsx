// What can be done with one document, and the dialog that asks first.

import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
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
  const { t } = useWords()
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
  const dialogs =
    open === undefined ? null : (
      <ConfirmDialog
        isOpen
        title={t(`knowledge.documents.${open}Title`, { name })}
        text={t(`knowledge.documents.${open}Text`)}
        action={t(open === 'delete' ? 'common.delete' : 'knowledge.documents.reindex')}
        onClose={() => setOpen(undefined)}
        onConfirm={async () => {
          await (open === 'delete' ? deleteDocument(id) : reindex(client, document))
          onChanged(open === 'delete')
        }}
      />
    )
  return { actions, dialogs }
}
