// What can be done with a dataset, and the dialogs that do it.

import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import { api, done } from '../../api/client.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import type { MenuAction } from '../../ui/menu.tsx'
import { useFormat } from '../../words/format.ts'
import { DatasetForm } from './dataset-form.tsx'
import type { Dataset } from './knowledge-queries.ts'
import { ReadersDialog } from './readers-dialog.tsx'
import { useReadersReason, useWriteReason } from './rights.ts'

type Actions = { readonly actions: readonly MenuAction[]; readonly dialogs: ReactNode }

type Open = 'edit' | 'readers' | 'delete' | undefined

export function useDatasetActions(dataset: Dataset, onDeleted?: () => void): Actions {
  const { t } = useWords()
  const [open, setOpen] = useState<Open>(undefined)
  const close = (): void => setOpen(undefined)
  const writeReason = useWriteReason()
  const readersReason = useReadersReason()
  const actions: readonly MenuAction[] = [
    {
      key: 'edit',
      label: t('knowledge.datasets.edit'),
      reason: writeReason,
      run: () => setOpen('edit'),
    },
    {
      key: 'readers',
      label: t('knowledge.readers.title'),
      reason: readersReason,
      run: () => setOpen('readers'),
    },
    {
      key: 'delete',
      label: t('knowledge.datasets.delete'),
      isDangerous: true,
      reason: writeReason,
      run: () => setOpen('delete'),
    },
  ]
  const dialogs = (
    <>
      {open === 'edit' ? <DatasetForm dataset={dataset} onClose={close} onSaved={close} /> : null}
      {open === 'readers' ? <ReadersDialog dataset={dataset} onClose={close} /> : null}
      {open === 'delete' ? (
        <DeleteDataset dataset={dataset} onClose={close} onDeleted={onDeleted} />
      ) : null}
    </>
  )
  return { actions, dialogs }
}

type DeleteProps = {
  readonly dataset: Dataset
  readonly onClose: () => void
  readonly onDeleted: (() => void) | undefined
}

function DeleteDataset({ dataset, onClose, onDeleted }: DeleteProps) {
  const { t } = useWords()
  const format = useFormat()
  const client = useQueryClient()
  const { id, name, documents } = dataset
  return (
    <ConfirmDialog
      isOpen
      title={t('knowledge.datasets.deleteTitle', { name })}
      text={t('knowledge.datasets.deleteText', {
        count: documents,
        shown: format.number(documents),
      })}
      action={t('common.delete')}
      onClose={onClose}
      onConfirm={async () => {
        await done(api.DELETE('/api/v1/datasets/{id}', { params: { path: { id } } }))
        onDeleted?.()
        await client.invalidateQueries({ queryKey: ['datasets'], exact: true })
      }}
    />
  )
}
