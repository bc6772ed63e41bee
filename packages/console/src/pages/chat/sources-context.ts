// What the marks in an answer's text lead to, and which source is open.

import { createContext } from 'react'
import type { Citation } from './message-queries.ts'

type Sources = {
  readonly citations: readonly Citation[]
  /** While the answer comes, its sources are not known yet. */
  readonly isComing: boolean
  readonly openNumber: number | undefined
  readonly open: (number: number) => void
  readonly tableLabel: string
}

export const SourcesContext = createContext<Sources>({
  citations: [],
  isComing: false,
  openNumber: undefined,
  open: () => undefined,
  tableLabel: '',
})
