// Whether what lies in a data directory that nobody runs is whole, each thing once and nothing beside it.

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { startIndexProcess } from '../../../src/adapters/lancedb/index-process.js'
import { startPglite } from '../../../src/adapters/pglite/start.js'
import { openUsageJournal } from '../../../src/gateway/usage.js'
import type { Records } from '../../../src/ports/records.js'
import type { TextIndex } from '../../../src/ports/text-index.js'
import { vectorSpace } from '../model.js'
import type { Ledger } from './ledger.js'

/** Opens the records of a directory that nobody runs. */
export async function withRecords<Result>(
  data: string,
  use: (records: Records) => Promise<Result>,
): Promise<Result> {
  const embedded = await startPglite({ records: join(data, 'records'), sockets: data })
  try {
    return await use(embedded.records)
  } finally {
    await embedded.close()
  }
}

/** Says everything that is wrong. Whoever ran on the directory has ended, and every document was settled before. */
export const checkStored = (
  data: string,
  ledger: Ledger,
  model: string,
): Promise<readonly string[]> =>
  withRecords(data, async (records) => {
    const faults: string[] = []
    await checkUsageRows(records, data, ledger, model, faults)
    await checkChunkRows(records, faults)
    await checkObjects(records, data, faults)
    const index = await startIndexProcess(join(data, 'index'))
    try {
      await checkIndex(records, 'text', index.texts, ledger, faults)
      const vectors = await index.openVectors(vectorSpace)
      await checkIndex(records, 'vector', vectors, ledger, faults)
    } finally {
      await index.close()
    }
    return faults
  })

const use = z.object({ number: z.number(), count: z.number() })

async function checkUsageRows(
  records: Records,
  data: string,
  { answered, asked }: Ledger,
  model: string,
  faults: string[],
): Promise<void> {
  const journal = await openUsageJournal({
    directory: join(data, 'usage'),
    records,
    onFault: (error) => faults.push(`the journal of usage: ${String(error)}`),
    flushMs: 0,
  })
  await journal.close()
  const rows = await records.query(
    use,
    `SELECT prompt_tokens AS number, count(*)::int AS count FROM usage
     WHERE model = $1 AND NOT is_estimated GROUP BY prompt_tokens`,
    [model],
  )
  const counted = new Map(rows.map(({ number, count }) => [number, count]))
  for (const number of answered) {
    if (!counted.has(number)) faults.push(`the use ${number} is not counted`)
  }
  for (const [number, count] of counted) {
    if (count > 1) faults.push(`the use ${number} is counted ${count} times`)
    if (!asked.has(number)) faults.push(`the use ${number} was never asked for`)
  }
}

const named = z.object({ name: z.string() })

/** What each of these finds should not be. */
const inconsistencies: readonly { readonly what: string; readonly sql: string }[] = [
  {
    what: 'a chunk of no revision that answers',
    sql: `SELECT c.id AS name FROM chunks c JOIN documents d ON d.id = c.document_id
      WHERE c.revision IS DISTINCT FROM d.ready_revision`,
  },
  {
    what: 'a document whose chunks have gaps',
    sql: `SELECT d.name FROM documents d WHERE d.stage = 'ready' AND (
      SELECT count(*) FILTER (WHERE c.revision = d.ready_revision) <> coalesce(max(c.ordinal), -1) + 1 OR count(*) = 0
      FROM chunks c WHERE c.document_id = d.id)`,
  },
  {
    what: 'a text that two chunks of a document hold',
    sql: `SELECT min(id) AS name FROM chunks GROUP BY document_id, text HAVING count(*) > 1`,
  },
  {
    what: 'a chunk in the graph that is nowhere else',
    sql: `SELECT chunk_id AS name FROM graph_chunks WHERE chunk_id NOT IN (SELECT id FROM chunks)`,
  },
  {
    what: 'a chunk that is not in the graph',
    sql: `SELECT id AS name FROM chunks WHERE id NOT IN (SELECT chunk_id FROM graph_chunks)`,
  },
  { what: 'a job that nobody does', sql: `SELECT kind || ' ' || subject AS name FROM jobs` },
  { what: 'a dataset that is still going', sql: `SELECT name FROM datasets WHERE is_deleting` },
]

async function checkChunkRows(records: Records, faults: string[]): Promise<void> {
  for (const { what, sql } of inconsistencies) {
    for (const { name } of await records.query(named, sql)) faults.push(`${what}: ${name}`)
  }
}

async function checkObjects(records: Records, data: string, faults: string[]): Promise<void> {
  const rows = await records.query(named, `SELECT object_key AS name FROM documents`)
  const wanted = new Set(rows.map(({ name }) => name))
  const entries = await readdir(join(data, 'objects'), { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(data, 'objects').length + 1))
  for (const file of files) if (!wanted.has(file)) faults.push(`a file of no document: ${file}`)
  for (const key of wanted) if (!files.includes(key)) faults.push(`the file ${key} is lost`)
}

const indexed = z.object({
  documentId: z.string(),
  tenantId: z.string(),
  datasetId: z.string(),
  name: z.string(),
  chunks: z.number(),
})

async function checkIndex(
  records: Records,
  name: string,
  index: Pick<TextIndex, 'count'>,
  { goneDocuments }: Ledger,
  faults: string[],
): Promise<void> {
  const rows = await records.query(
    indexed,
    `SELECT d.id AS "documentId", d.tenant_id AS "tenantId", d.dataset_id AS "datasetId", d.name,
       (SELECT count(*)::int FROM chunks c WHERE c.document_id = d.id) AS chunks FROM documents d`,
  )
  for (const { name: document, chunks, ...key } of rows) {
    const count = await index.count(key)
    if (count !== chunks)
      faults.push(`${document} has ${chunks} chunks, and ${count} are in the ${name} index`)
  }
  const [any] = rows
  if (any === undefined) return
  for (const documentId of goneDocuments) {
    const count = await index.count({ ...any, documentId })
    if (count > 0)
      faults.push(`${count} chunks of the deleted ${documentId} are in the ${name} index`)
  }
}
