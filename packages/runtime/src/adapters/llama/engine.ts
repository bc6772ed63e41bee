// Loads a GGUF file and makes what its kind of model can do.

import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { getLlama, InsufficientMemoryError, type Llama, type LlamaModel } from 'node-llama-cpp'
import { RuntimeError } from '../../error.js'
import { makeEmbedder, type Embedder } from './embedder.js'
import { makeGenerator, type Generator } from './generator.js'
import type { EngineFacts, EngineOptions } from './options.js'
import { makeReranker, type Reranker } from './reranker.js'

export type Engine = {
  readonly facts: EngineFacts
  readonly generator?: Generator
  readonly embedder?: Embedder
  readonly reranker?: Reranker
  close(): Promise<void>
}

/** Throws a RuntimeError `configuration` that says why the model can't be used. */
export async function loadEngine(
  options: EngineOptions,
  onProgress: (share: number) => void,
): Promise<Engine> {
  await access(options.path, constants.R_OK).catch((cause: unknown) => {
    throw unusable(options, 'there is no file that this user may read', cause)
  })
  const llama = await startLibrary(options)
  try {
    const model = await llama.loadModel({ modelPath: options.path, onLoadProgress: onProgress })
    return { ...(await makeParts(llama, model, options)), close: () => llama.dispose() }
  } catch (error) {
    await llama.dispose()
    if (error instanceof RuntimeError) throw error
    throw unusable(options, reasonOf(error), error)
  }
}

/** On the processor only, with what is installed: nothing is built or fetched when a company starts its platform. */
async function startLibrary(options: EngineOptions): Promise<Llama> {
  try {
    return await getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: options.threads,
      logger: () => undefined,
    })
  } catch (error) {
    throw unusable(options, 'llama.cpp has no build for this machine', error)
  }
}

async function makeParts(
  llama: Llama,
  model: LlamaModel,
  options: EngineOptions,
): Promise<Omit<Engine, 'close'>> {
  const contextTokens = Math.min(options.contextTokensMax, model.trainContextSize)
  switch (options.kind) {
    case 'chat':
      return {
        facts: { contextTokens },
        generator: await makeGenerator(llama, model, { ...options, contextTokens }),
      }
    case 'embedding':
      return {
        facts: { contextTokens, dimensions: model.embeddingVectorSize },
        embedder: await makeEmbedder(model, { ...options, contextTokens }),
      }
    case 'reranking':
      return {
        facts: { contextTokens },
        reranker: await makeReranker(model, { ...options, contextTokens }),
      }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof InsufficientMemoryError) return 'it does not fit into the free memory'
  return 'the file is broken, or no GGUF of a kind that llama.cpp knows'
}

const unusable = ({ name, path }: EngineOptions, reason: string, cause: unknown): RuntimeError =>
  new RuntimeError('configuration', `the model ${name} at ${path} can't be used: ${reason}`, {
    cause,
  })
