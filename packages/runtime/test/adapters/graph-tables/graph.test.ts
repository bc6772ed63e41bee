import { assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeTableGraph } from '../../../src/adapters/graph-tables/graph.js'
import { commonKeys } from '../../../src/adapters/graph-tables/statements.js'
import { makeId } from '../../../src/identifier.js'
import type { Graph } from '../../../src/ports/graph.js'
import type { Records } from '../../../src/ports/records.js'
import { describeGraph, graphChecks } from '../../conformance/graph.js'
import { shareTestRecords, type TestRecords } from '../../embedded-records.js'

const start = shareTestRecords()

describeGraph('tables in PGlite', async () => {
  const embedded = await start()
  return { ...embedded, graph: makeTableGraph(embedded.records) }
})

describe('a graph with terms that nearly everybody names', () => {
  let embedded: TestRecords
  const document = { tenantId: makeId(), datasetId: makeId(), documentId: makeId() }
  const scope = { tenantId: document.tenantId, datasetIds: [document.datasetId] }
  const ids = Array.from({ length: 2500 }, () => makeId())
  beforeAll(async () => {
    embedded = await start()
    const chunks = ids.map((chunkId, n) => ({
      chunkId,
      mentions: ['everywhere', `place ${n}`, ...(n < 200 ? [] : ['often', 'frequent'])].map(
        (term) => ({ term, count: 1 }),
      ),
    }))
    await makeTableGraph(embedded.records).replace(document, chunks)
    await embedded.records.execute('ANALYZE graph_chunks')
  }, 120_000)

  it('knows such terms as common, and no others', async () => {
    const key = z.object({ key: z.string() })
    const sql = `SELECT hashtextextended(term, hashtextextended($2, 0))::text AS key FROM unnest($1::text[]) term`
    const common = [['everywhere', 'often', 'frequent'], document.datasetId] as const
    const expected = await embedded.records.query(key, sql, common)
    const known = await embedded.records.query(key, commonKeys, [2000, 10])
    expect(new Set(known.map((row) => row.key))).toEqual(new Set(expected.map((row) => row.key)))
  })

  it('finds what a rare term names, and the common one with it', async () => {
    const graph = makeTableGraph(embedded.records)
    const hits = await graph.search(['everywhere', 'place 7'], scope, { limit: 10 })
    const alone = await graph.search(['place 7'], scope, { limit: 10 })
    expect(hits[0]?.chunkId).toBe(ids[7])
    expect(hits[0]?.score).toBeGreaterThan(alone[0]?.score ?? Infinity)
  })

  it('finds what the common term names when nothing else was asked for', async () => {
    const graph = makeTableGraph(embedded.records)
    expect(await graph.search(['everywhere'], scope, { limit: 10 })).toHaveLength(10)
  })

  it('looks up the rarest where all are common', async () => {
    const graph = makeTableGraph(embedded.records)
    const hits = await graph.search(['everywhere', 'often', 'frequent'], scope, { limit: 50 })
    const everywhereOnly = new Set(ids.slice(0, 200))
    expect(hits).toHaveLength(50)
    expect(hits.filter(({ chunkId }) => everywhereOnly.has(chunkId))).toEqual([])
  })

  it('looks nothing up that very many chunks name, which would be slow and say nothing', async () => {
    const graph = makeTableGraph(embedded.records)
    const sized = (chunks: number) =>
      embedded.records.execute(
        `UPDATE pg_class SET reltuples = ${chunks} WHERE oid = 'graph_chunks'::regclass`,
      )
    await sized(100_000)
    const hits = await graph.search(['everywhere', 'often'], scope, { limit: 10 })
    await sized(ids.length)
    expect(hits).toEqual([])
  })
})

describe('a search in the graph', () => {
  it('asks once where the terms find enough, and follows what is named with them where they do not', async () => {
    const { records } = await start()
    let asked = 0
    const counted: Records = {
      ...records,
      query: (...input) => {
        asked += 1
        return records.query(...input)
      },
    }
    const document = { tenantId: makeId(), datasetId: makeId(), documentId: makeId() }
    const scope = { tenantId: document.tenantId, datasetIds: [document.datasetId] }
    const graph = makeTableGraph(counted)
    const chunk = (...terms: readonly string[]) => ({
      chunkId: makeId(),
      mentions: terms.map((term) => ({ term, count: 1 })),
    })
    const chunks = [chunk('gateway', 'kim'), chunk('gateway', 'kim'), chunk('kim')]
    await graph.replace(document, chunks)
    const search = (limit: number) => graph.search(['gateway'], scope, { limit })
    // Which terms are common is asked once a minute.
    await search(1)
    asked = 0
    expect(await search(2)).toHaveLength(2)
    expect(asked).toBe(1)
    expect(await search(3)).toHaveLength(3)
    expect(asked).toBe(3)
  })
})

describe('a broken graph', () => {
  let embedded: TestRecords
  beforeAll(async () => {
    embedded = await start()
  }, 120_000)

  /** What is wrong, and the check that has to see it. */
  const broken: readonly (readonly [string, string, (graph: Graph) => Partial<Graph>])[] = [
    [
      'looks into every dataset that a caller names',
      'never looks outside of the scope',
      (graph) => {
        const tenants = new Map<string, string>()
        return {
          replace: (document, chunks) => {
            tenants.set(document.datasetId, document.tenantId)
            return graph.replace(document, chunks)
          },
          search: (terms, { datasetIds }, options) => {
            const tenantId = tenants.get(datasetIds[0] ?? '') ?? ''
            return graph.search(terms, { tenantId, datasetIds }, options)
          },
        }
      },
    ],
    [
      'keeps what a document no longer says',
      'forgets a document, and no other',
      () => ({ remove: () => Promise.resolve() }),
    ],
  ]

  it.each(broken)('that %s would be caught', async (_, behaviour, breakIt) => {
    const assertBehaviour = graphChecks[behaviour]
    assert(assertBehaviour !== undefined)
    const graph = makeTableGraph(embedded.records)
    const open = { ...embedded, graph: { ...graph, ...breakIt(graph) } }
    await expect(assertBehaviour(open)).rejects.toThrow('expected')
  })
})
