import { describe, expect, it } from 'vitest'
import { columnsOf, threadsOf } from '../src/pages/knowledge/ranking.ts'
import { rowsWithin } from '../src/pages/knowledge/rows.ts'
import { readDatasetSearch, readRetrievalSearch } from '../src/pages/knowledge/search.ts'
import { isSettled, sharesOf } from '../src/pages/knowledge/stages.ts'

const passage = (chunkId: string, score: number, ranks: object, rerankScore?: number) => ({
  chunkId,
  documentId: 'd',
  documentName: 'd.md',
  datasetId: 's',
  datasetName: 's',
  ordinal: 0,
  titles: [],
  text: chunkId,
  boxes: [],
  score,
  ranks,
  ...(rerankScore === undefined ? {} : { rerankScore }),
})

const legs = [
  { leg: 'text', hits: 2, durationMs: 3 },
  { leg: 'vector', hits: 0, durationMs: 0, problem: 'off' },
] as const

const retrieved = (isReranked: boolean) => ({
  passages: [
    passage('b', 0.4, { text: 2 }, isReranked ? 0.9 : undefined),
    passage('a', 0.8, { text: 1 }, isReranked ? 0.1 : undefined),
  ],
  legs: [...legs],
  fusionMs: 1,
  ...(isReranked ? { rerankMs: 9 } : {}),
})

const ids = (columns: ReturnType<typeof columnsOf>) =>
  Object.fromEntries(
    columns.map(({ key, ranked }) => [key, ranked.map((one) => one.passage.chunkId)]),
  )

describe('rankings', () => {
  it('are those of each leg, of fusion by score and of reranking by its own', () => {
    expect(ids(columnsOf(retrieved(true)))).toEqual({
      text: ['a', 'b'],
      vector: [],
      fused: ['a', 'b'],
      reranked: ['b', 'a'],
    })
  })

  it('say what is off', () => {
    const problems = columnsOf(retrieved(false)).map(({ key, problem }) => [key, problem])
    expect(problems).toEqual([
      ['text', undefined],
      ['vector', 'off'],
      ['fused', undefined],
      ['reranked', 'off'],
    ])
  })

  it('are joined from each place of a chunk to its next', () => {
    const threads = threadsOf(columnsOf(retrieved(true)))
    expect(threads.filter(({ chunkId }) => chunkId === 'b')).toEqual([
      { chunkId: 'b', from: { column: 0, row: 1 }, to: { column: 2, row: 1 } },
      { chunkId: 'b', from: { column: 2, row: 1 }, to: { column: 3, row: 0 } },
    ])
  })
})

describe('rows of a long list', () => {
  it('are drawn where they are seen and a few around', () => {
    expect(rowsWithin(10_000, 60_000, 600, 60)).toEqual({ from: 992, to: 1018 })
  })

  it('never leave the list', () => {
    expect(rowsWithin(3, 0, 0, 60)).toEqual({ from: 0, to: 3 })
    expect(rowsWithin(0, 500, 600, 60)).toEqual({ from: 0, to: 0 })
    expect(rowsWithin(5, 99_999, 600, 60)).toEqual({ from: 4, to: 5 })
  })
})

describe('stages', () => {
  it('fill one after the other', () => {
    expect(sharesOf({ stage: 'chunking', done: 1, total: 4 })).toEqual([1, 1, 0.25, 0, 0])
    expect(sharesOf({ stage: 'ready', done: 0, total: 0 })).toEqual([1, 1, 1, 1, 1])
    expect(sharesOf({ stage: 'failed', done: 0, total: 0 })).toEqual([0, 0, 0, 0, 0])
  })

  it('end at ready, failed and deleting', () => {
    expect(isSettled({ stage: 'indexing' })).toBe(false)
    expect(isSettled({ stage: 'failed' })).toBe(true)
  })
})

describe('addresses', () => {
  it('keep what they know and drop the rest', () => {
    expect(readDatasetSearch({ containing: 2026, stage: 'failed', other: 1 })).toEqual({
      containing: '2026',
      stage: 'failed',
    })
    expect(readDatasetSearch({ stage: 'all' })).toEqual({})
    expect(readRetrievalSearch({ query: '', datasets: 'a,b' })).toEqual({ datasets: 'a,b' })
  })
})
