// Sizes each chat model: replicas from the requests in flight, GPUs from its parallelism, memory from its shape.

import {
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  gibibytes,
  pointer,
  printRatio,
  ratio,
  threads,
  type Explained,
  type Model,
  type Term,
} from '@llmflow/spec'
import {
  modelsServedBy,
  type ComponentSizes,
  type Context,
  type PartSizes,
} from '../../component.js'
import { findGpu } from '../../hardware/gpu.js'
import { bytesPerParameterOf, contextMaximumOf, shapeOf } from '../../models/models.js'
import { reads } from '../../options.js'
import { sizePart } from '../../part.js'
import { replicaFloor } from '../../standing.js'
import { memoryOf } from './memory.js'

export function sizeVllm(context: Context): ComponentSizes {
  const models = modelsServedBy('vllm', context.platform)
  return Object.fromEntries(
    models.flatMap((model): [string, PartSizes][] => {
      const index = context.platform.models.indexOf(model)
      const sizes = sizeModel(context, model, index)
      return sizes === undefined ? [] : [[model.name, sizes]]
    }),
  )
}

/** GiB of host memory that vLLM 0.6.0 sets aside for each GPU, to swap sequences out. */
const swapPerGpu = 4

/** The context that a model is served with: the one asked for, or the longest it has. */
export function contextOf(model: Model): number {
  const shape = shapeOf(model)
  return model.context ?? (shape === undefined ? 0 : contextMaximumOf(model, shape))
}

/** Undefined when the shape of the model or its GPU is not known; a check says so. */
function sizeModel(context: Context, model: Model, index: number): PartSizes | undefined {
  const shape = shapeOf(model)
  const gpu = findGpu(model.gpu ?? '')
  if (shape === undefined || gpu === undefined) return undefined
  const at = (...keys: readonly string[]): string => pointer('models', index, ...keys)
  const tensorParallel = model.tensorParallel ?? 1
  const memory = memoryOf(
    model,
    index,
    shape,
    gpu,
    contextOf(model),
    context.load.tokensPerAnswer.value,
  )
  const needed = replicasFor(context, model, index, memory.sequencesAtDemand.value.value)
  const weights = shape.parameters * bytesPerParameterOf(model)
  const swap = reads(context.factsOf('vllm').args, '--swap-space') ? swapPerGpu : 0
  const host = gibibytes(Math.ceil(weights / 2 ** 30) + tensorParallel * swap + 16)
  const { minimum, maximum } = model.replicas
  const minimumReplicas =
    minimum === undefined
      ? needed
      : explained(minimum, 'declared', '', [
          fromPlatform('minimum', `${minimum}`, at('replicas', 'minimum')),
        ])
  const maximumReplicas =
    maximum === undefined
      ? explained(
          Math.max(minimumReplicas.value, needed.value),
          'vllm/maximum',
          'max(minimum, needed); no maximum is declared',
          [
            fromPlan(
              'minimum',
              `${minimumReplicas.value}`,
              pointer('sizes', 'vllm', model.name, 'replicas', 'minimum'),
            ),
          ],
        )
      : explained(maximum, 'declared', '', [
          fromPlatform('maximum', `${maximum}`, at('replicas', 'maximum')),
        ])
  return sizePart(context, 'vllm', model.name, {
    minimum: minimumReplicas,
    maximum: maximumReplicas,
    cpu: explained(threads(4 + 2 * tensorParallel), 'vllm/cpu', '4 + 2 × GPUs per replica', [
      fromPlatform('GPUs per replica', `${tensorParallel}`, at('tensorParallel')),
      fromFact(
        'threads',
        'one worker process for each GPU beside the API server and tokenizer',
        'vllm v0.6.0 multiprocessing executor; reasoned',
      ),
    ]),
    memory: explained(
      host,
      'vllm/host-memory',
      'weights + swap per GPU × GPUs per replica + 16 GiB for the processes and /dev/shm',
      [
        fromPlan(
          'weights',
          `${Math.ceil(weights / 2 ** 30)} GiB`,
          pointer('sizes', 'vllm', model.name, 'figures', 'weightsPerGpu'),
        ),
        fromPlatform('GPUs per replica', `${tensorParallel}`, at('tensorParallel')),
        fromFact(
          'swap',
          `${swap} GiB per GPU`,
          'vllm v0.6.0 arg_utils.py --swap-space; the flag is gone by 0.22',
        ),
      ],
    ),
    gpus: explained(tensorParallel, 'vllm/gpus', 'GPUs per replica', [
      fromPlatform('tensorParallel', `${tensorParallel}`, at('tensorParallel')),
    ]),
    figures: {
      ...memory,
      replicasNeeded: { value: { value: needed.value, unit: 'count' }, because: needed.because },
    },
  })
}

function replicasFor(
  context: Context,
  model: Model,
  index: number,
  sequences: number,
): Explained<number> {
  const { share, term } = shareOf(context, model, index)
  const floor = replicaFloor(context.platform)
  const inFlight = context.load.answersInFlight.value * share
  return explained(
    Math.max(floor, Math.ceil(inFlight / Math.max(1, sequences))),
    'vllm/replicas',
    'max(replicas for availability, ⌈answers in flight × share ÷ sequences per replica⌉)',
    [
      fromPlan(
        'answers in flight',
        `${context.load.answersInFlight.value}`,
        '/load/answersInFlight',
      ),
      term,
      fromPlan(
        'sequences per replica',
        `${sequences}`,
        pointer('sizes', 'vllm', model.name, 'figures', 'sequencesAtDemand'),
      ),
      fromPlatform(
        'availability',
        printRatio(context.platform.objectives.availability),
        '/objectives/availability',
      ),
    ],
  )
}

/** The declared share, or an equal part of what the others leave; a model served elsewhere takes its part too. */
function shareOf(
  { platform }: Context,
  { demandShare }: Model,
  index: number,
): { readonly share: number; readonly term: Term } {
  if (demandShare !== undefined) {
    const at = pointer('models', index, 'demandShare')
    return { share: demandShare, term: fromPlatform('share', printRatio(demandShare), at) }
  }
  const shares = platform.models.flatMap((model) =>
    model.kind === 'chat' ? [model.demandShare] : [],
  )
  const declared = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0)
  const alike = shares.filter((share) => share === undefined).length
  const share = Math.max(0, 1 - declared) / Math.max(1, alike)
  if (alike === shares.length) {
    const reason = 'no demandShare is declared, so models share alike'
    return { share, term: fromFact('share', `1 of ${alike} models`, reason) }
  }
  const left = `(100% − ${printRatio(ratio(Math.min(1, declared)))}) ÷ ${alike} models`
  const reason = 'models without a demandShare share alike what the others leave'
  return { share, term: fromFact('share', left, reason) }
}
