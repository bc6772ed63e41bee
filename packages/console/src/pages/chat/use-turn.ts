// The answer on its way in a thread, what is typed there, and the time where a countdown runs.

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useSession } from '../../api/session.ts'
import { answers } from './answer-store.ts'
import type { Turn } from './answers.ts'
import { draftOf, keepDraft, subscribeDrafts } from './drafts.ts'

/** Names threads: of another person or tenant in the same browser they are others. */
export function useThreadName(): (conversationId: string | undefined) => string {
  const { user, tenant } = useSession()
  const whose = `${tenant?.id ?? ''}/${user?.id ?? ''}`
  return useCallback((conversationId) => `${whose}/${conversationId ?? 'new'}`, [whose])
}

export const useTurn = (thread: string): Turn | undefined =>
  useSyncExternalStore(answers.subscribe, () => answers.turnOf(thread))

export function useDraft(thread: string): readonly [string, (text: string) => void] {
  const text = useSyncExternalStore(subscribeDrafts, () => draftOf(thread))
  return [text, (next) => keepDraft(thread, next)]
}

const tickMs = 500

/** Whole seconds until a time; 0 when it has passed. */
export function useSecondsUntil(untilMs: number | undefined): number {
  const [nowMs, setNowMs] = useState(Date.now)
  const secondsLeft = untilMs === undefined ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
  const isOver = secondsLeft === 0
  useEffect(() => {
    if (isOver) return undefined
    const timer = setInterval(() => setNowMs(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [isOver])
  return secondsLeft
}
