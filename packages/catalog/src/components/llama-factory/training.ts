// Says what is trained: the method, the model and the GPUs, and the memory that these three lead to.

import {
  approximateBytes,
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
import { findGpu, type GpuFacts } from '../../hardware/gpu.js'
import { shapeOf } from '../../models/models.js'
import { poolOf } from '../../pool.js'

const methods = ['lora', 'qlora', 'full'] as const
type TrainingMethod = (typeof methods)[number]

/** As people write them. */
export const trainingMethods: readonly string[] = methods

/**
 * Bytes of GPU memory for a parameter, the largest that a row of the table gives at any size. Full keeps weights,
 * gradients and the optimizer; LoRA the frozen weights in 16 bit, QLoRA in 4 bit, and little beside them.
 */
const bytesPerParameter: { readonly [method in TrainingMethod]: number } = {
  full: 18,
  lora: 2.3,
  qlora: 0.86,
}
const table =
  'hiyouga/LLaMA-Factory v0.9.3 README.md hardware requirement: full 18 × B, LoRA 16 GB and QLoRA 6 GB for 7B'

/** DeepSpeed ZeRO-3 shares weights among GPUs; 4-bit weights cannot be shared so, and every GPU holds them all. */
export const isShared = (method: TrainingMethod): boolean => method !== 'qlora'

const optionsAt = pointer('components', 'llama-factory', 'options')

/** Undefined when the platform writes a method that there is none of. */
export function methodOf({ platform }: Context): TrainingMethod | undefined {
  const written = platform.components['llama-factory']?.options?.['method'] ?? 'lora'
  return methods.find((method) => method === written)
}

/** The model of the platform that is trained: the one that is named, else the smallest that chats. */
export function trainedModelOf({ platform }: Context): Model | undefined {
  const written = platform.components['llama-factory']?.options?.['model']
  if (written !== undefined) return platform.models.find(({ name }) => name === written)
  const parameters = (model: Model): number => shapeOf(model)?.parameters ?? Number.MAX_VALUE
  return platform.models
    .filter(({ kind }) => kind === 'chat')
    .toSorted((left, right) => parameters(left) - parameters(right))[0]
}

/** The GPUs of the machines for training; undefined when the inventory names none that are known. */
const trainingGpuOf = (context: Context): GpuFacts | undefined =>
  findGpu(poolOf(context, 'llama-factory', 'board', 'training')?.pool.gpus?.product ?? '')

export function gpusOf({ platform }: Context): Explained<number> {
  const written = platform.components['llama-factory']?.options?.['gpus']
  if (typeof written === 'number') {
    return explained(written, 'declared', '', [
      fromPlatform('gpus', `${written}`, `${optionsAt}${pointer('gpus')}`),
    ])
  }
  const { gpus } = platform.demand.fineTuning
  return explained(Math.max(1, gpus), 'llama-factory/gpus', 'max(1, GPUs of a training job)', [
    fromPlatform('GPUs of a training job', `${gpus}`, '/demand/fineTuning/gpus'),
  ])
}

/** Figures lie under `/sizes/llama-factory/board/figures/`; there are none where the model or the GPU is not known. */
export function trainingFigures(
  context: Context,
  gpus: number,
): { readonly [name: string]: Explained<Figure> } {
  const method = methodOf(context)
  const model = trainedModelOf(context)
  const shape = model === undefined ? undefined : shapeOf(model)
  if (method === undefined || model === undefined || shape === undefined) return {}
  const total = shape.parameters * bytesPerParameter[method]
  const each = Math.ceil(isShared(method) ? total / gpus : total)
  const gpu = trainingGpuOf(context)
  const figure = (name: string): string => `/sizes/llama-factory/board/figures/${name}`
  return {
    trainingBytes: explained(
      { value: Math.ceil(total), unit: 'bytes' } as const,
      'llama-factory/training',
      'parameters × bytes per parameter',
      [
        fromPlatform(
          'parameters',
          `${shape.parameters} (${model.name})`,
          pointer('models', context.platform.models.indexOf(model)),
        ),
        fromFact('bytes per parameter', `${bytesPerParameter[method]} (${method})`, table),
      ],
    ),
    trainingBytesPerGpu: explained(
      { value: each, unit: 'bytes' } as const,
      'llama-factory/training-per-gpu',
      isShared(method)
        ? 'bytes of the training ÷ GPUs (DeepSpeed ZeRO-3)'
        : 'all of it: 4-bit weights are not shared among GPUs',
      [
        fromPlan('bytes of the training', approximateBytes(total), figure('trainingBytes')),
        fromPlan('GPUs', `${gpus}`, '/sizes/llama-factory/board/resources/gpus'),
      ],
    ),
    ...(gpu === undefined
      ? {}
      : {
          gpuBytes: explained(
            { value: gpu.memory, unit: 'bytes' } as const,
            'llama-factory/gpu-memory',
            '',
            [fromFact(gpu.product, approximateBytes(gpu.memory), gpu.source)],
          ),
        }),
  }
}

/** A training that its GPUs do not hold; bytes are those on each GPU. */
type Misfit = {
  readonly model: string
  readonly method: TrainingMethod
  readonly gpus: number
  readonly gpu: string
  readonly needed: number
  readonly available: number
  /** The fewest GPUs that hold it; 0 when no number of them does. */
  readonly fits: number
}

export function trainingMisfit(context: Context): Misfit | undefined {
  const sizes = context.sizes['llama-factory']?.['board']
  const method = methodOf(context)
  const model = trainedModelOf(context)
  const gpu = trainingGpuOf(context)
  const total = sizes?.figures['trainingBytes']?.value.value
  const needed = sizes?.figures['trainingBytesPerGpu']?.value.value
  const gpus = sizes?.gpus?.value
  if (method === undefined || model === undefined || gpu === undefined) return undefined
  if (total === undefined || needed === undefined || gpus === undefined) return undefined
  const available = gpu.memory
  return needed <= available
    ? undefined
    : {
        model: model.name,
        method,
        gpus,
        gpu: gpu.product,
        needed,
        available,
        fits: gpusThatFit(method, total, available),
      }
}

/** In powers of two, on one machine. */
function gpusThatFit(method: TrainingMethod, total: number, available: number): number {
  if (!isShared(method)) return 0
  return [1, 2, 4, 8].find((count) => total / count <= available) ?? 0
}
