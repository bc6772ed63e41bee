// What each step of retrieval ranked, side by side: a column for each leg, for their fusion and for reranking.

import type { Passage, Retrieved } from './retrieval-query.ts'

type ColumnKey = 'text' | 'vector' | 'graph' | 'fused' | 'reranked'

export type Ranked = {
  readonly passage: Passage
  /** From 1, as the step ranked it. */
  readonly rank: number
  readonly score?: number
}

export type RankColumn = {
  readonly key: ColumnKey
  readonly ranked: readonly Ranked[]
  readonly durationMs?: number
  readonly hits?: number
  readonly problem?: 'off' | 'failed' | 'timed-out'
}

export function columnsOf({
  passages,
  legs,
  fusionMs,
  rerankMs,
}: Retrieved): readonly RankColumn[] {
  const ofLegs = legs.map(({ leg, hits, durationMs, problem }): RankColumn => ({
    key: leg,
    ranked: byLeg(passages, leg),
    hits,
    durationMs,
    ...(problem === undefined ? {} : { problem }),
  }))
  return [
    ...ofLegs,
    { key: 'fused', ranked: byScore(passages), durationMs: fusionMs },
    rerankMs === undefined
      ? { key: 'reranked', ranked: [], problem: 'off' }
      : { key: 'reranked', ranked: byRerank(passages), durationMs: rerankMs },
  ]
}

const byLeg = (passages: readonly Passage[], leg: 'text' | 'vector' | 'graph'): readonly Ranked[] =>
  passages
    .flatMap((passage) => {
      const rank = passage.ranks[leg]
      return rank === undefined ? [] : [{ passage, rank }]
    })
    .toSorted((left, right) => left.rank - right.rank)

const byScore = (passages: readonly Passage[]): readonly Ranked[] =>
  passages
    .toSorted((left, right) => right.score - left.score)
    .map((passage, index) => ({ passage, rank: index + 1, score: passage.score }))

const byRerank = (passages: readonly Passage[]): readonly Ranked[] =>
  passages
    .filter(({ rerankScore }) => rerankScore !== undefined)
    .toSorted((left, right) => (right.rerankScore ?? 0) - (left.rerankScore ?? 0))
    .map((passage, index) => ({
      passage,
      rank: index + 1,
      ...(passage.rerankScore === undefined ? {} : { score: passage.rerankScore }),
    }))

type Thread = {
  readonly chunkId: string
  readonly from: { readonly column: number; readonly row: number }
  readonly to: { readonly column: number; readonly row: number }
}

/** From each place of a chunk to its next one on the right. */
export function threadsOf(columns: readonly RankColumn[]): readonly Thread[] {
  const last = new Map<string, Thread['from']>()
  const threads: Thread[] = []
  for (const [column, { ranked }] of columns.entries()) {
    for (const [row, { passage }] of ranked.entries()) {
      const from = last.get(passage.chunkId)
      const to = { column, row }
      if (from !== undefined) threads.push({ chunkId: passage.chunkId, from, to })
      last.set(passage.chunkId, to)
    }
  }
  return threads
}
