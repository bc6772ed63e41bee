// Port: finding chunks by their words; LanceDB serves it on one machine, OpenSearch in a cluster.

/** What a caller may search: nothing outside of it is ever looked at, let alone returned. */
export type Scope = { readonly tenantId: string; readonly datasetIds: readonly string[] }

/** Where a chunk belongs. */
export type DocumentKey = {
  readonly tenantId: string
  readonly datasetId: string
  readonly documentId: string
}

export type Hit = { readonly chunkId: string; readonly score: number }

export type SearchOptions = { readonly limit: number; readonly signal?: AbortSignal }

export type IndexedText = { readonly chunkId: string; readonly text: string }

/** Those of a long document come one after the other, so that nobody has to hand over all of them at once. */
export type Chunks<Chunk> = Iterable<Chunk> | AsyncIterable<Chunk>

export type TextIndex = {
  /**
   * Makes these the document's chunks: none from before stays, and each is there once, however often it is called. Where
   * the chunks end with an error, that is thrown, and the document is as it was.
   */
  replace(document: DocumentKey, chunks: Chunks<IndexedText>): Promise<void>
  /** Forgets the document; one that is not there is forgotten already. */
  remove(document: DocumentKey): Promise<void>
  /** The best first, by a score that only compares within one answer. */
  search(query: string, scope: Scope, options: SearchOptions): Promise<readonly Hit[]>
  /** Chunks of a document that are searchable: what a checker compares with the records. */
  count(document: DocumentKey): Promise<number>
}
