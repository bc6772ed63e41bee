// Sizes LLaMA-Factory: GPUs from the demand, memory to load a checkpoint, and a volume for what training leaves.

import {
  approximateBytes,
  explained,
  fromFact,
  fromPlatform,
  gibibytes,
  pointer,
  printBytes,
  printCpu,
  threads,
  type Bytes,
  type Explained,
} from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { shapeOf } from '../../models/models.js'
import { byDefault, sizePart } from '../../part.js'
import { gpusOf, methodOf, trainedModelOf, trainingFigures } from './training.js'

const guide = 'guide 4.2 llamaFactory.resources'

export function sizeLlamaFactory(context: Context): ComponentSizes {
  const gpus = gpusOf(context)
  const chosen = context.platform.components['llama-factory']
  const used = chosen?.parts?.['board']?.resources?.gpus ?? chosen?.resources?.gpus ?? gpus.value
  return {
    board: sizePart(context, 'llama-factory', 'board', {
      minimum: byDefault(1, 'one web page, which trains in its own process'),
      cpu: byDefault(threads(8), guide, printCpu),
      cpuLimit: byDefault(threads(16), guide, printCpu),
      ...memoryOf(context),
      gpus,
      storage: storageOf(context),
      figures: trainingFigures(context, used),
    }),
  }
}

/** Weights in 16 bit, as they are loaded and merged. */
function weightsOf(context: Context): { readonly bytes: number; readonly at: string } {
  const model = trainedModelOf(context)
  const parameters = model === undefined ? 0 : (shapeOf(model)?.parameters ?? 0)
  const index = model === undefined ? -1 : context.platform.models.indexOf(model)
  return { bytes: parameters * 2, at: index === -1 ? '/models' : pointer('models', index) }
}

function memoryOf(context: Context): {
  readonly memory: Explained<Bytes>
  readonly memoryLimit: Explained<Bytes>
} {
  const weights = weightsOf(context)
  const needed = Math.ceil((weights.bytes * 1.2) / 2 ** 30) + 16
  const least = gibibytes(32)
  if (gibibytes(needed) <= least) {
    return {
      memory: byDefault(least, guide, printBytes),
      memoryLimit: byDefault(gibibytes(64), guide, printBytes),
    }
  }
  const because = [
    fromPlatform('weights', approximateBytes(weights.bytes), weights.at),
    fromFact('beside', '16GiB', 'reasoned: loaders of data and the web page'),
  ]
  return {
    memory: explained(
      gibibytes(needed),
      'llama-factory/memory',
      '1.2 × weights + 16 GiB: a checkpoint passes through memory, and merging holds all of it',
      because,
    ),
    memoryLimit: explained(
      gibibytes(needed * 2),
      'llama-factory/memory-limit',
      '2 × request',
      because,
    ),
  }
}

/** A checkpoint of a full training holds the optimizer too: 12 bytes a parameter beside the weights. */
const checkpointsKept = 3

function storageOf(context: Context): Explained<Bytes> {
  const weights = weightsOf(context)
  const checkpoint = methodOf(context) === 'full' ? weights.bytes * 7 : weights.bytes * 0.05
  const needed = checkpoint * checkpointsKept + weights.bytes * 2
  return explained(
    gibibytes(Math.ceil(needed / 2 ** 30) + 100),
    'llama-factory/storage',
    '3 checkpoints + 2 merged models + 100 GiB for data sets and caches',
    [
      fromPlatform('weights', approximateBytes(weights.bytes), weights.at),
      fromFact(
        'checkpoint',
        approximateBytes(checkpoint),
        'full: weights and the optimizer in fp32, 14 bytes a parameter; adapters: 5% of the weights, estimate',
      ),
    ],
  )
}
