// Turns a dial into a change of the text: the last turn wins, and a text that was changed meanwhile is asked for again.

import { useCallback, useEffect, useRef } from 'react'
import { editFor } from '../../planning/client.ts'
import type { Folder } from '../../planning/messages.ts'
import type { OpenWorkspace } from './use-workspace.ts'
import { withEdit } from './workspace.ts'

export function useSetting(folder: Folder, change: OpenWorkspace['change']) {
  const latest = useRef(folder)
  const running = useRef<AbortController>(undefined)
  useEffect(() => {
    latest.current = folder
  }, [folder])
  return useCallback(
    (path: string, value: string): void => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const asked = latest.current
      const set = async (): Promise<void> => {
        const edit = await editFor(asked, path, value, controller.signal)
        if (edit !== undefined) change((before) => withEdit(before, asked, edit) ?? before)
      }
      // A turn that another one has overtaken is no failure.
      set().catch(() => undefined)
    },
    [change],
  )
}
