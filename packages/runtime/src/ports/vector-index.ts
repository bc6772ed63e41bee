// Port: finding chunks by the direction of their vectors; LanceDB serves it on one machine, Milvus in a cluster.

import type { Chunks, DocumentKey, Hit, Scope, SearchOptions } from './text-index.js'

export type IndexedVector = { readonly chunkId: string; readonly vector: Float32Array }

/** Vectors of one model, all of the same dimensions; a change of model means another index. */
export type VectorIndex = {
  /** As in a text index. */
  replace(document: DocumentKey, chunks: Chunks<IndexedVector>): Promise<void>
  remove(document: DocumentKey): Promise<void>
  /** The nearest by cosine first; the score is the cosine. */
  search(vector: Float32Array, scope: Scope, options: SearchOptions): Promise<readonly Hit[]>
  count(document: DocumentKey): Promise<number>
}
