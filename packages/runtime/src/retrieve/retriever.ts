// What retrieval answers: passages with where they stand, and how each leg ranked them.

import type { Span } from '../ports/parser.js'
import type { Scope } from '../ports/text-index.js'

export type LegName = 'text' | 'vector' | 'graph'

export type Passage = {
  readonly chunkId: string
  readonly documentId: string
  readonly documentName: string
  readonly datasetId: string
  readonly datasetName: string
  readonly ordinal: number
  readonly titles: readonly string[]
  readonly text: string
  readonly pageFirst?: number
  readonly pageLast?: number
  readonly spans: readonly Span[]
  readonly isRecognized: boolean
  /** From 0 to 1, comparable within one answer. */
  readonly score: number
  /** From 1, in each leg that found it. */
  readonly ranks: { readonly [leg in LegName]?: number }
  readonly rerankScore?: number
}

export type LegReport = {
  readonly leg: LegName
  readonly hits: number
  readonly durationMs: number
  /** Why a leg gave nothing: it is off, it failed, or it was too slow. */
  readonly problem?: 'off' | 'failed' | 'timed-out'
}

export type Retrieved = {
  readonly passages: readonly Passage[]
  readonly legs: readonly LegReport[]
  readonly fusionMs: number
  readonly rerankMs?: number
}

export type RetrieveRequest = {
  readonly query: string
  readonly scope: Scope
  readonly limit: number
  readonly signal: AbortSignal
}

export type Retriever = { retrieve(request: RetrieveRequest): Promise<Retrieved> }
