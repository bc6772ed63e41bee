// Makes a dataset, or changes what it is called and what it says of itself.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf } from '../../api/client.ts'
import { Failure } from '../../api/failure.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import type { Dataset } from './knowledge-queries.ts'

type DatasetFormProps = {
  /** Absent for a new one. */
  readonly dataset?: Dataset
  readonly onClose: () => void
  readonly onSaved: (dataset: Dataset) => void
}

type Body = { readonly name: string; readonly description: string; readonly isRestricted: boolean }

function save(dataset: Dataset | undefined, body: Body): Promise<Dataset> {
  if (dataset === undefined) return dataOf(api.POST('/api/v1/datasets', { body }))
  const { name, description } = body
  const path = { id: dataset.id }
  return dataOf(
    api.PATCH('/api/v1/datasets/{id}', { params: { path }, body: { name, description } }),
  )
}

export function DatasetForm({ dataset, onClose, onSaved }: DatasetFormProps) {
  const { t } = useWords()
  const client = useQueryClient()
  const [name, setName] = useState(dataset?.name ?? '')
  const [description, setDescription] = useState(dataset?.description ?? '')
  const [isRestricted, setRestricted] = useState(false)
  const saving = useMutation({
    mutationFn: () => save(dataset, { name: name.trim(), description, isRestricted }),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['datasets'] })
      onSaved(saved)
    },
  })
  const isTaken = saving.error instanceof Failure && saving.error.status === 409
  return (
    <Dialog
      isOpen
      title={t(dataset === undefined ? 'knowledge.datasets.make' : 'knowledge.datasets.edit')}
      onClose={onClose}
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate()
        }}
        style={{ display: 'contents' }}
      >
        <TextField
          label={t('common.name')}
          value={name}
          onChange={setName}
          isRequired
          maxLength={200}
          autoFocus
        />
        <TextField
          label={t('knowledge.datasets.description')}
          hint={t('knowledge.datasets.descriptionHint')}
          value={description}
          onChange={setDescription}
          rows={3}
          maxLength={2000}
        />
        {dataset === undefined ? (
          <Checkbox isSelected={isRestricted} onChange={setRestricted}>
            {t('knowledge.datasets.restrict')}
          </Checkbox>
        ) : null}
        <FailureNote
          failure={saving.error}
          text={isTaken ? t('knowledge.datasets.taken', { name }) : undefined}
        />
        <FormActions onCancel={onClose} isBusy={saving.isPending}>
          {t(dataset === undefined ? 'knowledge.datasets.makeAction' : 'common.save')}
        </FormActions>
      </Form>
    </Dialog>
  )
}
