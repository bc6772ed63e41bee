// What a model's process is started with.

import { z } from 'zod'

const modelKinds = ['chat', 'embedding', 'reranking'] as const

export const engineOptions = z.object({
  /** The name that requests ask for. */
  name: z.string().min(1),
  kind: z.enum(modelKinds),
  /** A GGUF file. */
  path: z.string().min(1),
  socketPath: z.string().min(1),
  threads: z.int().positive(),
  /** Tokens of one request and its answer; never more than the model was trained on. */
  contextTokensMax: z.int().positive(),
  /** Requests that are answered side by side; each takes the memory of a whole context. */
  sequences: z.int().positive(),
  /** Requests that may wait; one more is refused. */
  waitingMax: z.int().nonnegative(),
})

export type EngineOptions = z.infer<typeof engineOptions>

/** What a model says of itself once it is loaded. */
export const engineFacts = z.object({
  contextTokens: z.int().positive(),
  /** Of its vectors; only models for embedding have them. */
  dimensions: z.int().positive().optional(),
})

export type EngineFacts = z.infer<typeof engineFacts>
