// Makes vectors of texts, also of those that are longer than the model can see at once.

import type { LlamaModel, Token } from 'node-llama-cpp'
import { makeSlots } from './slots.js'

type Embedded = { readonly vectors: readonly (readonly number[])[]; readonly tokens: number }

export type Embedder = {
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded>
}

type Options = {
  readonly contextTokens: number
  readonly threads: number
  readonly waitingMax: number
}

/** Room for the tokens that begin and end a text. */
const markTokens = 2

export async function makeEmbedder(model: LlamaModel, options: Options): Promise<Embedder> {
  const { contextTokens, threads, waitingMax } = options
  const context = await model.createEmbeddingContext({
    contextSize: contextTokens,
    // The models for embedding see a whole text at once: it has to be one batch.
    batchSize: contextTokens,
    threads,
  })
  const slots = makeSlots([context], waitingMax)
  const windowTokens = contextTokens - markTokens

  const embedOne = async (tokens: readonly Token[]): Promise<readonly number[]> => {
    const sum = Array.from<number>({ length: model.embeddingVectorSize }).fill(0)
    for (const window of windowsOf(tokens, windowTokens)) {
      const { vector } = await context.getEmbeddingFor(window)
      const unit = unitOf(vector)
      for (const [at, value] of unit.entries()) sum[at] = (sum[at] ?? 0) + value * window.length
    }
    return unitOf(sum)
  }

  return {
    embed: (texts, signal) =>
      slots.use(signal, async () => {
        const vectors: (readonly number[])[] = []
        let total = 0
        for (const text of texts) {
          signal.throwIfAborted()
          const tokens = model.tokenize(text)
          total += tokens.length
          vectors.push(await embedOne(tokens))
        }
        return { vectors, tokens: total }
      }),
  }
}

/** Windows of about the same length, at least one. */
function windowsOf(tokens: readonly Token[], windowTokens: number): Token[][] {
  const count = Math.max(1, Math.ceil(tokens.length / windowTokens))
  const each = Math.ceil(tokens.length / count)
  return Array.from({ length: count }, (_, at) => tokens.slice(at * each, (at + 1) * each))
}

function unitOf(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector)
  return length === 0 ? vector : vector.map((value) => value / length)
}
