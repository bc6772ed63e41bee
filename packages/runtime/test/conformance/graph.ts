// What a graph has to do, whichever engine serves it; each check is a function, so that a broken one can be held against it.

import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { makeId } from '../../src/identifier.js'
import { oneByOne } from './one-by-one.js'
import type { Graph, MentioningChunk } from '../../src/ports/graph.js'
import type { DocumentKey, Scope } from '../../src/ports/text-index.js'

type OpenGraph = {
  readonly graph: Graph
  /** Ends the engine without warning; it comes back by itself. */
  readonly crash: () => Promise<void>
  readonly close: () => Promise<void>
}

type Check = (open: OpenGraph) => Promise<void>

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

const chunk = (...terms: readonly string[]): MentioningChunk => ({
  chunkId: makeId(),
  mentions: terms.map((term) => ({ term, count: 1 })),
})

const found = async (
  graph: Graph,
  terms: readonly string[],
  scope: Scope,
  limit = 100,
): Promise<readonly string[]> =>
  (await graph.search(terms, scope, { limit })).map(({ chunkId }) => chunkId)

const idsOf = (chunks: readonly MentioningChunk[]): readonly string[] =>
  chunks.map(({ chunkId }) => chunkId).toSorted()

/** A call that came to a crash says so, and may be made again. */
async function whenBack<Result>(act: () => Promise<Result>): Promise<Result> {
  for (const endMs = Date.now() + 30_000; ;) {
    try {
      return await act()
    } catch (error) {
      expect(error).toMatchObject({ code: 'unavailable', isRetryable: true })
      if (Date.now() > endMs) throw error
      await pause(20)
    }
  }
}

export const graphChecks: { readonly [behaviour: string]: Check } = {
  'finds the chunks that name a term': async ({ graph }) => {
    const document = makeDocument()
    const [leave, travel] = [chunk('연차휴가', '입사일'), chunk('출장비', 'kr-2024-001')]
    await graph.replace(document, [leave, travel])
    expect(await found(graph, ['연차휴가'], scopeOf(document))).toEqual([leave.chunkId])
    expect(await found(graph, ['kr-2024-001'], scopeOf(document))).toEqual([travel.chunkId])
    const [hit] = await graph.search(['출장비'], scopeOf(document), { limit: 1 })
    expect(hit?.score).toBeGreaterThan(0)
  },
  'finds nothing by terms that nobody named, nor by none': async ({ graph }) => {
    const document = makeDocument()
    await graph.replace(document, [chunk('one')])
    expect(await found(graph, ['two'], scopeOf(document))).toEqual([])
    expect(await found(graph, [], scopeOf(document))).toEqual([])
    expect(await found(graph, ['one'], { ...scopeOf(document), datasetIds: [] })).toEqual([])
  },
  'puts chunks with rare terms before chunks with common ones': async ({ graph }) => {
    const document = makeDocument()
    const rare = chunk('rule', 'exception')
    const common = Array.from({ length: 30 }, (_, n) => chunk('rule', `word ${n}`))
    const other = chunk('exception')
    await graph.replace(document, [...common, rare, other])
    const ids = await found(graph, ['rule', 'exception'], scopeOf(document))
    expect(ids.slice(0, 2)).toEqual([rare.chunkId, other.chunkId])
  },
  'weighs a term that is named often in a chunk a little more': async ({ graph }) => {
    const document = makeDocument()
    const once: MentioningChunk = { chunkId: makeId(), mentions: [{ term: 'bus', count: 1 }] }
    const often: MentioningChunk = { chunkId: makeId(), mentions: [{ term: 'bus', count: 9 }] }
    await graph.replace(document, [once, often])
    const ids = await found(graph, ['bus'], scopeOf(document))
    expect(ids).toEqual([often.chunkId, once.chunkId])
  },
  'follows what is named together, and puts it after what was asked for': async ({ graph }) => {
    const document = makeDocument()
    const direct = [chunk('gateway', 'kim'), chunk('gateway', 'kim', 'port')]
    const related = chunk('kim', 'telephone')
    const unrelated = chunk('canteen', 'menu')
    await graph.replace(document, [...direct, related, unrelated])
    const ids = await found(graph, ['gateway'], scopeOf(document))
    expect(ids.slice(0, 2).toSorted()).toEqual(idsOf(direct))
    expect(ids.slice(2)).toEqual([related.chunkId])
  },
  'answers with no more than was asked for, the best first': async ({ graph }) => {
    const document = makeDocument()
    await graph.replace(
      document,
      Array.from({ length: 20 }, () => chunk('term')),
    )
    const hits = await graph.search(['term'], scopeOf(document), { limit: 7 })
    expect(hits).toHaveLength(7)
    const scores = hits.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
  },
  'never looks outside of the scope': async ({ graph }) => {
    const mine = makeDocument()
    const sibling = makeDocument({ tenantId: mine.tenantId })
    const foreign = makeDocument()
    const chunks = [chunk('secret', 'word'), chunk('secret', 'word'), chunk('secret', 'word')]
    await graph.replace(mine, chunks.slice(0, 1))
    await graph.replace(sibling, chunks.slice(1, 2))
    await graph.replace(foreign, chunks.slice(2))
    const [first, second] = chunks
    expect(await found(graph, ['secret'], scopeOf(mine))).toEqual([first?.chunkId])
    expect(await found(graph, ['secret'], scopeOf(sibling))).toEqual([second?.chunkId])
    const both = await found(graph, ['secret'], scopeOf(mine, sibling))
    expect(both.toSorted()).toEqual(idsOf(chunks.slice(0, 2)))
    const claimed = { tenantId: mine.tenantId, datasetIds: [foreign.datasetId] }
    expect(await found(graph, ['secret'], claimed)).toEqual([])
  },
  'does not weigh terms by what lies outside of the scope': async ({ graph }) => {
    const mine = makeDocument()
    const [one, other] = [chunk('alpha'), chunk('beta'), chunk('beta')]
    await graph.replace(mine, [one, other, chunk('beta')])
    await graph.replace(
      makeDocument(),
      Array.from({ length: 100 }, () => chunk('alpha')),
    )
    expect((await found(graph, ['alpha', 'beta'], scopeOf(mine)))[0]).toBe(one.chunkId)
  },
  'replaces all of a document, with each chunk once': async ({ graph }) => {
    const document = makeDocument()
    const [old, fresh, kept] = [chunk('old'), chunk('new'), chunk('both')]
    await graph.replace(document, [old, kept])
    await graph.replace(document, [fresh, kept])
    await graph.replace(document, [fresh, kept])
    expect(await graph.count(document)).toBe(2)
    expect(await found(graph, ['old'], scopeOf(document))).toEqual([])
    expect(await found(graph, ['new'], scopeOf(document))).toEqual([fresh.chunkId])
    expect(await found(graph, ['both'], scopeOf(document))).toEqual([kept.chunkId])
  },
  'counts chunks that name nothing too': async ({ graph }) => {
    const document = makeDocument()
    await graph.replace(document, [chunk(), chunk('one')])
    expect(await graph.count(document)).toBe(2)
    await graph.replace(document, [])
    expect(await graph.count(document)).toBe(0)
  },
  'forgets a document, and no other': async ({ graph }) => {
    const gone = makeDocument()
    const stays = makeDocument({ tenantId: gone.tenantId, datasetId: gone.datasetId })
    const left = chunk('shared')
    await graph.replace(gone, [chunk('shared')])
    await graph.replace(stays, [left])
    await graph.remove({ ...gone, tenantId: makeId() })
    expect(await graph.count(gone)).toBe(1)
    await graph.remove(gone)
    await graph.remove(gone)
    expect(await graph.count(gone)).toBe(0)
    expect(await found(graph, ['shared'], scopeOf(stays))).toEqual([left.chunkId])
  },
  'bears every text': async ({ graph }) => {
    const document = makeDocument()
    const terms = [`'; DROP TABLE x; --`, '{a,"b"}', 'NULL', '\\', '"', '\u0000', '😀', '\ud83d']
    const chunks = [...terms, 'a'.repeat(5000), ''].map((term) => chunk(term, 'all'))
    await graph.replace(document, chunks)
    expect(await graph.count(document)).toBe(chunks.length)
    expect(await found(graph, [...terms, 'a'.repeat(9000)], scopeOf(document))).not.toEqual([])
    const quoted = await found(graph, ['{a,"b"}'], scopeOf(document), 1)
    expect(quoted).toEqual([chunks[1]?.chunkId])
  },
  'bears more terms than it looks at': async ({ graph }) => {
    const document = makeDocument()
    const chunks = [chunk('0'), chunk('1')]
    await graph.replace(document, chunks)
    const many = Array.from({ length: 2000 }, (_, n) => String(n))
    expect((await found(graph, many, scopeOf(document))).toSorted()).toEqual(idsOf(chunks))
  },
  'serves many writers at once, each document whole': async ({ graph }) => {
    const key = { tenantId: makeId(), datasetId: makeId() }
    const documents = Array.from({ length: 10 }, () => makeDocument(key))
    await Promise.all(
      documents.flatMap((document) => [
        graph.replace(document, [chunk('draft'), chunk('draft'), chunk('draft')]),
        graph.replace(document, [chunk('final'), chunk('final')]),
      ]),
    )
    const scope = scopeOf(makeDocument(key))
    expect(await found(graph, ['final'], scope)).toHaveLength(20)
    expect(await found(graph, ['draft'], scope)).toEqual([])
  },
  'takes a long document as it comes': async ({ graph }) => {
    const document = makeDocument()
    const chunks = Array.from({ length: 333 }, (_, n) => chunk('manual', `page ${n}`))
    await graph.replace(document, oneByOne(chunks))
    expect(await graph.count(document)).toBe(333)
    const broken = oneByOne(
      [chunk('manual')],
      new RuntimeError('unavailable', 'the reader is gone'),
    )
    await expect(graph.replace(document, broken)).rejects.toThrow('the reader is gone')
    await graph.replace(document, oneByOne(chunks.slice(0, 100)))
    expect(await graph.count(document)).toBe(100)
  },
  'stops when nobody waits any more': async ({ graph }) => {
    const document = makeDocument()
    await graph.replace(document, [chunk('one')])
    const options = { limit: 1, signal: AbortSignal.abort() }
    const search = graph.search(['one'], scopeOf(document), options)
    await expect(search).rejects.toMatchObject({ code: 'cancelled' })
  },
  'has what it acknowledged after a crash, and ends what was cut short when asked again': async ({
    graph,
    crash,
  }) => {
    const [kept, cut] = [makeDocument(), makeDocument()]
    const before = [chunk('ledger'), chunk('ledger')]
    const after = Array.from({ length: 300 }, (_, n) => chunk('ledger', `page ${n}`))
    await graph.replace(kept, before)
    await graph.replace(cut, before.slice(0, 0))
    const writing = graph.replace(cut, after).then(
      () => undefined,
      (error: unknown) => error,
    )
    await pause(10)
    await crash()
    const failure = await writing
    if (failure !== undefined) expect(failure).toMatchObject({ code: 'unavailable' })
    const found = await whenBack(() => graph.search(['ledger'], scopeOf(kept), { limit: 10 }))
    expect(found.map(({ chunkId }) => chunkId).toSorted()).toEqual(idsOf(before))
    await whenBack(() => graph.replace(cut, after))
    expect(await graph.count(cut)).toBe(300)
    const [page] = after
    assert(page !== undefined)
    const [first] = await graph.search(['page 0'], scopeOf(cut), { limit: 1 })
    expect(first?.chunkId).toBe(page.chunkId)
  },
}

/** One engine serves all checks: each has a tenant of its own. */
export function describeGraph(name: string, make: () => Promise<OpenGraph>): void {
  describe(`${name} as a graph`, () => {
    let open: OpenGraph
    beforeAll(async () => {
      open = await make()
    }, 120_000)
    afterAll(() => open.close())

    it.each(Object.entries(graphChecks))(
      '%s',
      (_, assertBehaviour) => assertBehaviour(open),
      60_000,
    )
  })
}
