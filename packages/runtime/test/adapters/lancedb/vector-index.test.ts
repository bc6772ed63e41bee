// LanceDB as a vector index.

import { expect, it } from 'vitest'
import { makeId } from '../../../src/identifier.js'
import { describeVectorIndex } from '../../conformance/vector-index.js'
import { openTemporaryIndex } from './temporary-index.js'

const space = { model: 'a/model:1', dimensions: 4 }

describeVectorIndex('LanceDB', async () => {
  const open = await openTemporaryIndex()
  const vectors = () => open.current().openVectors(space)
  return {
    ...open,
    index: {
      replace: async (document, chunks) => (await vectors()).replace(document, chunks),
      remove: async (document) => (await vectors()).remove(document),
      search: async (vector, scope, options) => (await vectors()).search(vector, scope, options),
      count: async (document) => (await vectors()).count(document),
    },
  }
})

it('keeps the vectors of each model apart', { timeout: 30_000 }, async () => {
  const open = await openTemporaryIndex()
  const document = { tenantId: makeId(), datasetId: makeId(), documentId: makeId() }
  try {
    const first = await open.current().openVectors(space)
    await first.replace(document, [{ chunkId: makeId(), vector: Float32Array.of(1, 2, 3, 4) }])
    const other = await open.current().openVectors({ ...space, model: 'another' })
    const wider = await open.current().openVectors({ ...space, dimensions: 8 })
    const counts = [first, other, wider].map((index) => index.count(document))
    expect(await Promise.all(counts)).toEqual([1, 0, 0])
  } finally {
    await open.close()
  }
})
