// Port: what documents speak of and what is spoken of together; tables serve it on one machine, Neo4j in a cluster.

import type { Chunks, DocumentKey, Hit, Scope, SearchOptions } from './text-index.js'

/** A thing that a chunk names: a name, a noun phrase, an identifier; already in the form that is compared. */
export type Mention = { readonly term: string; readonly count: number }

export type MentioningChunk = { readonly chunkId: string; readonly mentions: readonly Mention[] }

export type Graph = {
  /**
   * Makes these the document's chunks, as in a text index; where they end with an error, those that came may be found
   * beside those from before.
   */
  replace(document: DocumentKey, chunks: Chunks<MentioningChunk>): Promise<void>
  remove(document: DocumentKey): Promise<void>
  /** Chunks that name the terms, or what is often named with them, rare terms first. */
  search(terms: readonly string[], scope: Scope, options: SearchOptions): Promise<readonly Hit[]>
  count(document: DocumentKey): Promise<number>
}
