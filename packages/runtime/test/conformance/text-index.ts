// What every text index has to do, whichever engine serves it; each check is a function, so that a broken index can be held against it.

import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { makeId } from '../../src/identifier.js'
import { oneByOne } from './one-by-one.js'
import type { DocumentKey, IndexedText, Scope, TextIndex } from '../../src/ports/text-index.js'

type OpenTextIndex = {
  readonly index: TextIndex
  /** Ends the engine without warning and has it serve again. */
  readonly crash: () => Promise<void>
  /** Closes in order and opens the same data; `index` goes on with it. */
  readonly reopen: () => Promise<void>
  readonly close: () => Promise<void>
}

/** An engine that was killed starts again in its own time. */
const withinMs = 30_000

type Check = (open: OpenTextIndex) => Promise<void>

const makeDocument = (key: Partial<DocumentKey> = {}): DocumentKey => ({
  tenantId: makeId(),
  datasetId: makeId(),
  documentId: makeId(),
  ...key,
})

const scopeOf = (...documents: readonly DocumentKey[]): Scope => ({
  tenantId: documents[0]?.tenantId ?? '',
  datasetIds: documents.map(({ datasetId }) => datasetId),
})

const makeChunks = (count: number, text: string): readonly IndexedText[] =>
  Array.from({ length: count }, () => ({ chunkId: makeId(), text }))

async function found(index: TextIndex, query: string, scope: Scope): Promise<readonly string[]> {
  const hits = await index.search(query, scope, { limit: 100 })
  return hits.map(({ chunkId }) => chunkId)
}

const sorted = (ids: Iterable<string>): readonly string[] => [...ids].toSorted()
const idsOf = (chunks: readonly IndexedText[]): readonly string[] =>
  sorted(chunks.map(({ chunkId }) => chunkId))

export const textIndexChecks: { readonly [behaviour: string]: Check } = {
  'finds a chunk as soon as it is acknowledged': async ({ index }) => {
    const document = makeDocument()
    const [chunk, other] = [makeChunks(1, 'travel expenses'), makeChunks(1, 'holiday rules')]
    await index.replace(document, [...chunk, ...other])
    expect(await found(index, 'travel', scopeOf(document))).toEqual(idsOf(chunk))
  },
  'puts what says more of the question first, with falling scores': async ({ index }) => {
    const document = makeDocument()
    const weak: IndexedText = { chunkId: makeId(), text: 'password of the printer on the floor' }
    const strong: IndexedText = { chunkId: makeId(), text: 'password reset' }
    await index.replace(document, [weak, strong])
    const hits = await index.search('password reset', scopeOf(document), { limit: 10 })
    expect(hits.map(({ chunkId }) => chunkId)).toEqual([strong.chunkId, weak.chunkId])
    expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? Infinity)
  },
  'answers with no more than was asked for': async ({ index }) => {
    const document = makeDocument()
    await index.replace(document, makeChunks(20, 'invoice'))
    expect(await index.search('invoice', scopeOf(document), { limit: 7 })).toHaveLength(7)
  },
  'leaves exactly the new chunks after a replacement': async ({ index }) => {
    const document = makeDocument()
    const kept: IndexedText = { chunkId: makeId(), text: 'warranty of two years' }
    await index.replace(document, [kept, ...makeChunks(5, 'warranty of one year')])
    const next = [kept, ...makeChunks(2, 'warranty of three years')]
    await index.replace(document, next)
    await index.replace(document, next)
    expect(sorted(await found(index, 'warranty', scopeOf(document)))).toEqual(idsOf(next))
    expect(await index.count(document)).toBe(3)
  },
  'keeps a chunk that is given twice once': async ({ index }) => {
    const document = makeDocument()
    const [chunk] = makeChunks(1, 'meeting room')
    assert(chunk !== undefined)
    await index.replace(document, [chunk, chunk])
    expect(await found(index, 'meeting', scopeOf(document))).toEqual([chunk.chunkId])
    expect(await index.count(document)).toBe(1)
  },
  'forgets a document everywhere, and one that is not there': async ({ index }) => {
    const document = makeDocument()
    const neighbour = makeDocument({ tenantId: document.tenantId, datasetId: document.datasetId })
    await index.replace(document, makeChunks(3, 'badge'))
    await index.replace(neighbour, makeChunks(1, 'badge'))
    await index.remove(document)
    await index.remove(document)
    expect(await index.count(document)).toBe(0)
    expect(await found(index, 'badge', scopeOf(document))).toHaveLength(1)
  },
  'shows a tenant nothing of another': async ({ index }) => {
    const [ours, theirs] = [makeDocument(), makeDocument()]
    await index.replace(ours, makeChunks(1, 'salary table'))
    await index.replace(theirs, makeChunks(1, 'salary table'))
    const crossed = { tenantId: ours.tenantId, datasetIds: [theirs.datasetId] }
    expect(await found(index, 'salary', crossed)).toEqual([])
    expect(await found(index, 'salary', scopeOf(ours))).toHaveLength(1)
  },
  'searches only the datasets of the scope, none of them when there are none': async ({
    index,
  }) => {
    const first = makeDocument()
    const second = makeDocument({ tenantId: first.tenantId })
    const chunks = makeChunks(1, 'parking permit')
    await index.replace(first, chunks)
    await index.replace(second, makeChunks(1, 'parking permit'))
    expect(await found(index, 'parking', scopeOf(first))).toEqual(idsOf(chunks))
    expect(await found(index, 'parking', scopeOf(first, second))).toHaveLength(2)
    expect(await found(index, 'parking', { ...scopeOf(first), datasetIds: [] })).toEqual([])
  },
  'takes a long document as it comes, and has it whole': async ({ index }) => {
    const document = makeDocument()
    const chunks = makeChunks(1201, 'handbook of many pages')
    await index.replace(document, oneByOne(chunks))
    expect(await index.count(document)).toBe(1201)
    await index.replace(document, oneByOne(chunks.slice(0, 1000)))
    expect(await index.count(document)).toBe(1000)
  },
  'leaves a document as it was when its chunks end with an error': async ({ index }) => {
    const document = makeDocument()
    const kept = makeChunks(3, 'first edition')
    await index.replace(document, kept)
    for (const count of [0, 1, 1100]) {
      const broken = oneByOne(
        makeChunks(count, 'second edition'),
        new RuntimeError('unavailable', 'the disk is gone'),
      )
      await expect(index.replace(document, broken)).rejects.toThrow('the disk is gone')
    }
    expect(sorted(await found(index, 'edition', scopeOf(document)))).toEqual(idsOf(kept))
    expect(await index.count(document)).toBe(3)
  },
  'touches nothing of another tenant or dataset under the same document': async ({ index }) => {
    const ours = makeDocument()
    const theirs = makeDocument({ documentId: ours.documentId })
    const elsewhere = makeDocument({ tenantId: ours.tenantId, documentId: ours.documentId })
    for (const each of [ours, theirs, elsewhere]) {
      await index.replace(each, makeChunks(2, 'contract'))
    }
    await index.remove(ours)
    expect(await index.count(theirs)).toBe(2)
    expect(await index.count(elsewhere)).toBe(2)
  },
  'is not led out of its scope by an identifier with quotes in it': async ({ index }) => {
    const ours = makeDocument()
    await index.replace(ours, makeChunks(1, 'secret plan'))
    const forged = `${makeId()}' OR '1' = '1`
    const refused = { code: 'invalid-request' }
    const datasetIds = [ours.datasetId]
    await expect(found(index, 'plan', { tenantId: forged, datasetIds })).rejects.toMatchObject(
      refused,
    )
    const through = { tenantId: makeId(), datasetIds: [forged] }
    await expect(found(index, 'plan', through)).rejects.toMatchObject(refused)
    const document = { ...ours, documentId: forged }
    await expect(index.remove(document)).rejects.toMatchObject(refused)
    await expect(index.count(document)).rejects.toMatchObject(refused)
    expect(await index.count(ours)).toBe(1)
  },
  'takes any question, also one without words': async ({ index }) => {
    const document = makeDocument()
    await index.replace(document, makeChunks(1, 'plain words'))
    const scope = scopeOf(document)
    for (const query of [
      '',
      ' \n\t',
      '?!',
      '"',
      "'; --",
      '+plain -words "',
      '\u0000',
      'a'.repeat(9000),
    ]) {
      await index.search(query, scope, { limit: 10 })
    }
    expect(await found(index, '"plain" AND (', scope)).toHaveLength(1)
  },
  'serves many writers at once, each document whole': async ({ index }) => {
    const key = { tenantId: makeId(), datasetId: makeId() }
    const documents = Array.from({ length: 20 }, () => makeDocument(key))
    const writes = documents.flatMap((document) => [
      index.replace(document, makeChunks(3, 'draft')),
      index.replace(document, makeChunks(2, 'final')),
    ])
    await Promise.all(writes)
    expect(await found(index, 'final', scopeOf(makeDocument(key)))).toHaveLength(40)
    expect(await found(index, 'draft', scopeOf(makeDocument(key)))).toEqual([])
  },
  'never shows a document as missing while it is replaced': async ({ index }) => {
    const document = makeDocument()
    await index.replace(document, makeChunks(2, 'handbook'))
    const writing = { isDone: false }
    const writes = (async () => {
      for (let round = 0; round < 10; round += 1) {
        await index.replace(document, makeChunks(2, 'handbook'))
      }
      writing.isDone = true
    })()
    while (!writing.isDone) {
      expect((await found(index, 'handbook', scopeOf(document))).length).toBeGreaterThan(1)
    }
    await writes
  },
  'stops when nobody waits any more': async ({ index }) => {
    const document = makeDocument()
    await index.replace(document, makeChunks(1, 'phone'))
    const options = { limit: 1, signal: AbortSignal.abort() }
    const search = index.search('phone', scopeOf(document), options)
    await expect(search).rejects.toMatchObject({ code: 'cancelled' })
    expect(await found(index, 'phone', scopeOf(document))).toHaveLength(1)
  },
  'has what it acknowledged after it was closed and opened': async ({ index, reopen }) => {
    const document = makeDocument()
    await index.replace(document, makeChunks(4, 'archive'))
    await reopen()
    expect(await found(index, 'archive', scopeOf(document))).toHaveLength(4)
    expect(await index.count(document)).toBe(4)
  },
  'has what it acknowledged after a crash, and ends what was cut short when asked again': async ({
    index,
    crash,
  }) => {
    const [kept, cut] = [makeDocument(), makeDocument()]
    await index.replace(kept, makeChunks(4, 'ledger'))
    await index.replace(cut, makeChunks(50, 'ledger'))
    const next = makeChunks(30, 'ledger')
    const replacing = index.replace(cut, next).catch((error: unknown) => error)
    await crash()
    const failure = await replacing
    if (failure !== undefined) {
      expect(failure).toMatchObject({ code: 'unavailable', isRetryable: true })
    }
    expect(await index.count(kept)).toBe(4)
    await index.replace(cut, next)
    expect(sorted(await found(index, 'ledger', scopeOf(cut)))).toEqual(idsOf(next))
    expect(await index.count(cut)).toBe(30)
  },
}

/** One index serves all checks: each has a tenant of its own. */
export function describeTextIndex(name: string, make: () => Promise<OpenTextIndex>): void {
  describe(`${name} as a text index`, () => {
    let open: OpenTextIndex
    beforeAll(async () => {
      open = await make()
    }, withinMs)
    afterAll(() => open.close())

    it.each(Object.entries(textIndexChecks))(
      '%s',
      async (_, check) => {
        await expect(check(open)).resolves.toBeUndefined()
      },
      withinMs,
    )
  })
}
