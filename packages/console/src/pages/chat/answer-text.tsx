// The text of an answer, block by block; only a block that has changed is parsed anew.

import { lazy, memo, Suspense } from 'react'
import { blocksOf } from './blocks.ts'
import styles from './answer-text.module.css'

/** The reader of Markdown is fetched with the first answer that needs it. */
const MarkdownBlock = memo(
  lazy(async () => {
    const { MarkdownBlock: component } = await import('./markdown.tsx')
    return { default: component }
  }),
)

export function AnswerText({ text }: { readonly text: string }) {
  return (
    <div className={styles.text}>
      {blocksOf(text).map((block, at) => (
        <Suspense key={at} fallback={<p className={styles.plain}>{block}</p>}>
          <MarkdownBlock text={block} />
        </Suspense>
      ))}
    </div>
  )
}
