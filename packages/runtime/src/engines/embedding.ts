// The embedding model, if there is one: its vectors, and an index that opens when the model has loaded.

import type { IndexProcess } from '../adapters/lancedb/index-process.js'
import { RuntimeError } from '../error.js'
import type { BackendModel } from '../gateway/backends/router.js'
import type { Embedding } from '../ingest/pipeline.js'
import { describeError, type Log } from '../log.js'
import type { VectorIndex } from '../ports/vector-index.js'
import type { SearchModels } from './masked-search.js'
import type { LocalModels } from './models.js'
import type { EngineStates } from './states.js'

type Options = {
  readonly model: BackendModel
  readonly models: LocalModels
  readonly backends: Pick<SearchModels, 'embed'>
  readonly index: IndexProcess
  readonly states: EngineStates
  readonly log: Log
}

/** Some models tell questions from passages by what stands before them. */
export type OpenEmbedding = Embedding & { readonly embedQuestions: Embedding['embed'] }

/** Answers at once; until the model has loaded, the vector leg says that it failed, and documents wait. */
export function openEmbedding(options: Options): OpenEmbedding {
  const { model, models, backends } = options
  const prefixes = models.prefixesOf(model.name)
  const embedAfter =
    (prefix: string): Embedding['embed'] =>
    (texts, signal) =>
      backends.embed(
        model.name,
        texts.map((text) => prefix + text),
        signal,
      )
  const opened = open(options)
  opened.catch(() => undefined)
  const index: VectorIndex = {
    replace: async (document, chunks) => (await opened).replace(document, chunks),
    remove: async (document) => (await opened).remove(document),
    search: async (vector, scope, search) => (await opened).search(vector, scope, search),
    count: async (document) => (await opened).count(document),
  }
  return {
    model: model.name,
    index,
    embed: embedAfter(prefixes.passage),
    embedQuestions: embedAfter(prefixes.query),
  }
}

async function open({
  model,
  models,
  backends,
  index,
  states,
  log,
}: Options): Promise<VectorIndex> {
  states.set('vectors', 'off', 'the embedding model is loading')
  try {
    if (!(await models.loaded(model.name))) throw brokenModel(model.name)
    const dimensions = model.dimensions ?? (await dimensionsOf(backends, model.name))
    const opened = await index.openVectors({ model: model.name, dimensions })
    states.set('vectors', 'on', model.name)
    return opened
  } catch (error) {
    states.set('vectors', 'broken', error instanceof Error ? error.message : 'it does not answer')
    log.error('the vector index is off', { error: describeError(error) })
    throw error
  }
}

const brokenModel = (name: string): RuntimeError =>
  new RuntimeError('unavailable', `the embedding model ${name} does not load`)

const firstVectorMsMax = 60_000

async function dimensionsOf(backends: Options['backends'], model: string): Promise<number> {
  const signal = AbortSignal.timeout(firstVectorMsMax)
  const [vector] = await backends.embed(model, ['dimensions'], signal)
  if (vector === undefined) throw new RuntimeError('upstream-failed', `${model} gives no vector`)
  return vector.length
}
