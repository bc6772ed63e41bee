// Sizes each embedding or reranking model, whichever server it has: replicas from the tokens it must read in a second.

import {
  approximateBytes,
  bytes,
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  gibibytes,
  pointer,
  printBytes,
  printCpu,
  threads,
  type Bytes,
  type Explained,
  type Figure,
  type Model,
} from '@llmflow/spec'
import {
  modelsServedBy,
  type ComponentSizes,
  type Context,
  type PartSizes,
} from '../../component.js'
import { findGpu } from '../../hardware/gpu.js'
import { shapeOf } from '../../models/models.js'
import { byDefault, sizePart, type PartDefaults } from '../../part.js'
import { standingReplicas } from '../../standing.js'
import { callTokens, demandOf, speedOf } from './work.js'

/** How full a replica may run on average, so that bursts do not queue for long. */
const busyAt = 0.7

/** Replicas of the guide's values: 3 to 10 embedders, 2 to 10 rerankers. */
const guide = {
  embedding: { minimum: 3, maximum: 10, source: 'guide 4.2 tei.embedding' },
  reranking: { minimum: 2, maximum: 10, source: 'guide 4.2 tei.reranker, 6.4' },
} as const

export const sizeTei = (context: Context): ComponentSizes => sizeEncoders(context, 'tei')

/** Models of one kind share the work, on whichever engine each of them is. */
export function sizeEncoders(context: Context, engine: string): ComponentSizes {
  const { models } = context.platform
  return Object.fromEntries(
    modelsServedBy(engine, context.platform)
      .filter(({ kind }) => kind !== 'chat')
      .map((model) => {
        const alike = models.filter(
          ({ kind, endpoint }) => kind === model.kind && endpoint === undefined,
        )
        return [model.name, sizeModel(context, engine, model, alike.length)]
      }),
  )
}

function sizeModel(context: Context, engine: string, model: Model, models: number): PartSizes {
  const index = context.platform.models.indexOf(model)
  const numbers = model.kind === 'reranking' ? guide.reranking : guide.embedding
  const standing = standingReplicas(context.platform, numbers.minimum, numbers.source)
  const chosen = context.platform.components[engine]
  const cpu = chosen?.parts?.[model.name]?.resources?.cpu ?? chosen?.resources?.cpu ?? threads(4)
  const work = workOf(context, engine, model, index, models, cpu / 1000)
  const minimum = declaredOr(
    model.replicas.minimum,
    at(index, 'minimum'),
    larger(work?.replicas, standing),
  )
  return sizePart(context, engine, model.name, {
    minimum,
    maximum: declaredOr(
      model.replicas.maximum,
      at(index, 'maximum'),
      standing.value === 1
        ? minimum
        : byDefault(Math.max(numbers.maximum, minimum.value), numbers.source),
    ),
    cpu: byDefault(threads(4), numbers.source, printCpu),
    cpuLimit: byDefault(threads(8), numbers.source, printCpu),
    ...memoryOf(engine, model, index, numbers.source),
    ...(model.gpu === undefined
      ? {}
      : {
          gpus: explained(1, `${engine}/gpus`, 'one GPU for each replica', [
            fromPlatform('gpu', model.gpu, pointer('models', index, 'gpu')),
          ]),
        }),
    ...(work === undefined ? {} : { figures: work.figures }),
  })
}

const at = (index: number, bound: string): string => pointer('models', index, 'replicas', bound)

function declaredOr(
  declared: number | undefined,
  path: string,
  other: Explained<number>,
): Explained<number> {
  if (declared === undefined) return other
  return explained(declared, 'declared', '', [
    fromPlatform(path.endsWith('minimum') ? 'minimum' : 'maximum', `${declared}`, path),
  ])
}

type Work = {
  readonly replicas: Explained<number>
  readonly figures: { readonly [name: string]: Explained<Figure> }
}

/** Undefined when the model's shape is not known: then the guide's numbers stand. */
function workOf(
  context: Context,
  engine: string,
  model: Model,
  index: number,
  models: number,
  cpus: number,
): Work | undefined {
  const shape = shapeOf(model)
  if (shape === undefined) return undefined
  const figure = (name: string): string => pointer('sizes', engine, model.name, 'figures', name)
  const demand = demandOf(context, engine, model, models)
  const speed = speedOf(engine, model, index, shape, findGpu(model.gpu ?? ''), cpus)
  const tokens = speed.value.value
  const ofReplica = fromPlan(
    'tokens per second of a replica',
    `${tokens}`,
    figure('tokensPerSecondOfReplica'),
  )
  const replicas = explained(
    Math.ceil(demand.value / (tokens * busyAt)),
    `${engine}/replicas`,
    '⌈tokens per second ÷ (tokens per second of a replica × 70%)⌉',
    [
      fromPlan('tokens per second', `${demand.value}`, figure('tokensPerSecond')),
      ofReplica,
      fromFact('full', '70%', 'room for bursts; reasoned'),
    ],
  )
  const call = callTokens(context, model)
  return {
    replicas,
    figures: {
      tokensPerSecond: { value: { value: demand.value, unit: 'tokens' }, because: demand.because },
      tokensPerSecondOfReplica: speed,
      replicasNeeded: {
        value: { value: replicas.value, unit: 'count' },
        because: replicas.because,
      },
      /** What a person waits for the model, on an idle replica. */
      callTime: explained(
        { value: Math.ceil((call / tokens) * 1000), unit: 'milliseconds' } as const,
        `${engine}/call-time`,
        'tokens of one call ÷ tokens per second of a replica',
        [
          fromFact('tokens of one call', `${call}`, 'a question, or the candidates of a search'),
          ofReplica,
        ],
      ),
    },
  }
}

const larger = (needed: Explained<number> | undefined, standing: Explained<number>) =>
  needed === undefined || needed.value <= standing.value ? standing : needed

/** The guide's memory, or what the weights and the largest batch need when that is more. */
function memoryOf(
  engine: string,
  model: Model,
  index: number,
  source: string,
): Pick<PartDefaults, 'memory' | 'memoryLimit'> {
  const shape = shapeOf(model)
  const bytesPerParameter = model.gpu === undefined || model.precision === 'fp32' ? 4 : 2
  const weights = (shape?.parameters ?? 0) * bytesPerParameter
  const needed = bytes(Math.ceil(weights * 1.5) + gibibytes(2))
  const least = gibibytes(8)
  if (needed <= least) {
    return {
      memory: byDefault(least, source, printBytes),
      memoryLimit: byDefault(gibibytes(16), source, printBytes),
    }
  }
  const memory: Explained<Bytes> = explained(
    gibibytes(Math.ceil(needed / 2 ** 30)),
    `${engine}/memory`,
    '1.5 × weights + 2 GiB',
    [
      fromFact(
        'weights',
        approximateBytes(weights),
        `${bytesPerParameter} bytes a parameter: fp32 on CPU, fp16 on GPU`,
      ),
      fromPlatform('model', model.name, pointer('models', index)),
    ],
  )
  return {
    memory,
    memoryLimit: explained(
      bytes(memory.value * 2),
      `${engine}/memory-limit`,
      '2 × request',
      memory.because.terms,
    ),
  }
}
