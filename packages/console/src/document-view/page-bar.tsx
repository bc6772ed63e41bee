// Which page is seen, the way to another one, and how large they are.

import { ChevronDown, ChevronUp, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import { Input, TextField } from 'react-aria-components'
import { useWords } from '../words/use-words.ts'
import { IconButton } from '../ui/button.tsx'
import { useFormat } from '../words/format.ts'
import styles from './document-view.module.css'

type PageBarProps = {
  readonly page: number
  readonly pageCount: number
  readonly zoom: number
  readonly canZoomIn: boolean
  readonly canZoomOut: boolean
  readonly onPage: (page: number) => void
  readonly onZoom: (zoom: number) => void
}

const zoomStep = 1.25

export function PageBar(props: PageBarProps) {
  const { page, pageCount, zoom, canZoomIn, canZoomOut, onPage, onZoom } = props
  const { t } = useWords()
  const format = useFormat()
  return (
    <div className={styles.pageBar} role="group" aria-label={t('knowledge.view.controls')}>
      <IconButton
        size="small"
        icon={<ChevronUp size={16} aria-hidden />}
        label={t('knowledge.view.previousPage')}
        reason={page > 1 ? undefined : t('knowledge.view.isFirst')}
        onPress={() => onPage(page - 1)}
      />
      <IconButton
        size="small"
        icon={<ChevronDown size={16} aria-hidden />}
        label={t('knowledge.view.nextPage')}
        reason={page < pageCount ? undefined : t('knowledge.view.isLast')}
        onPress={() => onPage(page + 1)}
      />
      <PageNumber key={page} page={page} pageCount={pageCount} onPage={onPage} />
      <span className={styles.count}>
        {t('knowledge.view.ofPages', { total: format.number(pageCount) })}
      </span>
      <span className={styles.space} />
      <IconButton
        size="small"
        icon={<ZoomOut size={16} aria-hidden />}
        label={t('knowledge.view.zoomOut')}
        reason={canZoomOut ? undefined : t('knowledge.view.isSmallest')}
        onPress={() => onZoom(zoom / zoomStep)}
      />
      <span className={styles.count}>{format.percent(zoom)}</span>
      <IconButton
        size="small"
        icon={<ZoomIn size={16} aria-hidden />}
        label={t('knowledge.view.zoomIn')}
        reason={canZoomIn ? undefined : t('knowledge.view.isLargest')}
        onPress={() => onZoom(zoom * zoomStep)}
      />
      <IconButton
        size="small"
        icon={<Maximize size={16} aria-hidden />}
        label={t('knowledge.view.fit')}
        onPress={() => onZoom(1)}
      />
    </div>
  )
}

type PageNumberProps = Pick<PageBarProps, 'page' | 'pageCount' | 'onPage'>

function PageNumber({ page, pageCount, onPage }: PageNumberProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState(String(page))
  const go = (): void => {
    const wanted = Number(typed)
    if (!Number.isInteger(wanted) || typed.trim() === '') setTyped(String(page))
    else onPage(Math.min(pageCount, Math.max(1, wanted)))
  }
  return (
    <TextField
      aria-label={t('knowledge.view.page')}
      value={typed}
      onChange={setTyped}
      inputMode="numeric"
    >
      <Input
        className={styles.pageNumber ?? ''}
        onKeyDown={({ key }) => {
          if (key === 'Enter') go()
        }}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </TextField>
  )
}
