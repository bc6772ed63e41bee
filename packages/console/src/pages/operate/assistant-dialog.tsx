// Makes an assistant, or changes one.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { Failure } from '../../api/failure.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { TextField } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import type { Assistant } from '../chat/conversation-queries.ts'
import { datasetsQuery } from '../knowledge/knowledge-queries.ts'
import { AssistantDatasets } from './assistant-datasets.tsx'
import { draftOf, type AssistantDraft } from './assistant-draft.ts'
import { AssistantModel } from './assistant-model.tsx'
import { AssistantName } from './assistant-name.tsx'
import { assistantsChanged, saveAssistant } from './assistant-queries.ts'
import styles from './operate.module.css'

const wordsCharactersMax = 2000
const promptCharactersMax = 20_000

type AssistantDialogProps = {
  /** Absent makes a new one. */
  readonly assistant: Assistant | undefined
  readonly onClose: () => void
}

/** What was written into it is not lost by a press beside it. */
export function AssistantDialog({ assistant, onClose }: AssistantDialogProps) {
  const { t } = useWords()
  const [changes, setChanges] = useState<Partial<AssistantDraft>>({})
  const draft: AssistantDraft = { ...draftOf(assistant), ...changes }
  const change = (changed: Partial<AssistantDraft>): void =>
    setChanges((before) => ({ ...before, ...changed }))
  const isChanged = Object.keys(changes).length > 0
  const { mutate, isPending, error } = useSave(assistant, onClose)
  const isTaken = error instanceof Failure && error.code === 'conflict'
  return (
    <Dialog
      title={
        assistant === undefined
          ? t('operate.assistants.add')
          : t('operate.assistants.edit', { name: assistant.name })
      }
      isOpen
      mustBeAnswered={isChanged}
      onClose={onClose}
    >
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault()
          if (assistant === undefined || isChanged) mutate(changes)
          else onClose()
        }}
      >
        <AssistantName assistant={assistant} name={draft.name} onChange={change} />
        <AssistantWords draft={draft} onChange={change} />
        <AssistantModel model={draft.model} onChange={change} />
        <AssistantDatasets draft={draft} onChange={change} />
        <FailureNote
          failure={error}
          text={isTaken ? t('operate.assistants.taken', { name: draft.name.trim() }) : undefined}
        />
        <FormActions onCancel={onClose} isBusy={isPending}>
          {t('common.save')}
        </FormActions>
      </Form>
    </Dialog>
  )
}

function useSave(assistant: Assistant | undefined, onClose: () => void) {
  const client = useQueryClient()
  const { data: datasets } = useQuery(datasetsQuery)
  return useMutation({
    mutationFn: (changes: Partial<AssistantDraft>) => saveAssistant(assistant, changes, datasets),
    onSuccess: async () => {
      await assistantsChanged(client)
      onClose()
    },
  })
}

type AssistantWordsProps = {
  readonly draft: AssistantDraft
  readonly onChange: (changed: Partial<AssistantDraft>) => void
}

/** What it says of itself, what it says first, and what its model is told. */
function AssistantWords({ draft, onChange }: AssistantWordsProps) {
  const { t } = useWords()
  return (
    <>
      <TextField
        label={t('operate.assistants.description')}
        hint={t('operate.assistants.descriptionHint')}
        value={draft.description}
        onChange={(description) => onChange({ description })}
        rows={2}
        maxLength={wordsCharactersMax}
      />
      <TextField
        label={t('operate.assistants.opening')}
        hint={t('operate.assistants.openingHint')}
        value={draft.opening}
        onChange={(opening) => onChange({ opening })}
        rows={2}
        maxLength={wordsCharactersMax}
      />
      <TextField
        label={t('operate.assistants.prompt')}
        hint={t('operate.assistants.promptHint')}
        value={draft.prompt}
        onChange={(prompt) => onChange({ prompt })}
        rows={5}
        maxLength={promptCharactersMax}
      />
    </>
  )
}
