// A sheet over the page: the whole window, or a drawer at its start.

import type { ReactNode } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import styles from './sheet.module.css'

type SheetProps = {
  readonly label: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly place: 'start' | 'whole'
  readonly children: ReactNode
}

export function Sheet({ label, isOpen, onClose, place, children }: SheetProps) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose()
      }}
    >
      <Modal className={`${styles.sheet ?? ''} ${styles[place] ?? ''}`}>
        <Dialog className={styles.inside ?? ''} aria-label={label}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
