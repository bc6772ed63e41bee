// A list of any length that draws only the rows that are seen, and asks for more before its end is.

import { useCallback, useEffect, useState, type Dispatch, type SetStateAction } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { Document } from '../../document-view/document-queries.ts'
import { Checkbox } from '../../ui/field.tsx'
import { useViewport } from '../../ui/use-viewport.ts'
import { DocumentRow } from './document-row.tsx'
import styles from './knowledge.module.css'
import { rowsWithin } from './rows.ts'

type DocumentListProps = {
  readonly documents: readonly Document[]
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly onMore: () => void
  readonly chosen: ReadonlySet<string>
  readonly onChoose: Dispatch<SetStateAction<ReadonlySet<string>>>
}

const rowPixels = 60
/** Rows before the end at which the next page is asked for. */
const aheadRows = 40

export function DocumentList(props: DocumentListProps) {
  const { documents, hasMore, isLoadingMore, onMore, chosen, onChoose } = props
  const { t } = useWords()
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const { topPixels, heightPixels } = useViewport(scroller)
  const { from, to } = rowsWithin(documents.length, topPixels, heightPixels, rowPixels)
  const wantsMore = hasMore && !isLoadingMore && to > documents.length - aheadRows
  useEffect(() => {
    if (wantsMore) onMore()
  }, [wantsMore, onMore])
  const choose = useCallback(
    (id: string, isChosen: boolean) => onChoose((before) => withOne(before, id, isChosen)),
    [onChoose],
  )
  const gone = useCallback(() => scroller?.focus(), [scroller])
  const areAll = documents.every(({ id }) => chosen.has(id))
  return (
    <div className={styles.listFrame}>
      <div
        ref={setScroller}
        className={styles.list}
        role="table"
        aria-label={t('knowledge.documents.title')}
        aria-rowcount={hasMore ? -1 : documents.length + 1}
        tabIndex={0}
      >
        <div role="rowgroup" className={styles.listHead}>
          <div role="row" className={styles.row} aria-rowindex={1}>
            <span role="columnheader" aria-label={t('knowledge.documents.chooseAll')}>
              <Checkbox
                isSelected={areAll}
                onChange={() =>
                  onChoose(areAll ? new Set() : new Set(documents.map(({ id }) => id)))
                }
              >
                <span className="visually-hidden">{t('knowledge.documents.chooseAll')}</span>
              </Checkbox>
            </span>
            <span role="columnheader">{t('common.name')}</span>
            <span role="columnheader">{t('knowledge.documents.state')}</span>
            <span role="columnheader" className={styles.wideOnly}>
              {t('knowledge.facts.size')}
            </span>
            <span role="columnheader" className={styles.wideOnly}>
              {t('knowledge.facts.chunks')}
            </span>
            <span role="columnheader" className={styles.wideOnly}>
              {t('knowledge.facts.updated')}
            </span>
            <span role="columnheader">
              <span className="visually-hidden">{t('common.actions')}</span>
            </span>
          </div>
        </div>
        <div
          role="rowgroup"
          className={styles.rows}
          style={{ height: documents.length * rowPixels, paddingTop: from * rowPixels }}
        >
          {documents.slice(from, to).map((document, index) => (
            <DocumentRow
              key={document.id}
              document={document}
              rowIndex={from + index + 2}
              isChosen={chosen.has(document.id)}
              onChoose={choose}
              onGone={gone}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

function withOne(chosen: ReadonlySet<string>, id: string, isChosen: boolean): ReadonlySet<string> {
  const next = new Set(chosen)
  if (isChosen) next.add(id)
  else next.delete(id)
  return next
}
