// Goes to a place in a file, whichever file is shown.

import { useCallback, useState } from 'react'
import type { Visit } from './editor.tsx'
import type { OpenWorkspace } from './use-workspace.ts'
import { textOf } from './workspace.ts'

export function useVisit(change: OpenWorkspace['change']) {
  const [visit, setVisit] = useState<Visit>()
  const go = useCallback(
    (file: string, place: Visit['place']): void => {
      change((before) =>
        textOf(before, file) === undefined ? before : { ...before, active: file },
      )
      setVisit({ file, place })
    },
    [change],
  )
  const goTo = useCallback((file: string, offset: number) => go(file, { offset }), [go])
  const goToLine = useCallback((file: string, line: number) => go(file, { line }), [go])
  return { visit, goTo, goToLine }
}
