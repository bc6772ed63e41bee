// A passage in its document, over the page at its side.

import { X } from 'lucide-react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { DocumentView } from '../../document-view/document-view.tsx'
import { IconButton } from '../../ui/button.tsx'
import dialogStyles from '../../ui/dialog.module.css'
import { highlightOfPassage } from './chunk-highlight.ts'
import styles from './knowledge.module.css'
import type { Passage } from './retrieval-query.ts'

type PassagePanelProps = { readonly passage: Passage; readonly onClose: () => void }

export function PassagePanel({ passage, onClose }: PassagePanelProps) {
  const { t } = useWords()
  const { documentId, documentName } = passage
  return (
    <ModalOverlay
      className={dialogStyles.overlay ?? ''}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className={styles.panel ?? ''}>
        <Dialog className={styles.panelInside ?? ''} aria-label={documentName}>
          <div className={styles.panelHead}>
            <strong>{passage.datasetName}</strong>
            <IconButton
              icon={<X size={18} aria-hidden />}
              label={t('common.close')}
              onPress={onClose}
            />
          </div>
          <DocumentView
            documentId={documentId}
            documentName={documentName}
            highlight={highlightOfPassage(passage)}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
