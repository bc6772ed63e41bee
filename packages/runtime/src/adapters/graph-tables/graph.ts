// The graph in tables: chunks with what they name, found by rare terms and by what is named together with them.

import { z } from 'zod'
import { RuntimeError } from '../../error.js'
import type { Graph, MentioningChunk } from '../../ports/graph.js'
import type { Records } from '../../ports/records.js'
import type { Hit, Scope, SearchOptions } from '../../ports/text-index.js'
import {
  commonKeys,
  deleteOthers,
  insertChunks,
  searchAndFollow,
  searchChunks,
} from './statements.js'

/** What one search reads at most, whatever was asked and however much there is. */
const limits = {
  terms: 16,
  /** Terms that are looked up although they are common, when all are. */
  termsCommon: 2,
  chunksPerTerm: 256,
  /** Chunks that the neighbours of the best are taken from, and how many neighbours. */
  best: 16,
  neighbours: 8,
  chunksPerNeighbour: 64,
  chunksWeighed: 128,
}

/** Being named with what was asked for says less than being asked for. */
const damping = 0.3

/** Chunks that one statement inserts: an embedded engine serves nobody else meanwhile, so that is milliseconds. */
const batch = 50

/** One process writes a document at a time, as the queue has it; within the process, calls follow each other. */
export function makeTableGraph(records: Records): Graph {
  const inTurn = makeTurns()
  const commonKeysNow = makeCommonKeys(records)
  return {
    replace: ({ tenantId, datasetId, documentId }, chunks) =>
      inTurn(documentId, async () => {
        for (let start = 0; start < chunks.length; start += batch) {
          const rows = JSON.stringify(chunks.slice(start, start + batch).map(rowOf))
          await records.execute(insertChunks, [tenantId, datasetId, documentId, rows])
        }
        const ids = chunks.map(({ chunkId }) => chunkId)
        await records.execute(deleteOthers, [tenantId, documentId, ids])
      }),
    remove: ({ tenantId, documentId }) =>
      inTurn(documentId, async () => {
        await records.execute(deleteOthers, [tenantId, documentId, []])
      }),
    async search(terms, scope, options) {
      const asked = [...new Set(terms.map(clean))].filter((term) => term !== '')
      if (asked.length === 0 || scope.datasetIds.length === 0) return []
      throwIfAborted(options)
      const common = await commonKeysNow()
      const first = await searchDirectly(records, asked.slice(0, limits.terms), scope, common)
      throwIfAborted(options)
      const { direct, named } =
        first.direct.length === 0 && common.length > 0
          ? await searchDirectly(records, asked.slice(0, limits.termsCommon), scope, [])
          : first
      if (named.length === 0) return top(direct, options)
      const neighbours = await searchNeighbours(records, named, scope, common)
      throwIfAborted(options)
      return top(added(direct, neighbours), options)
    },
    async count({ tenantId, documentId }) {
      const sql =
        'SELECT count(*) AS count FROM graph_chunks WHERE document_id = $1 AND tenant_id = $2'
      const [row] = await records.query(z.object({ count: z.number() }), sql, [
        documentId,
        tenantId,
      ])
      return row?.count ?? 0
    },
  }
}

async function searchDirectly(
  records: Records,
  terms: readonly string[],
  { tenantId, datasetIds }: Scope,
  common: readonly string[],
) {
  const { chunksPerTerm, chunksWeighed, best, neighbours } = limits
  const ones = terms.map(() => 1)
  const rows = await records.query(found, searchAndFollow, [
    terms,
    ones,
    tenantId,
    datasetIds,
    chunksPerTerm,
    chunksWeighed,
    common,
    best,
    neighbours,
  ])
  return {
    direct: rows.filter((row) => row.chunkId !== null),
    named: rows.filter((row) => row.term !== null),
  }
}

function searchNeighbours(
  records: Records,
  named: readonly { readonly term: string; readonly share: number }[],
  { tenantId, datasetIds }: Scope,
  common: readonly string[],
): Promise<readonly Hit[]> {
  return records.query(hit, searchChunks, [
    named.map(({ term }) => term),
    named.map(({ share }) => share * damping),
    tenantId,
    datasetIds,
    limits.chunksPerNeighbour,
    limits.chunksWeighed,
    common,
  ])
}

/** A term of more chunks than this is common: it takes milliseconds to look up, and says little. */
const commonFrom = 2000
const commonKeysMax = 200
const commonForMs = 60_000

/** The statistics change slowly, so that they are read once a minute. */
function makeCommonKeys(records: Records): () => Promise<readonly string[]> {
  let keys: readonly string[] = []
  let untilMs = 0
  return async () => {
    if (Date.now() < untilMs) return keys
    untilMs = Date.now() + commonForMs
    const rows = await records.query(z.object({ key: z.string() }), commonKeys, [
      commonFrom,
      commonKeysMax,
    ])
    keys = rows.map(({ key }) => key)
    return keys
  }
}

/** Lets calls that name the same thing follow each other, in the order in which they came. */
function makeTurns() {
  const last = new Map<string, Promise<void>>()
  return async (name: string, act: () => Promise<void>): Promise<void> => {
    const turn = (last.get(name) ?? Promise.resolve()).then(act, act)
    last.set(name, turn)
    try {
      await turn
    } finally {
      if (last.get(name) === turn) last.delete(name)
    }
  }
}

const hit = z.object({ chunkId: z.string(), documentId: z.string(), score: z.number() })

const found = z.union([
  hit.extend({ term: z.null(), share: z.null() }),
  z.object({ chunkId: z.null(), term: z.string(), share: z.number() }),
])

function rowOf({ chunkId, mentions }: MentioningChunk) {
  const counts = new Map<string, number>()
  for (const { term, count } of mentions) {
    const cleaned = clean(term)
    if (cleaned !== '') counts.set(cleaned, (counts.get(cleaned) ?? 0) + count)
  }
  const kept = [...counts].slice(0, mentionsMax)
  return {
    id: chunkId,
    terms: kept.map(([term]) => term),
    counts: kept.map(([, count]) => Math.min(Math.max(Math.trunc(count), 1), countMax)),
  }
}

const mentionsMax = 128
const countMax = 32_767
const termLengthMax = 200

/** PostgreSQL keeps no zero bytes and no half characters; a term with them is found without them. */
const clean = (term: string): string =>
  Buffer.from(term.replaceAll('\u0000', '').slice(0, termLengthMax)).toString()

function added(one: readonly Hit[], other: readonly Hit[]): readonly Hit[] {
  const sums = new Map(one.map((hit) => [hit.chunkId, hit]))
  for (const hit of other) {
    const score = hit.score + (sums.get(hit.chunkId)?.score ?? 0)
    sums.set(hit.chunkId, { ...hit, score })
  }
  return [...sums.values()]
}

const top = (hits: readonly Hit[], { limit }: SearchOptions): readonly Hit[] =>
  hits
    .map(({ chunkId, documentId, score }) => ({ chunkId, documentId, score }))
    .toSorted((one, other) => other.score - one.score || (one.chunkId < other.chunkId ? -1 : 1))
    .slice(0, limit)

function throwIfAborted({ signal }: SearchOptions): void {
  if (signal?.aborted === true) throw new RuntimeError('cancelled', 'the search was cancelled')
}
