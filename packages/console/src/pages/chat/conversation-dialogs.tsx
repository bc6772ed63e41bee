// Dialogs that give a conversation another name, and delete it.

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { TextField } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import {
  conversationsKey,
  deleteConversation,
  renameConversation,
  type Conversation,
} from './conversation-queries.ts'

const nameCharactersMax = 200

type DialogProps = { readonly conversation: Conversation; readonly onClose: () => void }

export function RenameConversation({ conversation, onClose }: DialogProps) {
  const { t } = useWords()
  const client = useQueryClient()
  const [name, setName] = useState(conversation.name)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const rename = async (): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      await renameConversation(conversation.id, name.trim())
      await client.invalidateQueries({ queryKey: conversationsKey })
      onClose()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Dialog title={t('chat.conversations.rename')} isOpen onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          void rename()
        }}
      >
        <TextField
          label={t('common.name')}
          value={name}
          onChange={setName}
          maxLength={nameCharactersMax}
          isRequired
          autoFocus
        />
        <FailureNote failure={failure} />
        <FormActions onCancel={onClose} isBusy={isBusy}>
          {t('common.save')}
        </FormActions>
      </Form>
    </Dialog>
  )
}

export function DeleteConversation({
  conversation: { id, name },
  openId,
  onClose,
}: DialogProps & { readonly openId: string | undefined }) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = async (): Promise<void> => {
    await deleteConversation(id)
    if (id === openId) await navigate({ to: '/chat', replace: true })
    await client.invalidateQueries({ queryKey: conversationsKey })
    // What had the focus is gone.
    document.querySelector<HTMLElement>('#new-chat')?.focus()
  }
  return (
    <ConfirmDialog
      title={t('chat.conversations.deleteTitle')}
      text={t('chat.conversations.deleteText', { name })}
      action={t('common.delete')}
      isOpen
      onClose={onClose}
      onConfirm={remove}
    />
  )
}
