// What every vector index has to do, whichever engine serves it; each check is a function, so that a broken index can be held against it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { makeId } from '../../src/identifier.js'
import { oneByOne } from './one-by-one.js'
import type { DocumentKey, Scope } from '../../src/ports/text-index.js'
import type { IndexedVector, VectorIndex } from '../../src/ports/vector-index.js'

/** Of four dimensions, empty at first. */
type OpenVectorIndex = {
  readonly index: VectorIndex
  /** Ends the engine without warning and has it serve again. */
  readonly crash: () => Promise<void>
  /** Closes in order and opens the same data; `index` goes on with it. */
  readonly reopen: () => Promise<void>
  readonly close: () => Promise<void>
}

/** An engine that was killed starts again in its own time. */
const withinMs = 30_000

type Check = (open: OpenVectorIndex) => Promise<void>

const makeDocument = (key: Partial<DocumentKey> = {}): DocumentKey => ({
  tenantId: makeId(),
  datasetId: makeId(),
  documentId: makeId(),
  ...key,
})

const scopeOf = ({ tenantId, datasetId }: DocumentKey): Scope => ({
  tenantId,
  datasetIds: [datasetId],
})

const east = Float32Array.of(1, 0, 0, 0)
const north = Float32Array.of(0, 1, 0, 0)

const makeVectors = (count: number, vector: Float32Array): readonly IndexedVector[] =>
  Array.from({ length: count }, () => ({ chunkId: makeId(), vector }))

const sorted = (ids: Iterable<string>): readonly string[] => [...ids].toSorted()
const idsOf = (chunks: readonly { readonly chunkId: string }[]): readonly string[] =>
  sorted(chunks.map(({ chunkId }) => chunkId))

async function found(
  index: VectorIndex,
  scope: Scope,
  vector: Float32Array = east,
): Promise<readonly string[]> {
  return idsOf(await index.search(vector, scope, { limit: 100 }))
}

export const vectorIndexChecks: { readonly [behaviour: string]: Check } = {
  'orders by cosine, whatever the length': async ({ index }) => {
    const document = makeDocument()
    const [same, near, across, against] = [
      { chunkId: makeId(), vector: Float32Array.of(9, 0, 0, 0) },
      { chunkId: makeId(), vector: Float32Array.of(3, 4, 0, 0) },
      { chunkId: makeId(), vector: Float32Array.of(0, 0, 100, 0) },
      { chunkId: makeId(), vector: Float32Array.of(-1, 0, 0, 0) },
    ]
    await index.replace(document, [against, near, same, across])
    const hits = await index.search(east, scopeOf(document), { limit: 10 })
    const order = [same, near, across, against].map(({ chunkId }) => chunkId)
    expect(hits.map(({ chunkId }) => chunkId)).toEqual(order)
    const cosines = [1, 0.6, 0, -1]
    for (const [rank, { score }] of hits.entries()) expect(score).toBeCloseTo(cosines[rank] ?? 9, 5)
  },
  'answers with no more than was asked for': async ({ index }) => {
    const document = makeDocument()
    await index.replace(document, makeVectors(20, east))
    expect(await index.search(east, scopeOf(document), { limit: 7 })).toHaveLength(7)
  },
  'leaves exactly the new chunks after a replacement': async ({ index }) => {
    const document = makeDocument()
    await index.replace(document, makeVectors(5, east))
    const next = makeVectors(3, north)
    await index.replace(document, next)
    await index.replace(document, [...next, ...next])
    expect(await found(index, scopeOf(document))).toEqual(idsOf(next))
    expect(await index.count(document)).toBe(3)
  },
  'forgets a document everywhere, and one that is not there': async ({ index }) => {
    const document = makeDocument()
    await index.replace(document, makeVectors(3, east))
    await index.remove(document)
    await index.remove(document)
    expect(await index.count(document)).toBe(0)
    expect(await found(index, scopeOf(document))).toEqual([])
  },
  'shows nothing of another tenant or dataset, however near': async ({ index }) => {
    const ours = makeDocument()
    const theirs = makeDocument({ documentId: ours.documentId })
    const elsewhere = makeDocument({ tenantId: ours.tenantId })
    const far = makeVectors(1, north)
    await index.replace(ours, far)
    await index.replace(theirs, makeVectors(50, east))
    await index.replace(elsewhere, makeVectors(50, east))
    expect(await found(index, scopeOf(ours))).toEqual(idsOf(far))
    const crossed = { tenantId: ours.tenantId, datasetIds: [theirs.datasetId] }
    expect(await found(index, crossed)).toEqual([])
    expect(await found(index, { ...scopeOf(ours), datasetIds: [] })).toEqual([])
    await index.remove(ours)
    expect(await index.count(theirs)).toBe(50)
  },
  'is not led out of its scope by an identifier with quotes in it': async ({ index }) => {
    const forged = `${makeId()}' OR '1' = '1`
    const refused = { code: 'invalid-request' }
    const through = { tenantId: makeId(), datasetIds: [forged] }
    await expect(found(index, through)).rejects.toMatchObject(refused)
    const document = makeDocument({ tenantId: forged })
    await expect(index.remove(document)).rejects.toMatchObject(refused)
  },
  'refuses vectors of another size and those without a direction': async ({ index }) => {
    const document = makeDocument()
    const refused = { code: 'invalid-request' }
    for (const vector of [
      new Float32Array(4),
      Float32Array.of(1, 0, 0),
      Float32Array.of(1, Number.NaN, 0, 0),
    ]) {
      await expect(index.replace(document, makeVectors(1, vector))).rejects.toMatchObject(refused)
      await expect(found(index, scopeOf(document), vector)).rejects.toMatchObject(refused)
    }
    expect(await index.count(document)).toBe(0)
  },
  'serves many writers at once, the last of each document': async ({ index }) => {
    const key = { tenantId: makeId(), datasetId: makeId() }
    const documents = Array.from({ length: 20 }, () => makeDocument(key))
    const last = documents.map((document) => ({ document, vectors: makeVectors(2, east) }))
    await Promise.all(
      last.flatMap(({ document, vectors }) => [
        index.replace(document, makeVectors(3, north)),
        index.replace(document, vectors),
      ]),
    )
    const scope = scopeOf(makeDocument(key))
    expect(await found(index, scope)).toEqual(idsOf(last.flatMap(({ vectors }) => vectors)))
  },
  'stops when nobody waits any more': async ({ index }) => {
    const options = { limit: 1, signal: AbortSignal.abort() }
    const search = index.search(east, scopeOf(makeDocument()), options)
    await expect(search).rejects.toMatchObject({ code: 'cancelled' })
  },
  'takes a long document as it comes, and leaves it as it was when that ends with an error':
    async ({ index }) => {
      const document = makeDocument()
      const chunks = makeVectors(1201, east)
      await index.replace(document, oneByOne(chunks))
      expect(await index.count(document)).toBe(1201)
      for (const count of [0, 1, 1100]) {
        const broken = oneByOne(
          makeVectors(count, north),
          new RuntimeError('unavailable', 'the embedder is gone'),
        )
        await expect(index.replace(document, broken)).rejects.toThrow('the embedder is gone')
      }
      expect(await index.count(document)).toBe(1201)
      expect(await index.search(north, scopeOf(document), { limit: 1 })).toMatchObject([
        { score: 0 },
      ])
    },
  'has what it acknowledged after it was closed and opened': async ({ index, reopen }) => {
    const document = makeDocument()
    await index.replace(document, makeVectors(4, east))
    await reopen()
    expect(await found(index, scopeOf(document))).toHaveLength(4)
  },
  'has what it acknowledged after a crash, and ends what was cut short when asked again': async ({
    index,
    crash,
  }) => {
    const [kept, cut] = [makeDocument(), makeDocument()]
    await index.replace(kept, makeVectors(4, east))
    await index.replace(cut, makeVectors(50, east))
    const next = makeVectors(30, east)
    const replacing = index.replace(cut, next).catch((error: unknown) => error)
    await crash()
    const failure = await replacing
    if (failure !== undefined) {
      expect(failure).toMatchObject({ code: 'unavailable', isRetryable: true })
    }
    expect(await index.count(kept)).toBe(4)
    await index.replace(cut, next)
    expect(await found(index, scopeOf(cut))).toEqual(idsOf(next))
    expect(await index.count(cut)).toBe(30)
  },
}

/** One index serves all checks: each has a tenant of its own. */
export function describeVectorIndex(name: string, make: () => Promise<OpenVectorIndex>): void {
  describe(`${name} as a vector index`, () => {
    let open: OpenVectorIndex
    beforeAll(async () => {
      open = await make()
    }, withinMs)
    afterAll(() => open.close())

    it.each(Object.entries(vectorIndexChecks))(
      '%s',
      async (_, check) => {
        await expect(check(open)).resolves.toBeUndefined()
      },
      withinMs,
    )
  })
}
