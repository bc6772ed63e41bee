// What can be done with several documents at once.

import { useQueryClient } from '@tanstack/react-query'
import { RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { Document } from '../../document-view/document-queries.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { useFormat } from '../../words/format.ts'
import { deleteDocument, documentsChanged, reindex } from './knowledge-queries.ts'
import styles from './knowledge.module.css'
import { useWriteReason } from './rights.ts'

type SelectionBarProps = {
  readonly datasetId: string
  readonly documents: readonly Document[]
  readonly onDone: () => void
}

export function SelectionBar({ datasetId, documents, onDone }: SelectionBarProps) {
  const { t } = useWords()
  const format = useFormat()
  const client = useQueryClient()
  const reason = useWriteReason()
  const [open, setOpen] = useState<'delete' | 'reindex' | undefined>(undefined)
  if (documents.length === 0) return null
  const shown = format.number(documents.length)
  const forAll = async (act: (document: Document) => Promise<void>): Promise<void> => {
    try {
      // One after the other: whoever fails stops, and what is left stays chosen.
      for (const document of documents) await act(document)
      onDone()
    } finally {
      await documentsChanged(client, datasetId)
    }
  }
  return (
    <div
      className={styles.selection}
      role="group"
      aria-label={t('knowledge.documents.chosen', { shown })}
    >
      <strong>{t('knowledge.documents.chosen', { shown })}</strong>
      <Button size="small" reason={reason} onPress={() => setOpen('reindex')}>
        <RotateCcw size={14} aria-hidden />
        {t('knowledge.documents.reindex')}
      </Button>
      <Button size="small" look="danger" reason={reason} onPress={() => setOpen('delete')}>
        <Trash2 size={14} aria-hidden />
        {t('common.delete')}
      </Button>
      <Button size="small" look="quiet" onPress={onDone}>
        {t('knowledge.documents.chooseNone')}
      </Button>
      <ConfirmDialog
        isOpen={open === 'delete'}
        title={t('knowledge.documents.deleteManyTitle', { shown })}
        text={t('knowledge.documents.deleteText')}
        action={t('common.delete')}
        onClose={() => setOpen(undefined)}
        onConfirm={() => forAll(({ id }) => deleteDocument(id))}
      />
      <ConfirmDialog
        isOpen={open === 'reindex'}
        title={t('knowledge.documents.reindexManyTitle', { shown })}
        text={t('knowledge.documents.reindexText')}
        action={t('knowledge.documents.reindex')}
        onClose={() => setOpen(undefined)}
        onConfirm={() => forAll((document) => reindex(client, document))}
      />
    </div>
  )
}
