// The source that is open beside an answer: the address says which, and closing it leads back to where it was opened.

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { sourceName, sourceOf, type OpenSource } from './source-name.ts'

type SourceActs = {
  readonly source: OpenSource | undefined
  readonly open: (messageId: string, number: number) => void
  readonly close: () => Promise<void>
}

export function useSource(conversationId: string | undefined): SourceActs {
  const { source: name } = useSearch({ from: '/signed-in/chat' })
  const navigate = useNavigate()
  const opener = useRef<Element | null>(null)
  const open = useCallback(
    (messageId: string, number: number) => {
      if (conversationId === undefined) return
      const { activeElement } = document
      if (activeElement?.closest('[role="log"]') !== null) opener.current = activeElement
      const source = sourceName({ messageId, number })
      void navigate({
        to: '/chat/$conversationId',
        params: { conversationId },
        search: { source },
        replace: name !== undefined,
        resetScroll: false,
      })
    },
    [conversationId, name, navigate],
  )
  const close = useCallback(async () => {
    if (conversationId === undefined) return
    await navigate({
      to: '/chat/$conversationId',
      params: { conversationId },
      search: {},
      replace: true,
      resetScroll: false,
    })
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }, [conversationId, navigate])
  return { source: sourceOf(name), open, close }
}
