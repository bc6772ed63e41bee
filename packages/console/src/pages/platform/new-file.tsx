// Asks for the name of a new file.

import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { TextField } from '../../ui/field.tsx'

type NewFileProps = {
  readonly isOpen: boolean
  readonly taken: readonly string[]
  readonly onClose: () => void
  readonly onMake: (name: string) => void
}

export function NewFile({ isOpen, taken, onClose, onMake }: NewFileProps) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const isTaken = taken.includes(name)
  const make = (): void => {
    onMake(name)
    setName('')
    onClose()
  }
  return (
    <Dialog title={t('platform.files.newTitle')} isOpen={isOpen} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name !== '' && !isTaken) make()
        }}
      >
        <TextField
          label={t('platform.files.newName')}
          hint={isTaken ? t('platform.files.nameTaken') : t('platform.files.newHint')}
          value={name}
          onChange={setName}
          autoFocus
        />
        <FormActions
          onCancel={onClose}
          reason={
            name === ''
              ? t('platform.files.newHint')
              : isTaken
                ? t('platform.files.nameTaken')
                : undefined
          }
        >
          {t('common.add')}
        </FormActions>
      </form>
    </Dialog>
  )
}
