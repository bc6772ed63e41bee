// One table of the index: rows of documents, replaced as wholes, searchable at once and tidied when nobody writes.

import { Index, type Connection, type Table } from '@lancedb/lancedb'
import { Field, Schema, Utf8, type DataType } from 'apache-arrow'
import { makeId } from '../../identifier.js'
import type { DocumentKey } from '../../ports/text-index.js'
import { ofDocument, staleOf } from './predicate.js'
import { makeWriter, type Change } from './writer.js'

/** What each row holds beside what it is searched by. */
export type StoredChunk = { readonly chunk_id: string }

export type DocumentTable<Row extends StoredChunk> = {
  readonly table: Table
  /** Makes these the document's rows, each chunk once; no rows forget it. Nothing is missing meanwhile. */
  replace(document: DocumentKey, rows: readonly Row[]): Promise<void>
  readonly count: (document: DocumentKey) => Promise<number>
  /** Merges fragments, indexes what is not yet, drops old versions; waits for what is being written. */
  readonly tidy: () => Promise<void>
  readonly close: () => Promise<void>
}

type Layout = {
  readonly name: string
  readonly content: Field<DataType>
  /** Makes the indexes of the content; called for a new table, and each time that it was tidied. */
  readonly indexContent: (table: Table) => Promise<void>
}

/** A thousand rows that are not indexed yet cost a search 8 ms; indexing them costs 40 ms for each thousand of the table. */
const rowsUntidiedMin = 2000
const shareUntidied = 0.1
/** Each commit leaves files that every search opens. */
const commitsUntidied = 256
/**
 * How long nobody has to have written. The engine guesses how rare a term is from what is indexed: soon where the new rows
 * are a share of the table that changes that, later where tidying costs more than it gains.
 */
const idleMs = { forMany: 1000, forFew: 60_000 }
const manyShare = 0.01
/** A search holds its version for seconds at most. */
const versionsKeptMs = 60_000

const keyColumns = ['tenant_id', 'dataset_id', 'document_id', 'chunk_id', 'generation'] as const

export async function openDocumentTable<Row extends StoredChunk>(
  connection: Connection,
  layout: Layout,
): Promise<DocumentTable<Row>> {
  const table = await openTable(connection, layout)
  let rowsIndexed = await table.countRows()
  // An earlier process may have ended before it tidied.
  let untidied = { commits: Math.min(rowsIndexed, 1), rows: 0 }
  let isClosed = false
  let timer: NodeJS.Timeout | undefined

  const tidyNow = async (): Promise<void> => {
    if (untidied.commits === 0 || isClosed) return
    untidied = { commits: 0, rows: 0 }
    await optimize()
    await layout.indexContent(table)
    rowsIndexed = await table.countRows()
    // What this version replaces is half of the disk's use, and too young to be dropped yet.
    later(optimize, versionsKeptMs * 2)
  }
  const optimize = async (): Promise<void> => {
    if (isClosed) return
    await table.optimize({ cleanupOlderThan: new Date(Date.now() - versionsKeptMs) })
  }
  const isDue = (): boolean =>
    untidied.commits >= commitsUntidied ||
    untidied.rows >= Math.max(rowsUntidiedMin, rowsIndexed * shareUntidied)

  const writer = makeWriter<Row>(async (changes) => {
    const added = await commitChanges(table, changes)
    untidied = { commits: untidied.commits + 1, rows: untidied.rows + added }
    later(tidyNow, untidied.rows > rowsIndexed * manyShare ? idleMs.forMany : idleMs.forFew)
    if (isDue()) quietly(tidyWhereDue)
  })
  const tidyWhereDue = async (): Promise<void> => {
    if (isDue()) await tidyNow()
  }
  const quietly = (work: () => Promise<void>): void =>
    void writer.between(work).catch(reportUntidied)
  const later = (work: () => Promise<void>, pauseMs: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => quietly(work), pauseMs)
    timer.unref()
  }
  if (untidied.commits > 0) later(tidyNow, idleMs.forFew)

  return {
    table,
    replace: (document, rows) => {
      ofDocument(document)
      return writer.write({ document, rows: uniqueChunks(rows) })
    },
    count: (document) => table.countRows(ofDocument(document)),
    tidy: () => writer.between(tidyNow),
    async close() {
      isClosed = true
      clearTimeout(timer)
      await writer.between(() => {
        table.close()
        return Promise.resolve()
      })
    },
  }
}

/** An untidied table answers the same, only slower: it is tidied after a later write. */
const reportUntidied = (error: unknown): void =>
  console.warn('the index could not be tidied; it will be tried again', error)

const uniqueChunks = <Row extends StoredChunk>(rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row): [string, Row] => [row.chunk_id, row])).values(),
]

async function openTable(connection: Connection, layout: Layout): Promise<Table> {
  const names = await connection.tableNames({ limit: 10_000 })
  const keys = keyColumns.map((name) => new Field(name, new Utf8(), false))
  const schema = new Schema([...keys, layout.content])
  const table = names.includes(layout.name)
    ? await connection.openTable(layout.name)
    : await connection.createEmptyTable(layout.name, schema, { existOk: true })
  await indexKeys(table)
  await layout.indexContent(table)
  return table
}

/** Also mends a table whose making was killed before its indexes were there. */
async function indexKeys(table: Table): Promise<void> {
  const indexed = new Set((await table.listIndices()).flatMap(({ columns }) => columns))
  const wanted = [
    ['tenant_id', Index.bitmap()],
    ['dataset_id', Index.bitmap()],
    ['document_id', Index.btree()],
  ] as const
  for (const [column, config] of wanted) {
    if (!indexed.has(column)) await table.createIndex(column, { config })
  }
}

/**
 * The new rows come first, then the old ones go: killed in between, both are there, which a search answers once and the
 * next replacement mends. So a document is never missing while it is replaced. Answers with the rows that it added.
 */
async function commitChanges<Row extends StoredChunk>(
  table: Table,
  changes: readonly Change<Row>[],
): Promise<number> {
  const generation = makeId()
  const rows = changes.flatMap(({ document, rows }) =>
    rows.map((row) => ({
      tenant_id: document.tenantId,
      dataset_id: document.datasetId,
      document_id: document.documentId,
      generation,
      ...row,
    })),
  )
  if (rows.length > 0) await table.add(rows)
  await table.delete(
    staleOf(
      changes.map(({ document }) => document),
      generation,
    ),
  )
  return rows.length
}
