// Starts the process of the index and speaks for it: texts, vectors and what texts mention.

import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { z } from 'zod'
import type { Mention } from '../../ports/graph.js'
import type { Chunks, DocumentKey, IndexedText, TextIndex } from '../../ports/text-index.js'
import type { IndexedVector, VectorIndex } from '../../ports/vector-index.js'
import { batches } from '../../batches.js'
import { makeNamedTurns, type InTurnOf } from '../../turns.js'
import { superviseChild } from '../process/supervise.js'
import { replies } from './messages.js'
import type { Stage } from './staging.js'
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

/** Chunks of one message: a few milliseconds of both processes. */
const chunksPerPart = 500

type Parts<Chunk> = {
  stage(stage: Stage, some: readonly Chunk[]): Promise<unknown>
  end(stage: Stage, last: readonly Chunk[]): Promise<unknown>
  drop(id: string): Promise<unknown>
}

/** Only the last part writes, so that a document is written whole or not at all. */
async function inParts<Chunk>(chunks: Chunks<Chunk>, parts: Parts<Chunk>): Promise<void> {
  const id = randomUUID()
  let staged = 0
  let last: readonly Chunk[] = []
  try {
    for await (const part of batches(chunks, chunksPerPart)) {
      if (last.length > 0) {
        await parts.stage({ id, parts: staged }, last)
        staged += 1
      }
      last = part
    }
    await parts.end({ id, parts: staged }, last)
  } catch (error) {
    // What failed is told, whether or not the other process is still there to forget it.
    if (staged > 0) await parts.drop(id).catch(() => undefined)
    throw error
  }
}

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

  /** However many parts documents have: what was asked for last is what stays. */
  const writerOf = <Chunk>(kind: 'Text' | 'Vectors', inTurn: InTurnOf, target: object = {}) => ({
    replace: (document: DocumentKey, chunks: Chunks<Chunk>): Promise<void> =>
      inTurn(document.documentId, () =>
        inParts(chunks, {
          stage: (stage, some) => call(replies.done, `stage${kind}`, { stage, chunks: some }),
          drop: (id) => call(replies.done, 'dropStaged', { id }),
          end: (stage, last) =>
            call(replies.done, `replace${kind}`, { ...target, document, stage, chunks: last }),
        }),
      ),
    remove: (document: DocumentKey): Promise<void> =>
      inTurn(document.documentId, async () => {
        await call(replies.done, `remove${kind}`, { ...target, document })
      }),
  })
  const vectorsInTurn = makeNamedTurns()

  const texts: TextIndex = {
    ...writerOf<IndexedText>('Text', makeNamedTurns()),
    search: (query, scope, { limit, signal }) =>
      call(replies.hits, 'searchText', { query, scope, limit }, signal),
    count: (document) => call(replies.count, 'countText', { document }),
  }
  const vectorsOf = (space: VectorSpace): VectorIndex => ({
    ...writerOf<IndexedVector>('Vectors', vectorsInTurn, { space }),
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
