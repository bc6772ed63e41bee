// The end of a form in a dialog: leave it, or send it.

import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { DialogActions } from './dialog.tsx'

type FormActionsProps = {
  readonly onCancel: () => void
  readonly isBusy?: boolean
  /** Why it can't be sent as it stands. */
  readonly reason?: string | undefined
  /** What sending it does, in a word: Save. */
  readonly children: ReactNode
}

export function FormActions({ onCancel, children, ...submit }: FormActionsProps) {
  const { t } = useWords()
  return (
    <DialogActions>
      <Button onPress={onCancel}>{t('common.cancel')}</Button>
      <Button type="submit" look="primary" {...submit}>
        {children}
      </Button>
    </DialogActions>
  )
}
