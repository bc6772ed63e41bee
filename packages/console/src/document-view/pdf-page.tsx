// One page: drawn when it comes into view, with its text to select, search and hear, and the passage marked.

import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import styles from './document-view.module.css'
import type { Box, Size } from './highlight.ts'
import { Marks } from './marks.tsx'
import { drawnSize } from './pages.ts'
import type { PdfLine } from './pdf-messages.ts'
import type { PageReader } from './page-reader.ts'

type PdfPageProps = {
  readonly reader: PageReader
  readonly page: number
  readonly size: Size
  /** CSS pixels of a point. */
  readonly scale: number
  readonly topPixels: number
  readonly boxes: readonly Box[]
}

export function PdfPage({ reader, page, size, scale, topPixels, boxes }: PdfPageProps) {
  const { t } = useWords()
  const style = {
    width: size.width * scale,
    height: size.height * scale,
    transform: `translate(-50%, ${topPixels}px)`,
  }
  return (
    <article
      className={styles.page}
      style={style}
      data-page={page}
      aria-label={t('knowledge.view.pageNumber', { page })}
    >
      <Drawing reader={reader} page={page} size={size} scale={scale} />
      <Marks boxes={boxes} size={size} />
      <TextLayer reader={reader} page={page} size={size} />
    </article>
  )
}

/** After the last change of the size, so that zooming draws once. */
const settleMs = 80

function Drawing({ reader, page, size, scale }: Omit<PdfPageProps, 'topPixels' | 'boxes'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isDrawn, setDrawn] = useState(false)
  const { width, height } = drawnSize(size, scale, devicePixelRatio)
  useEffect(() => {
    const control = new AbortController()
    const draw = async (): Promise<void> => {
      const picture = await reader.draw(page, { width, height }, control.signal)
      if (picture === undefined) return
      const { current } = canvas
      if (control.signal.aborted || current === null) {
        picture.close()
        return
      }
      current.width = width
      current.height = height
      current.getContext('bitmaprenderer')?.transferFromImageBitmap(picture)
      setDrawn(true)
    }
    const timer = setTimeout(() => void draw(), settleMs)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [reader, page, width, height])
  return <canvas ref={canvas} className={styles.drawing} data-drawn={isDrawn} aria-hidden />
}

/** Lines stand where they are drawn, stretched to the width that they have there. */
function TextLayer({ reader, page, size }: Pick<PdfPageProps, 'reader' | 'page' | 'size'>) {
  const [lines, setLines] = useState<readonly PdfLine[]>([])
  useEffect(() => {
    const control = new AbortController()
    const read = async (): Promise<void> => {
      const found = await reader.read(page, control.signal)
      if (found !== undefined && !control.signal.aborted) setLines(found)
    }
    void read()
    return () => control.abort()
  }, [reader, page])
  return (
    <svg className={styles.text} viewBox={`0 0 ${size.width} ${size.height}`}>
      {lines.map(({ text, box }, index) => (
        <text
          key={index}
          x={box.left}
          y={box.bottom - (box.bottom - box.top) * descent}
          fontSize={Math.max(1, box.bottom - box.top)}
          textLength={Math.max(1, box.right - box.left)}
          lengthAdjust="spacingAndGlyphs"
        >
          {text}
        </text>
      ))}
    </svg>
  )
}

/** How much of a line's height usually lies below what letters stand on. */
const descent = 0.2
