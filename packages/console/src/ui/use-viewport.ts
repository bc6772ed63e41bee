// What of a scrolling element is seen: for long lists that draw no more than that.

import { useEffect, useState } from 'react'

type Viewport = {
  readonly topPixels: number
  readonly widthPixels: number
  readonly heightPixels: number
}

const unseen: Viewport = { topPixels: 0, widthPixels: 0, heightPixels: 0 }

/** Follows scrolling and resizing, once per frame; all zero until the element is there. */
export function useViewport(element: HTMLElement | null): Viewport {
  const [viewport, setViewport] = useState(unseen)
  useEffect(() => {
    if (element === null) return undefined
    let frame = 0
    const follow = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() =>
        setViewport({
          topPixels: element.scrollTop,
          widthPixels: element.clientWidth,
          heightPixels: element.clientHeight,
        }),
      )
    }
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    element.addEventListener('scroll', follow, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      element.removeEventListener('scroll', follow)
    }
  }, [element])
  return viewport
}
