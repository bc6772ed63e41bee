// The pages of a PDF or a TIFF below each other: only those that are seen are drawn, and the passage is marked on them.

import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { FileLock2 } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import { Empty, Failed, Loading } from '../ui/state.tsx'
import { useViewport } from '../ui/use-viewport.ts'
import { loadFile, type Document } from './document-queries.ts'
import styles from './document-view.module.css'
import { boxesOn, isSamePassage, pageOf, type Highlight, type Size } from './highlight.ts'
import {
  fitScale,
  gapPixels,
  pageAt,
  pagesWithin,
  passageTop,
  rescaledTop,
  topOf,
  widestOf,
} from './pages.ts'
import { PageBar } from './page-bar.tsx'
import { PdfPage } from './pdf-page.tsx'
import { PagesUnreadable, type PageReader } from './page-reader.ts'
import { openPdf } from './pdf-reader.ts'
import { openScan } from './scan-reader.ts'

type PdfViewProps = {
  readonly document: Document
  readonly kind: 'pages' | 'scan'
  readonly highlight: Highlight | undefined
}

export function PdfView({ document, kind, highlight }: PdfViewProps) {
  const { t } = useWords()
  const { data: reader, error, refetch } = useReader(document, kind)
  if (error instanceof PagesUnreadable) {
    return (
      <Empty
        icon={<FileLock2 />}
        title={t(`knowledge.view.unreadable.${error.problem}`)}
        text={t('knowledge.view.unreadable.text')}
      />
    )
  }
  if (error !== null) return <Failed failure={error} onRetry={() => void refetch()} />
  if (reader === undefined) return <Loading lines={8} />
  return <Pages reader={reader} highlight={highlight} />
}

/** The reader lives as long as it is shown: its worker holds the whole file. */
function useReader(
  { id, revision }: Document,
  kind: PdfViewProps['kind'],
): UseQueryResult<PageReader> {
  const [opening] = useState(() => crypto.randomUUID())
  const result = useQuery({
    queryKey: [kind, id, revision, opening],
    queryFn: async ({ signal }) =>
      kind === 'scan' ? openScan(id) : openPdf(await loadFile(id, signal)),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    structuralSharing: false,
    retry: false,
  })
  const reader = result.data
  useEffect(() => () => reader?.close(), [reader])
  return result
}

const zoomMin = 0.5
const zoomMax = 5

type PagesProps = { readonly reader: PageReader; readonly highlight: Highlight | undefined }

function Pages({ reader, highlight }: PagesProps) {
  const { t } = useWords()
  const { pages } = reader
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const viewport = useViewport(scroller)
  const [zoom, setZoom] = useState(1)
  const scale = fitScale(pages, viewport.widthPixels) * zoom
  const page = pageAt(pages, viewport.topPixels + viewport.heightPixels / 2, scale)
  const isReady = viewport.widthPixels > 0
  usePlace(isReady ? scroller : null, pages, scale, highlight)
  const changeZoom = (wanted: number): void => {
    setZoom(Math.min(zoomMax, Math.max(zoomMin, wanted)))
  }
  return (
    <>
      <PageBar
        page={page}
        pageCount={pages.length}
        zoom={zoom}
        canZoomIn={zoom < zoomMax}
        canZoomOut={zoom > zoomMin}
        onPage={(wanted) => scroller?.scrollTo({ top: topOf(pages, wanted, scale) - gapPixels })}
        onZoom={changeZoom}
      />
      {highlight === undefined ? null : (
        <p className="visually-hidden">
          {t('knowledge.view.passage', { quote: highlight.quote, page: pageOf(highlight) ?? page })}
        </p>
      )}
      <div
        ref={setScroller}
        className={styles.scroller}
        role="region"
        aria-label={t('knowledge.view.pages')}
        tabIndex={0}
      >
        <div className={styles.pages} style={sizeOf(pages, scale)}>
          {isReady
            ? pagesWithin(pages, viewport.topPixels, viewport.heightPixels, scale).map((placed) => (
                <PdfPage
                  key={placed.page}
                  reader={reader}
                  scale={scale}
                  boxes={boxesOn(placed.page, highlight?.boxes ?? [])}
                  {...placed}
                />
              ))
            : null}
        </div>
      </div>
    </>
  )
}

const sizeOf = (pages: readonly Size[], scale: number) => ({
  height: topOf(pages, pages.length + 1, scale),
  minWidth: widestOf(pages) * scale + 2 * gapPixels,
})

type Shown = {
  readonly highlight: Highlight | undefined
  readonly scale: number
  /** Where it was scrolled to for the passage. */
  readonly topPixels: number | undefined
}

/**
 * Scrolls to each passage once; from then on the reader scrolls. When pages change their size, what was at the top stays
 * there, and a passage that nobody scrolled away from is shown anew.
 */
function usePlace(
  scroller: HTMLElement | null,
  pages: readonly Size[],
  scale: number,
  highlight: Highlight | undefined,
): void {
  const shown = useRef<Shown | undefined>(undefined)
  useLayoutEffect(() => {
    if (scroller === null) return
    const before = shown.current
    const now = scroller.scrollTop
    const target = highlight === undefined ? undefined : passageTop(pages, highlight, scale)
    const isNew = !isSamePassage(highlight, before?.highlight)
    const isAtPassage = before?.topPixels !== undefined && Math.abs(now - before.topPixels) < 2
    if (target !== undefined && (isNew || isAtPassage)) {
      scroller.scrollTo({ top: target })
      const end = Math.min(target, scroller.scrollHeight - scroller.clientHeight)
      shown.current = { highlight, scale, topPixels: end }
      return
    }
    if (before !== undefined && before.scale !== scale) {
      scroller.scrollTo({ top: rescaledTop(pages, now, before.scale, scale) })
    }
    shown.current = { highlight, scale, topPixels: isNew ? undefined : before?.topPixels }
  }, [scroller, pages, scale, highlight])
}
