// Asks the planning worker as the rest of the console asks the runtime: what is shown stays until the next is there.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { startTransition, useEffect, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import {
  auditOf,
  jsonSchemaOf,
  judge,
  pressureOf,
  renderedFor,
  whyOf,
} from '../../planning/client.ts'
import type { Folder, Pointer, Target, TextFile } from '../../planning/messages.ts'

/** A pause in typing: then it is judged. */
const judgeAfterMs = 200
/** A longer pause: then it is pressed until it breaks. */
const pressAfterMs = 900

/** Nothing outside changes these answers, and none is worth asking twice. */
const certain = {
  retry: false,
  staleTime: Infinity,
  gcTime: 30_000,
  refetchOnWindowFocus: false,
  structuralSharing: false,
  networkMode: 'always',
} as const

/** What was answered last is shown until the next answer is there. */
const steady = { ...certain, placeholderData: keepPreviousData } as const

/** The value as it was when it last stood still. */
export function useSettled<Value>(value: Value, afterMs = judgeAfterMs): Value {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => settle(value)), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}

export function useJudgement(folder: Folder) {
  const { language } = useWords()
  return useQuery({
    queryKey: ['platform', 'judge', folder, language],
    queryFn: async ({ signal }) => ({ folder, ...(await judge(folder, language, signal)) }),
    enabled: folder.files.length > 0,
    ...steady,
    // What did not change is the same value, and is not drawn again.
    structuralSharing: true,
  })
}

export function usePressure(folder: Folder) {
  const { language } = useWords()
  const settled = useSettled(folder, pressAfterMs)
  return useQuery({
    queryKey: ['platform', 'pressure', settled, language],
    queryFn: ({ signal }) => pressureOf(settled, language, signal),
    enabled: settled.files.length > 0,
    ...steady,
  })
}

export function useWhy(folder: Folder, paths: readonly Pointer[]) {
  const { language } = useWords()
  return useQuery({
    queryKey: ['platform', 'why', folder, paths, language],
    queryFn: ({ signal }) => whyOf(folder, paths, language, signal),
    enabled: paths.length > 0,
    ...certain,
  })
}

export function useRendered(folder: Folder, target: Target) {
  const { language } = useWords()
  return useQuery({
    queryKey: ['platform', 'render', folder, target, language],
    queryFn: ({ signal }) => renderedFor(folder, target, language, signal),
    enabled: folder.files.length > 0,
    ...certain,
  })
}

export function useAudit(files: readonly TextFile[]) {
  const { language } = useWords()
  return useQuery({
    queryKey: ['platform', 'audit', files, language],
    queryFn: async ({ signal }) => ({ asked: files, ...(await auditOf(files, language, signal)) }),
    enabled: files.length > 0,
    ...steady,
  })
}

/** The schema of what a file holds; none for files that follow no schema of ours. */
export function useSchema(kind: 'platform' | 'inventory' | undefined) {
  const { language } = useWords()
  return useQuery({
    queryKey: ['platform', 'schema', kind, language],
    queryFn: () => (kind === undefined ? null : jsonSchemaOf(kind, language)),
    ...certain,
  })
}
