// Goes to a place in a file, whichever file is shown.

import { useCallback, useState } from 'react'
import type { Visit } from './editor.tsx'
import type { OpenWorkspace } from './use-workspace.ts'
import { textOf } from './workspace.ts'

export type GoTo = (file: string, place: Visit['place']) => void

/** Begins at a place that was asked for elsewhere, if any. */
export function useVisit(change: OpenWorkspace['change'], first?: Visit) {
  const [visit, setVisit] = useState(first)
  const goTo: GoTo = useCallback(
    (file, place) => {
      change((before) =>
        textOf(before, file) === undefined ? before : { ...before, active: file },
      )
      setVisit({ file, place })
    },
    [change],
  )
  return { visit, goTo }
}
