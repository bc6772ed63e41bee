// Scrolling of a thread: at its end unless somebody has scrolled away, and unmoved when older messages come above.

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

type StickyEnd = {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  readonly isAtEnd: boolean
  readonly toEnd: () => void
}

/** So near the end counts as at the end. */
const nearPixels = 64

const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight < nearPixels

/** `firstId` changes when older messages come; a new `phase` running means that something was asked. */
export function useStickyEnd(firstId: string | undefined, phase: string | undefined): StickyEnd {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const sticks = useRef(true)
  const before = useRef({ firstId, height: 0 })
  const [isAtEnd, setAtEnd] = useState(true)
  const toEnd = useCallback(() => {
    sticks.current = true
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [])
  useEffect(() => {
    const box = scroller.current
    const inside = content.current
    if (box === null || inside === null) return undefined
    const follow = (): void => {
      if (sticks.current) box.scrollTop = box.scrollHeight
      // Messages that come into sight for the first time have their own height from then on.
      before.current.height = box.scrollHeight
    }
    const scrolled = (): void => {
      sticks.current = isNearEnd(box)
      setAtEnd(sticks.current)
    }
    const observer = new ResizeObserver(follow)
    observer.observe(inside)
    observer.observe(box)
    box.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', scrolled)
    }
  }, [])
  useLayoutEffect(() => {
    if (phase === 'running') toEnd()
  }, [phase, toEnd])
  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null) return
    const { firstId: oldId, height } = before.current
    if (oldId !== undefined && firstId !== oldId) keepPlace(box, height)
    before.current = { firstId, height: box.scrollHeight }
  })
  return { scroller, content, isAtEnd, toEnd }
}

/** When something has come above: browsers keep the place themselves, but not at the very top. */
function keepPlace(box: HTMLElement, heightBefore: number): void {
  if (box.scrollTop === 0) box.scrollTo({ top: box.scrollHeight - heightBefore })
}
