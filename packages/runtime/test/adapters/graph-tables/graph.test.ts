import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { makeTableGraph } from '../../../src/adapters/graph-tables/graph.js'
import type { Graph } from '../../../src/ports/graph.js'
import { describeGraph, graphChecks } from '../../conformance/graph.js'
import { startTestRecords, type TestRecords } from '../../embedded-records.js'

describeGraph('tables in PGlite', async () => {
  const embedded = await startTestRecords()
  return { ...embedded, graph: makeTableGraph(embedded.records) }
})

describe('a broken graph', () => {
  let embedded: TestRecords
  beforeAll(async () => {
    embedded = await startTestRecords()
  }, 120_000)
  afterAll(() => embedded.close())

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
