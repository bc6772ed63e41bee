// Scores how well documents answer a query.

import type { LlamaModel } from 'node-llama-cpp'
import { makeSlots } from './slots.js'

export type Reranker = {
  /** A score from 0 to 1 for each document, in their order. */
  rank(query: string, documents: readonly string[], signal: AbortSignal): Promise<readonly number[]>
}

type Options = {
  readonly contextTokens: number
  readonly threads: number
  readonly waitingMax: number
}

export async function makeReranker(model: LlamaModel, options: Options): Promise<Reranker> {
  const { contextTokens, threads, waitingMax } = options
  const context = await model.createRankingContext({
    contextSize: contextTokens,
    batchSize: contextTokens,
    threads,
  })
  const slots = makeSlots([context], waitingMax)
  return {
    rank: (query, documents, signal) =>
      slots.use(signal, async () => {
        const scores: number[] = []
        for (const document of documents) {
          signal.throwIfAborted()
          scores.push(await context.rank(query, document, { onOverflow: 'maxChunk' }))
        }
        return scores
      }),
  }
}
