// Starts a GGUF model in a process of its own that serves the OpenAI API on a unix socket.

import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { RuntimeError } from '../../error.js'
import { superviseChild } from '../process/supervise.js'
import { engineFacts, type EngineFacts, type EngineOptions } from './options.js'

type LlamaOptions = Pick<EngineOptions, 'name' | 'kind' | 'path' | 'socketPath'> &
  Partial<Omit<EngineOptions, 'name' | 'kind' | 'path' | 'socketPath'>> & {
    /** Called with the share that is loaded, from 0 to 1. */
    readonly onProgress?: (share: number) => void
    readonly loadWithinMs?: number
  }

export type RunningLlama = EngineFacts & {
  /** `unix:/path/to.sock`, where the OpenAI API answers. */
  readonly address: string
  close(): Promise<void>
}

/** Names of unix sockets are this long at most on Linux; the system cuts longer ones without a word. */
const socketPathBytesMax = 107
const progressEveryMs = 250

/**
 * Models that read take memory for each token of a context times each word of their vocabulary: half a GiB with 512 and
 * 250,000. Longer texts are read in parts.
 */
const contextTokensOf = { chat: 4096, embedding: 512, reranking: 512 } as const

/**
 * Resolves when the model is loaded; a process that ends later is started again and loads it again. Throws a
 * RuntimeError `configuration` for a file that is missing or broken, or a model that does not fit into memory.
 */
export async function startLlama(options: LlamaOptions): Promise<RunningLlama> {
  const { onProgress, loadWithinMs = 600_000, ...given } = options
  if (Buffer.byteLength(options.socketPath) > socketPathBytesMax) throw tooLong(options.socketPath)
  const engine: EngineOptions = {
    // One core stays free for the gateway and everything else on the machine.
    threads: Math.max(1, availableParallelism() - 1),
    contextTokensMax: contextTokensOf[options.kind],
    sequences: 1,
    waitingMax: 16,
    ...given,
  }
  const child = await superviseChild({
    name: `model ${options.name}`,
    module: new URL('./main.js', import.meta.url),
    arguments: [JSON.stringify(engine)],
  })
  const timer = setInterval(() => void report(), progressEveryMs)
  const report = async (): Promise<void> => {
    const share = await child.call(z.number(), 'progress', undefined).catch(() => undefined)
    if (share !== undefined) onProgress?.(share)
  }
  try {
    const signal = AbortSignal.timeout(loadWithinMs)
    const facts = await child.call(engineFacts, 'loaded', undefined, signal)
    onProgress?.(1)
    return { ...facts, address: `unix:${options.socketPath}`, close: () => child.close() }
  } catch (error) {
    await child.close()
    throw error
  } finally {
    clearInterval(timer)
  }
}

const tooLong = (path: string): RuntimeError =>
  new RuntimeError(
    'configuration',
    `the path of a socket may have ${socketPathBytesMax} bytes; use a data directory with a shorter path than ${path}`,
  )
