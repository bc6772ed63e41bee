// One document of a list; while it is being read it asks how far it is.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { memo } from 'react'
import { useWords } from '../../words/use-words.ts'
import { documentQuery, type Document } from '../../document-view/document-queries.ts'
import { IconButton } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useFormat } from '../../words/format.ts'
import { useDocumentActions } from './document-actions.tsx'
import { FileIcon } from './file-icon.tsx'
import { documentsChanged } from './knowledge-queries.ts'
import styles from './knowledge.module.css'
import { FailureReason, StageBadge } from './stage-badge.tsx'
import { isSettled } from './stages.ts'

type DocumentRowProps = {
  readonly document: Document
  readonly rowIndex: number
  readonly isChosen: boolean
  readonly onChoose: (id: string, isChosen: boolean) => void
  /** The row has gone, and the focus with it. */
  readonly onGone: () => void
}

const pollMs = 1500

/** What the list said, or what is known since. */
function useLive(listed: Document): Document {
  const { data } = useQuery({
    ...documentQuery(listed.id),
    enabled: !isSettled(listed),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isSettled(state.data) ? false : pollMs,
  })
  return data !== undefined && data.updatedAtMs >= listed.updatedAtMs ? data : listed
}

export const DocumentRow = memo(function DocumentRow(props: DocumentRowProps) {
  const { document, rowIndex, isChosen, onChoose, onGone } = props
  const { t } = useWords()
  const format = useFormat()
  const client = useQueryClient()
  const shown = useLive(document)
  const { id, datasetId, name, stage } = shown
  const changed = async (isGone: boolean): Promise<void> => {
    await documentsChanged(client, datasetId)
    if (isGone) onGone()
  }
  const { actions, dialogs } = useDocumentActions(shown, (isGone) => void changed(isGone))
  return (
    <div role="row" className={styles.row} aria-rowindex={rowIndex} data-chosen={isChosen}>
      <span role="cell">
        <Checkbox isSelected={isChosen} onChange={(isNowChosen) => onChoose(id, isNowChosen)}>
          <span className="visually-hidden">{t('knowledge.documents.choose', { name })}</span>
        </Checkbox>
      </span>
      <span role="cell" className={styles.nameCell}>
        <FileIcon name={name} />
        <span className={styles.nameText}>
          <Link
            to="/knowledge/$datasetId/$documentId"
            params={{ datasetId, documentId: id }}
            search={{}}
            className={styles.nameLink}
            title={name}
          >
            {name}
          </Link>
          {stage === 'failed' ? (
            <span className={styles.bad}>
              <FailureReason document={shown} />
            </span>
          ) : (
            <span className={styles.narrowOnly}>{format.bytes(shown.sizeBytes)}</span>
          )}
        </span>
      </span>
      <span role="cell">
        <StageBadge document={shown} />
      </span>
      <span role="cell" className={styles.wideOnly}>
        {format.bytes(shown.sizeBytes)}
      </span>
      <span role="cell" className={styles.wideOnly}>
        {format.number(shown.chunks)}
      </span>
      <span role="cell" className={styles.wideOnly}>
        {format.dateTime(shown.updatedAtMs)}
      </span>
      <span role="cell">
        <Menu label={t('knowledge.documents.actions', { name })} actions={actions}>
          <IconButton
            size="small"
            icon={<Ellipsis size={18} aria-hidden />}
            label={t('knowledge.documents.actions', { name })}
          />
        </Menu>
        {dialogs}
      </span>
    </div>
  )
})
