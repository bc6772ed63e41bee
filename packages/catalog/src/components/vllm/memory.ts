// Computes what fits into GPU memory: weights, overhead and the KV cache, as vLLM itself reckons.

import {
  approximateBytes,
  bytes,
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  gibibytes,
  pointer,
  printRatio,
  type Bytes,
  type Explained,
  type Figure,
  type Model,
} from '@llmflow/spec'
import type { GpuFacts } from '../../hardware/gpu.js'
import { bytesPerParameterOf, shapeSourceOf, type ModelShape } from '../../models/models.js'

/** Tokens in a block of the KV cache: vLLM's default block size. */
const blockTokens = 16
/** --max-num-seqs: sequences that run at once, whatever the cache holds. vLLM’s own default but for 0.22 on an H100. */
export const sequencesMax = 256

const source =
  'vllm v0.6.0 vllm/worker/worker.py determine_num_available_blocks, cache_engine.py get_cache_block_size'

/**
 * Memory outside weights and cache on each GPU: CUDA context, NCCL and peak activations. vLLM measures it at start;
 * public logs give 1.4 GiB for one GPU and 3 to 14 GiB with tensor parallel, so it is planned as 2 and 5 GiB.
 */
function overheadOf(tensorParallel: number): Bytes {
  return gibibytes(tensorParallel === 1 ? 2 : 5)
}

type ModelMemory = {
  readonly weightsPerGpu: Explained<Figure>
  readonly cachePerGpu: Explained<Figure>
  readonly cacheTokens: Explained<Figure>
  /** Sequences of the model's whole context that one replica holds. */
  readonly sequencesAtContext: Explained<Figure>
  /** Sequences of the demand's usual length that one replica holds. */
  readonly sequencesAtDemand: Explained<Figure>
}

/** Memory of one replica of a model. Figures lie under `/sizes/vllm/<model>/figures/`. */
export function memoryOf(
  model: Model,
  index: number,
  shape: ModelShape,
  gpu: GpuFacts,
  context: number,
  tokensPerAnswer: number,
): ModelMemory {
  const tensorParallel = model.tensorParallel ?? 1
  const at = (key: string): string => pointer('models', index, key)
  const figure = (name: string): string => pointer('sizes', 'vllm', model.name, 'figures', name)
  const shapeSource = shapeSourceOf(model)
  const fromShape = (name: string, value: number) =>
    shapeSource === ''
      ? fromPlatform(name, `${value}`, at('shape'))
      : fromFact(name, `${value}`, shapeSource)
  const parallel = fromPlatform('GPUs per replica', `${tensorParallel}`, at('tensorParallel'))

  const weights = (shape.parameters * bytesPerParameterOf(model)) / tensorParallel
  const weightsPerGpu = explained(
    { value: Math.ceil(weights), unit: 'bytes' } as const,
    'vllm/weights',
    'parameters × bytes per parameter ÷ GPUs per replica',
    [
      fromShape('parameters', shape.parameters),
      fromPlatform(
        'bytes per parameter',
        `${bytesPerParameterOf(model)} (${model.precision})`,
        at('precision'),
      ),
      parallel,
    ],
  )
  const overhead = overheadOf(tensorParallel)
  const pool = gpu.memory * model.memoryUtilization - weights - overhead
  const cachePerGpu = explained(
    { value: Math.max(0, Math.floor(pool)), unit: 'bytes' } as const,
    'vllm/cache',
    'GPU memory × memory utilization − weights − overhead',
    [
      fromFact('GPU memory', approximateBytes(gpu.memory), gpu.source),
      fromPlatform(
        'memory utilization',
        printRatio(model.memoryUtilization),
        at('memoryUtilization'),
      ),
      fromPlan('weights', approximateBytes(weights), figure('weightsPerGpu')),
      fromFact(
        'overhead',
        approximateBytes(overhead),
        'CUDA, NCCL and activations; vllm PR 2031 and PR 12569',
      ),
    ],
  )
  const heads = Math.max(1, Math.floor(shape.keyValueHeads / tensorParallel))
  const elementBytes = model.cachePrecision === 'fp8' ? 1 : 2
  const bytesPerToken = bytes(2 * shape.layers * heads * shape.headDimension * elementBytes)
  const blocks = Math.max(0, Math.floor(pool / (blockTokens * bytesPerToken)))
  const tokens = blocks * blockTokens
  const cacheTokens = explained(
    { value: tokens, unit: 'tokens' } as const,
    'vllm/cache-tokens',
    '⌊cache ÷ (16 × 2 × layers × KV heads per GPU × head dimension × bytes)⌋ × 16',
    [
      fromPlan('cache', approximateBytes(Math.max(0, pool)), figure('cachePerGpu')),
      fromShape('layers', shape.layers),
      fromShape('KV heads', shape.keyValueHeads),
      fromShape('head dimension', shape.headDimension),
      fromPlatform(
        'bytes of a cache value',
        `${elementBytes} (${model.cachePrecision})`,
        at('cachePrecision'),
      ),
      parallel,
      fromFact('block', `${blockTokens} tokens`, source),
    ],
  )
  const sequences = (length: number): number =>
    Math.min(sequencesMax, Math.floor(tokens / Math.max(1, length)))
  return {
    weightsPerGpu,
    cachePerGpu,
    cacheTokens,
    sequencesAtContext: explained(
      { value: sequences(context), unit: 'count' } as const,
      'vllm/sequences-at-context',
      'min(256, ⌊cache tokens ÷ context⌋)',
      [
        fromPlan('cache tokens', `${tokens}`, figure('cacheTokens')),
        fromPlatform('context', `${context}`, at('context')),
      ],
    ),
    sequencesAtDemand: explained(
      { value: sequences(tokensPerAnswer), unit: 'count' } as const,
      'vllm/sequences-at-demand',
      'min(256, ⌊cache tokens ÷ tokens of an answer⌋)',
      [
        fromPlan('cache tokens', `${tokens}`, figure('cacheTokens')),
        fromPlan('tokens of an answer', `${tokensPerAnswer}`, '/load/tokensPerAnswer'),
      ],
    ),
  }
}
