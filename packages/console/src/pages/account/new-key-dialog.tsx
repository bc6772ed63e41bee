// Makes a key, then shows its secret once.

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import styles from './account.module.css'
import { keysKey } from './key-queries.ts'
import { NewKeyForm } from './new-key-form.tsx'

export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [secret, setSecret] = useState<string | undefined>(undefined)
  return (
    <Dialog
      title={t(secret === undefined ? 'account.keys.make' : 'account.keys.secretTitle')}
      isOpen
      mustBeAnswered={secret !== undefined}
      onClose={onClose}
    >
      {secret === undefined ? (
        <NewKeyForm
          onClose={onClose}
          onMade={(made) => {
            setSecret(made)
            void client.invalidateQueries({ queryKey: keysKey })
          }}
        />
      ) : (
        <>
          <p role="status">{t('account.keys.secretText')}</p>
          <div className={styles.secret}>
            <code>{secret}</code>
            <CopyButton text={secret} />
          </div>
          <DialogActions>
            <Button look="primary" onPress={onClose}>
              {t('account.keys.secretDone')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}
