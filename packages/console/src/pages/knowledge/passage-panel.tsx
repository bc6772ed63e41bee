// A passage in its document, over the page at its side.

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { placedChunkQuery } from '../../document-view/document-queries.ts'
import { DocumentView } from '../../document-view/document-view.tsx'
import { IconButton } from '../../ui/button.tsx'
import dialogStyles from '../../ui/dialog.module.css'
import { Failed, Loading } from '../../ui/state.tsx'
import { highlightOf } from './chunk-highlight.ts'
import styles from './knowledge.module.css'
import type { Passage } from './retrieval-query.ts'

type PassagePanelProps = { readonly passage: Passage; readonly onClose: () => void }

export function PassagePanel({ passage, onClose }: PassagePanelProps) {
  const { t } = useTranslation()
  const { documentId, documentName, ordinal } = passage
  const { data, error, refetch } = useQuery(placedChunkQuery(documentId, ordinal))
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
          {data !== undefined ? (
            <DocumentView
              documentId={documentId}
              documentName={documentName}
              highlight={data === null ? undefined : highlightOf(data)}
            />
          ) : error === null ? (
            <Loading lines={8} />
          ) : (
            <Failed failure={error} onRetry={() => void refetch()} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
