// Tells progress no more often than somebody reads it, and never keeps the last number back.

import type { Progress } from './download.js'

type SpacedProgress = {
  readonly progress: Progress
  /** Tells what is still to be told. */
  readonly end: () => void
}

/** A source that stops sending makes no call: a timer tells what came just before. */
export function spacedProgress(tell: Progress, everyMs: number): SpacedProgress {
  let waiting: NodeJS.Timeout | undefined
  let toldMs = 0
  let latest: Parameters<Progress> | undefined
  const end = (): void => {
    clearTimeout(waiting)
    waiting = undefined
    if (latest === undefined) return
    toldMs = Date.now()
    tell(...latest)
    latest = undefined
  }
  return {
    progress: (...now) => {
      latest = now
      waiting ??= setTimeout(end, toldMs + everyMs - Date.now())
    },
    end,
  }
}
