// Stands above the oldest message that is known; when it comes near the window, older ones are fetched.

import { useEffect, useRef } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import styles from './thread.module.css'

type OlderMarkProps = { readonly isBusy: boolean; readonly onSeen: () => void }

/** Far enough that a page is there before its place is seen. */
const aheadOfTime = '1200px 0px 0px'

export function OlderMark({ isBusy, onSeen }: OlderMarkProps) {
  const { t } = useWords()
  const mark = useRef<HTMLDivElement>(null)
  const seen = useRef(onSeen)
  useEffect(() => {
    seen.current = onSeen
  })
  useEffect(() => {
    const element = mark.current
    if (element === null || isBusy) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) seen.current()
      },
      { root: element.closest('[role="log"]'), rootMargin: aheadOfTime },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [isBusy])
  return (
    <div ref={mark} className={styles.older}>
      <Button size="small" look="quiet" isBusy={isBusy} onPress={onSeen}>
        {isBusy ? t('common.loading') : t('chat.older')}
      </Button>
    </div>
  )
}
