// A picture as it was uploaded, with the passage that was recognised in it marked.

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useWords } from '../words/use-words.ts'
import { Failed, Loading } from '../ui/state.tsx'
import { loadFile, type Document } from './document-queries.ts'
import styles from './document-view.module.css'
import type { Highlight } from './highlight.ts'
import { Marks } from './marks.tsx'

type PictureViewProps = {
  readonly document: Document
  readonly highlight: Highlight | undefined
}

export function PictureView({ document, highlight }: PictureViewProps) {
  const { t } = useWords()
  const {
    data: picture,
    error,
    refetch,
  } = useQuery({
    queryKey: ['picture', document.id, document.revision],
    queryFn: async ({ signal }) =>
      createImageBitmap(new Blob([await loadFile(document.id, signal)])),
    staleTime: Infinity,
    gcTime: 60_000,
    structuralSharing: false,
    retry: false,
  })
  if (error !== null) return <Failed failure={error} onRetry={() => void refetch()} />
  if (picture === undefined) return <Loading lines={8} />
  return (
    <div
      className={styles.scroller}
      role="region"
      aria-label={t('knowledge.view.picture')}
      tabIndex={0}
    >
      {highlight === undefined ? null : (
        <p className="visually-hidden">
          {t('knowledge.view.passage', { quote: highlight.quote, page: 1 })}
        </p>
      )}
      <div className={styles.picture} style={{ aspectRatio: picture.width / picture.height }}>
        <Drawing picture={picture} name={document.name} />
        <Marks boxes={highlight?.boxes.map(({ box }) => box) ?? []} size={picture} />
      </div>
    </div>
  )
}

function Drawing({ picture, name }: { readonly picture: ImageBitmap; readonly name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const { current } = canvas
    if (current === null) return
    current.width = picture.width
    current.height = picture.height
    current.getContext('2d')?.drawImage(picture, 0, 0)
  }, [picture])
  return <canvas ref={canvas} className={styles.drawing} data-drawn role="img" aria-label={name} />
}
