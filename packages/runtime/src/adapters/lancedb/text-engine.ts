// Finds chunks by their terms: LanceDB ranks by BM25 what our own analysis made of texts and questions.

import { Index, MatchQuery, type Connection, type Table } from '@lancedb/lancedb'
import { Field, Utf8 } from 'apache-arrow'
import type { Analyzer } from '../../analysis/terms.js'
import type { DocumentKey, Hit, IndexedText, Scope } from '../../ports/text-index.js'
import { makeTurns } from '../../turns.js'
import { hitsOf } from './hits.js'
import { oneByOne } from './one-by-one.js'
import { insideScope } from './predicate.js'
import { openDocumentTable, type DocumentTable, type StoredChunk } from './table.js'

type TextEngine = {
  replace(document: DocumentKey, chunks: readonly IndexedText[]): Promise<void>
  search(query: string, scope: Scope, limit: number): Promise<readonly Hit[]>
} & Pick<DocumentTable<TextRow>, 'count' | 'tidy' | 'close'>

type TextRow = StoredChunk & { readonly terms: string }

/** A search that takes longer is of no use to a person who waits. */
const searchMsMax = 10_000

export async function openTextEngine(
  connection: Connection,
  analyzer: Analyzer,
): Promise<TextEngine> {
  const rows = await openDocumentTable<TextRow>(connection, {
    name: 'texts',
    content: new Field('terms', new Utf8(), false),
    indexContent: indexTerms,
  })
  // Documents are analysed one after the other: what was asked for last must not be written first.
  const inTurn = makeTurns()
  return {
    count: rows.count,
    tidy: rows.tidy,
    async replace(document, chunks) {
      const writing = await inTurn(async () => {
        const analysed = await analyzed(chunks, analyzer)
        return { done: rows.replace(document, analysed) }
      })
      await writing.done
    },
    async close() {
      await inTurn(() => Promise.resolve())
      await rows.close()
    },
    async search(query, scope, limit) {
      const terms = analyzer.questionTermsOf(query)
      if (terms.length === 0 || scope.datasetIds.length === 0) return []
      const found: unknown[] = await rows.table
        .query()
        .fullTextSearch(new MatchQuery(terms.join(' '), 'terms'))
        .where(insideScope(scope))
        .select(['chunk_id', '_score'])
        .limit(limit)
        .toArray({ timeoutMs: searchMsMax })
      return hitsOf(found, ({ _score }) => _score ?? 0)
    },
  }
}

/** Everything of the engine's own analysis is off: it would cut Korean at white space and fold our marks. */
async function indexTerms(table: Table): Promise<void> {
  const indexes = await table.listIndices()
  if (indexes.some(({ columns }) => columns.includes('terms'))) return
  const config = Index.fts({
    baseTokenizer: 'whitespace',
    lowercase: false,
    stem: false,
    removeStopWords: false,
    asciiFolding: false,
    withPosition: false,
    maxTokenLength: 256,
  })
  await table.createIndex('terms', { config })
}

const analyzed = (
  chunks: readonly IndexedText[],
  analyzer: Analyzer,
): Promise<readonly TextRow[]> =>
  oneByOne(chunks, ({ chunkId, text }) => ({
    chunk_id: chunkId,
    terms: analyzer.termsOf(text).join(' '),
  }))
