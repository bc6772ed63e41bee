// Reckons the work of an embedding or reranking model in tokens per second, and the speed at which it is done.

import {
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  pointer,
  type Explained,
  type Figure,
  type Model,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import type { GpuFacts } from '../../hardware/gpu.js'
import { shapeSourceOf, type ModelShape } from '../../models/models.js'

/** A passage of 1,000 to 1,500 characters (guide 4.2) is 300 tokens of English to 750 of Korean. */
const passageTokens = 500
const queryTokens = 50

/**
 * Operations of one hardware thread in fp32. NumPy with OpenBLAS multiplied matrices of these models (512 × 1024 × 4096)
 * at 75 to 99 G/s on a thread of an AMD EPYC with AVX-512 whose sibling was idle; two busy threads share a core's units.
 */
const threadOperationsPerSecond = 40e9
/** Share of its data sheet that a GPU reaches on batches of short sequences. */
const gpuShare = 0.3

const tokenSource =
  'guide 4.2: passages of 1,000 to 1,500 characters; about 2 (Korean) to 4 (English) characters a token, reasoned'

/** Tokens that a model must read in a second. Models of one kind share the work alike. */
export function demandOf(
  context: Context,
  engine: string,
  model: Model,
  models: number,
): Explained<number> {
  return model.kind === 'reranking'
    ? rerankingDemand(context, engine, models)
    : embeddingDemand(context, engine, models)
}

function embeddingDemand({ load }: Context, engine: string, models: number): Explained<number> {
  const passages = load.passagesPerSecond.value
  const searches = load.searchesPerSecond.value
  return explained(
    rounded((passages * passageTokens + searches * queryTokens) / models),
    `${engine}/embedding-tokens`,
    '(passages per second × tokens of a passage + searches per second × tokens of a question) ÷ models',
    [
      fromPlan('passages per second', `${passages}`, '/load/passagesPerSecond'),
      fromPlan('searches per second', `${searches}`, '/load/searchesPerSecond'),
      fromFact(
        'tokens',
        `${passageTokens} of a passage, ${queryTokens} of a question`,
        tokenSource,
      ),
      fromFact('models', `${models}`, 'embedding models share the work alike'),
    ],
  )
}

function rerankingDemand(
  { load, platform }: Context,
  engine: string,
  models: number,
): Explained<number> {
  const searches = load.searchesPerSecond.value
  const { candidates } = platform.demand.retrieval
  return explained(
    rounded((searches * searchTokens(candidates)) / models),
    `${engine}/reranking-tokens`,
    'searches per second × candidates × tokens of a question with its passage ÷ models',
    [
      fromPlan('searches per second', `${searches}`, '/load/searchesPerSecond'),
      fromPlatform('candidates', `${candidates}`, '/demand/retrieval/candidates'),
      fromFact(
        'tokens',
        `${passageTokens + queryTokens} of a question with its passage`,
        tokenSource,
      ),
      fromFact('models', `${models}`, 'reranking models share the work alike'),
    ],
  )
}

const searchTokens = (candidates: number): number => candidates * (passageTokens + queryTokens)
const rounded = (value: number): number => Number(value.toPrecision(6))

/** Tokens of one call that a person waits for: a question, or the candidates of one search. */
export function callTokens(context: Context, model: Model): number {
  return model.kind === 'reranking'
    ? searchTokens(context.platform.demand.retrieval.candidates)
    : queryTokens
}

/** Tokens that one replica reads in a second: arithmetic, not a measurement; declared replicas win over it. */
export function speedOf(
  engine: string,
  model: Model,
  index: number,
  shape: ModelShape,
  gpu: GpuFacts | undefined,
  threads: number,
): Explained<Figure> {
  const operationsPerToken = 2 * 12 * shape.layers * shape.hiddenSize ** 2
  const operations =
    gpu === undefined ? threads * threadOperationsPerSecond : gpu.operationsPerSecond * gpuShare
  const source = shapeSourceOf(model)
  const at = pointer('models', index)
  const fromShape = (name: string, value: number) =>
    source === ''
      ? fromPlatform(name, `${value}`, `${at}${pointer('shape')}`)
      : fromFact(name, `${value}`, source)
  return explained(
    { value: rounded(operations / operationsPerToken), unit: 'tokens' } as const,
    `${engine}/speed`,
    gpu === undefined
      ? 'threads × operations of a thread ÷ (2 × 12 × layers × hidden size²)'
      : 'operations of the GPU × share reached ÷ (2 × 12 × layers × hidden size²)',
    [
      ...(gpu === undefined
        ? [
            fromPlan(
              'threads',
              `${threads}`,
              pointer('sizes', engine, model.name, 'resources', 'cpu'),
            ),
            fromFact(
              'operations of a thread',
              '40 G/s in fp32',
              'OpenBLAS sgemm on one AMD EPYC thread: 75 to 99 G/s alone, half when both of a core are busy',
            ),
          ]
        : [
            fromFact('operations of the GPU', `${gpu.operationsPerSecond / 1e12} T/s`, gpu.source),
            fromFact(
              'share reached',
              '30%',
              'reasoned for batches of short sequences; not measured',
            ),
          ]),
      fromShape('layers', shape.layers),
      fromShape('hidden size', shape.hiddenSize),
    ],
  )
}
