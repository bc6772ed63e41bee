// Retrieval over legs that answer, fail or sleep.

import { describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import type { StoredChunk } from '../../src/knowledge/chunks.js'
import type { Hit } from '../../src/ports/text-index.js'
import { makeRetriever, type RetrieverMeans } from '../../src/retrieve/make-retriever.js'

const scope = { tenantId: 'tenant', datasetIds: ['dataset'] }

const makeHits = (...ids: readonly string[]): readonly Hit[] =>
  ids.map((chunkId, index) => ({ chunkId, score: 10 - index }))

const makeChunk = (id: string): StoredChunk => ({
  id,
  documentId: 'document',
  documentName: 'Handbook.md',
  datasetId: 'dataset',
  datasetName: 'Handbooks',
  ordinal: 0,
  titles: ['Title'],
  text: `text of ${id}`,
  pageFirst: 2,
  pageLast: null,
  spans: [],
  isRecognized: false,
})

const unused = (): never => expect.unreachable()

function makeMeans(changes: Partial<RetrieverMeans> = {}): RetrieverMeans {
  return {
    textIndex: textIndexOf(finding('one', 'two', 'three')),
    graph: graphOf(finding('two', 'one')),
    mentionsOf: (texts) => Promise.resolve(texts.map((term) => [{ term, count: 1 }])),
    chunksOf: (ids) => Promise.resolve(ids.map(makeChunk)),
    legTimeoutMs: 50,
    ...changes,
  }
}

const textIndexOf = (search: () => Promise<readonly Hit[]>): RetrieverMeans['textIndex'] => ({
  search,
  replace: unused,
  remove: unused,
  count: unused,
})

const graphOf = (search: () => Promise<readonly Hit[]>): RetrieverMeans['graph'] => ({
  search,
  replace: unused,
  remove: unused,
  count: unused,
})

const finding =
  (...ids: readonly string[]): (() => Promise<readonly Hit[]>) =>
  () =>
    Promise.resolve(makeHits(...ids))

const never = (): Promise<readonly Hit[]> => new Promise(() => undefined)
const failing = (): Promise<readonly Hit[]> =>
  Promise.reject(new RuntimeError('unavailable', 'no such table'))

const retrieve = (means: RetrieverMeans, signal = new AbortController().signal, limit = 3) =>
  makeRetriever(means).retrieve({ query: 'question', scope, limit, signal })

const idsOf = (passages: readonly { readonly chunkId: string }[]): readonly string[] =>
  passages.map(({ chunkId }) => chunkId)

describe('retrieval', () => {
  it('gives passages with their place, score and rank in each leg', async () => {
    const { passages, legs } = await retrieve(makeMeans())
    expect(idsOf(passages)).toEqual(['one', 'two', 'three'])
    expect(passages[1]).toMatchObject({
      documentName: 'Handbook.md',
      text: 'text of two',
      pageFirst: 2,
      ranks: { text: 2, graph: 1 },
    })
    expect(passages[0]).not.toHaveProperty('pageLast')
    expect(legs).toMatchObject([
      { leg: 'text', hits: 3 },
      { leg: 'vector', hits: 0, problem: 'off' },
      { leg: 'graph', hits: 2 },
    ])
  })

  it('asks the vector index by the question that was embedded', async () => {
    const asked: unknown[] = []
    const vector = Float32Array.of(1, 2)
    const embedding: NonNullable<RetrieverMeans['embedding']> = {
      embed: (texts) => {
        asked.push(texts)
        return Promise.resolve([vector])
      },
      index: {
        replace: unused,
        remove: unused,
        count: unused,
        search: (...search) => {
          asked.push(search.slice(0, 2))
          return finding('one', 'four')()
        },
      },
    }
    const { passages } = await retrieve(makeMeans({ embedding }), undefined, 9)
    expect(asked).toEqual([['question'], [vector, scope]])
    expect(idsOf(passages)).toContain('four')
  })

  it.each([
    ['failed', failing],
    ['timed-out', never],
  ])('answers from the other legs when one has %s', async (problem, search) => {
    const { passages, legs } = await retrieve(makeMeans({ textIndex: textIndexOf(search) }))
    expect(idsOf(passages)).toEqual(['two', 'one'])
    expect(legs[0]).toMatchObject({ leg: 'text', hits: 0, problem })
  })

  it('says that it cannot answer when every leg failed, instead of finding nothing', async () => {
    const means = makeMeans({ textIndex: textIndexOf(failing), graph: graphOf(never) })
    await expect(retrieve(means)).rejects.toMatchObject({ code: 'unavailable', isRetryable: true })
  })

  it('finds nothing when nothing is there', async () => {
    const means = makeMeans({ textIndex: textIndexOf(finding()), graph: graphOf(finding()) })
    expect((await retrieve(means)).passages).toEqual([])
  })

  it('stops when the caller has gone', async () => {
    const gone = new AbortController()
    const retrieving = retrieve(makeMeans({ textIndex: textIndexOf(never) }), gone.signal)
    gone.abort()
    await expect(retrieving).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('leaves out what the records do not show, and goes on down the ranking', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `chunk-${index}`)
    const hidden = new Set(ids.slice(0, 10))
    const scopes: unknown[] = []
    const means = makeMeans({
      textIndex: textIndexOf(finding(...ids)),
      graph: graphOf(finding()),
      chunksOf: (wanted, within) => {
        scopes.push(within)
        return Promise.resolve(wanted.filter((id) => !hidden.has(id)).map(makeChunk))
      },
    })
    const { passages } = await retrieve(means)
    expect(idsOf(passages)).toEqual(['chunk-10', 'chunk-11', 'chunk-12'])
    expect(new Set(scopes)).toEqual(new Set([scope]))
  })

  it('takes the order of a reranker, of more than was asked for', async () => {
    const seen: (readonly string[])[] = []
    const means = makeMeans({
      rerank: (_, texts) => {
        seen.push(texts)
        return Promise.resolve(texts.map((text) => (text.includes('three') ? 0.9 : 0.1)))
      },
    })
    const { passages, rerankMs } = await retrieve(means, undefined, 2)
    expect(idsOf(passages)).toEqual(['three', 'one'])
    expect(passages[0]?.rerankScore).toBe(0.9)
    expect(seen).toEqual([['Title\ntext of one', 'Title\ntext of two', 'Title\ntext of three']])
    expect(rerankMs).toBeGreaterThanOrEqual(0)
  })

  it.each([
    ['fails', () => Promise.reject(new RuntimeError('upstream-failed', 'down'))],
    ['scores too few', () => Promise.resolve([1])],
    ['scores by no number', () => Promise.resolve([1, Number.NaN, 2])],
  ])('keeps its own order when the reranker %s', async (_, rerank) => {
    expect(idsOf((await retrieve(makeMeans({ rerank }))).passages)).toEqual(['one', 'two', 'three'])
  })
})
