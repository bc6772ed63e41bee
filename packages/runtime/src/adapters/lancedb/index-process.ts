// Starts the process of the index and speaks for it: texts, vectors and what texts mention.

import { availableParallelism } from 'node:os'
import type { z } from 'zod'
import type { Mention } from '../../ports/graph.js'
import type { TextIndex } from '../../ports/text-index.js'
import type { VectorIndex } from '../../ports/vector-index.js'
import { superviseChild } from '../process/supervise.js'
import { replies } from './messages.js'
import type { VectorSpace } from './vector-engine.js'

export type IndexProcess = {
  readonly texts: TextIndex
  /** The index of one model's vectors; made when it is not there. A model of other dimensions has another. */
  openVectors(space: VectorSpace): Promise<VectorIndex>
  /** What each text speaks of, for the graph: of chunks and of questions. */
  mentionsOf(
    texts: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly Mention[])[]>
  /** Terms of a question, without the words that only ask, and of texts: what supports an answer is judged by them. */
  termsOf(question: string, texts: readonly string[]): Promise<QuestionAndTexts>
  /** Makes the next searches fast now instead of in the next idle moment. */
  tidy(): Promise<void>
  /** Undefined while it is started again. */
  pid(): number | undefined
  close(): Promise<void>
}

type QuestionAndTexts = {
  readonly question: readonly string[]
  readonly texts: readonly (readonly string[])[]
}

/**
 * With one thread, which is what it takes on one core, LanceDB waits for itself for ever: seen with 0.31 within 30
 * replacements of 500 chunks under `taskset --cpu-list 1`, and never with two.
 */
const engineThreads = Math.max(2, availableParallelism())

/** Opens the index in the directory, which nobody else may have open. */
export async function startIndexProcess(directory: string): Promise<IndexProcess> {
  const child = await superviseChild({
    name: 'index',
    module: new URL('./main.js', import.meta.url),
    arguments: [directory],
    environment: { LANCE_LOG: 'error', RUST_LOG: 'error', LANCE_CPU_THREADS: `${engineThreads}` },
    callWithinMs: 300_000,
    heapMebibytesMax: 512,
  })
  const call = <Value>(
    schema: z.ZodType<Value>,
    method: string,
    input: unknown,
    signal?: AbortSignal,
  ): Promise<Value> => child.call(schema, method, input, signal)

  const texts: TextIndex = {
    async replace(document, chunks) {
      await call(replies.done, 'replaceText', { document, chunks })
    },
    async remove(document) {
      await call(replies.done, 'removeText', { document })
    },
    search: (query, scope, { limit, signal }) =>
      call(replies.hits, 'searchText', { query, scope, limit }, signal),
    count: (document) => call(replies.count, 'countText', { document }),
  }
  const vectorsOf = (space: VectorSpace): VectorIndex => ({
    async replace(document, chunks) {
      await call(replies.done, 'replaceVectors', { space, document, chunks })
    },
    async remove(document) {
      await call(replies.done, 'removeVectors', { space, document })
    },
    search: (vector, scope, { limit, signal }) =>
      call(replies.hits, 'searchVectors', { space, vector, scope, limit }, signal),
    count: (document) => call(replies.count, 'countVectors', { space, document }),
  })

  return {
    texts,
    async openVectors(space) {
      await call(replies.done, 'openVectors', { space })
      return vectorsOf(space)
    },
    mentionsOf: (texts, signal) => call(replies.mentions, 'mentions', { texts }, signal),
    termsOf: (question, texts) => call(replies.terms, 'terms', { question, texts }),
    async tidy() {
      await call(replies.done, 'tidy', {})
    },
    pid: () => child.pid(),
    close: () => child.close(),
  }
}
