// The suites of the indexes, held against an index that is right and against ones that are wrong in one way each.

import { describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import type {
  Chunks,
  DocumentKey,
  IndexedText,
  Scope,
  TextIndex,
} from '../../src/ports/text-index.js'
import type { IndexedVector, VectorIndex } from '../../src/ports/vector-index.js'
import { makeNamedTurns } from '../../src/turns.js'
import { textIndexChecks } from './text-index.js'
import { vectorIndexChecks } from './vector-index.js'

type Fault =
  | 'tenants'
  | 'datasets'
  | 'leftovers'
  | 'doubles'
  | 'pieces'
  | 'forged'
  | 'limit'
  | 'signal'

type Row<Chunk> = { readonly document: DocumentKey; readonly chunk: Chunk }

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What both kinds of index keep; `fault` is what it does wrong. */
function makeRows<Chunk extends { readonly chunkId: string }>(fault: Fault | undefined) {
  let rows: readonly Row<Chunk>[] = []
  const check = (...ids: readonly string[]): void => {
    if (fault === 'forged' || ids.every((id) => uuid.test(id))) return
    throw new RuntimeError('invalid-request', 'no UUID')
  }
  const isSame = (left: DocumentKey, right: DocumentKey): boolean =>
    left.documentId === right.documentId &&
    (fault === 'datasets' || left.datasetId === right.datasetId) &&
    (fault === 'tenants' || left.tenantId === right.tenantId)
  const inOrder = makeNamedTurns()
  return {
    replace(document: DocumentKey, chunks: Chunks<Chunk>, see?: (chunk: Chunk) => void) {
      return inOrder(document.documentId, async () => {
        const all: Chunk[] = []
        try {
          for await (const chunk of chunks) {
            see?.(chunk)
            all.push(chunk)
          }
        } catch (error) {
          if (fault === 'pieces') this.put(document, all)
          throw error
        }
        this.put(document, all)
      })
    },
    put(document: DocumentKey, chunks: readonly Chunk[]): void {
      check(document.tenantId, document.datasetId, document.documentId)
      const once = [...new Map(chunks.map((chunk) => [chunk.chunkId, chunk])).values()]
      const kept = rows.filter((row) => !isSame(row.document, document))
      const added = (fault === 'doubles' ? chunks : once).map((chunk) => ({ document, chunk }))
      rows = [...(fault === 'leftovers' && chunks.length > 0 ? rows : kept), ...added]
    },
    count(document: DocumentKey): number {
      check(document.tenantId, document.datasetId, document.documentId)
      return rows.filter((row) => isSame(row.document, document)).length
    },
    inside({ tenantId, datasetIds }: Scope): readonly Row<Chunk>[] {
      check(tenantId, ...datasetIds)
      return rows.filter(
        ({ document }) =>
          (fault === 'tenants' || document.tenantId === tenantId) &&
          (fault === 'datasets' || datasetIds.includes(document.datasetId)),
      )
    },
    ranked(found: readonly (Row<Chunk> & { readonly score: number })[], limit: number) {
      return found
        .map(({ document, chunk, score }) => ({
          chunkId: chunk.chunkId,
          documentId: document.documentId,
          score,
        }))
        .toSorted((left, right) => right.score - left.score)
        .slice(0, fault === 'limit' ? Infinity : limit)
    },
    listen(signal: AbortSignal | undefined): void {
      if (signal?.aborted === true && fault !== 'signal') {
        throw new RuntimeError('cancelled', 'nobody waits')
      }
    },
  }
}

const inTurn = <Value>(work: () => Value): Promise<Value> => Promise.resolve().then(work)

function makeTexts(fault?: Fault): TextIndex {
  const rows = makeRows<IndexedText>(fault)
  const wordsOf = (text: string): readonly string[] => text.match(/[a-z]+/g) ?? []
  return {
    replace: (document, chunks) => rows.replace(document, chunks),
    remove: (document) => rows.replace(document, []),
    count: (document) => inTurn(() => rows.count(document)),
    search: (query, scope, { limit, signal }) =>
      inTurn(() => {
        rows.listen(signal)
        const asked = new Set(wordsOf(query))
        const found = rows.inside(scope).map((row) => {
          const words = wordsOf(row.chunk.text)
          const score = words.filter((word) => asked.has(word)).length / (words.length || 1)
          return { ...row, score }
        })
        return rows.ranked(
          found.filter(({ score }) => score > 0),
          limit,
        )
      }),
  }
}

function makeVectors(fault?: Fault): VectorIndex {
  const rows = makeRows<IndexedVector>(fault)
  const check = (vector: Float32Array): void => {
    if (vector.length === 4 && vector.every(Number.isFinite) && vector.some(Boolean)) return
    throw new RuntimeError('invalid-request', 'no direction')
  }
  return {
    replace: (document, chunks) => rows.replace(document, chunks, ({ vector }) => check(vector)),
    remove: (document) => rows.replace(document, []),
    count: (document) => inTurn(() => rows.count(document)),
    search: (vector, scope, { limit, signal }) =>
      inTurn(() => {
        rows.listen(signal)
        check(vector)
        const found = rows
          .inside(scope)
          .map((row) => ({ ...row, score: cosine(vector, row.chunk.vector) }))
        return rows.ranked(found, limit)
      }),
  }
}

const cosine = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0) /
  (Math.hypot(...left) * Math.hypot(...right))

const nothing = (): Promise<void> => Promise.resolve()
const openOf = <Index>(index: Index) => ({
  index,
  crash: nothing,
  reopen: nothing,
  close: nothing,
})

/** The checks that the index does not pass. */
async function failuresOf<Index>(
  checks: {
    readonly [behaviour: string]: (open: ReturnType<typeof openOf<Index>>) => Promise<void>
  },
  make: () => Index,
): Promise<readonly string[]> {
  const failures: string[] = []
  for (const [behaviour, check] of Object.entries(checks)) {
    await check(openOf(make())).catch(() => failures.push(behaviour))
  }
  return failures
}

const faults: readonly Fault[] = [
  'tenants',
  'datasets',
  'leftovers',
  'doubles',
  'pieces',
  'forged',
  'limit',
  'signal',
]

describe('the suites of the indexes', () => {
  it('pass an index that is right', async () => {
    expect(await failuresOf(textIndexChecks, makeTexts)).toEqual([])
    expect(await failuresOf(vectorIndexChecks, makeVectors)).toEqual([])
  })

  it.each(faults)('fail one that is wrong about %s', async (fault) => {
    expect(await failuresOf(textIndexChecks, () => makeTexts(fault))).not.toEqual([])
    expect(await failuresOf(vectorIndexChecks, () => makeVectors(fault))).not.toEqual([])
  })
})
