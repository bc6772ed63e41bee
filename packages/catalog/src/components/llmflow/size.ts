// Sizes the runtime: replicas from the answers it streams at once, or one replica with its data on a disk.

import {
  approximateBytes,
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  gibibytes,
  printBytes,
  printCpu,
  threads,
  type Bytes,
  type Explained,
  type Model,
} from '@llmflow/spec'
import { engineOf, type ComponentSizes, type Context } from '../../component.js'
import { bytesPerParameterOf, shapeOf } from '../../models/models.js'
import { byDefault, sizePart, type PartDefaults } from '../../part.js'
import { standingReplicas } from '../../standing.js'

/** Answers that one process streams at once and still answers new requests quickly. */
const answersPerReplica = 300
/** Connections that each replica keeps to PostgreSQL: requests, the queue and its listener. */
export const databaseConnections = 20

const reasoned = 'reasoned: a Node.js process that passes streams on; not measured'

export function sizeLlmflow(context: Context): ComponentSizes {
  const defaults =
    context.topologyOf('llmflow') === 'embedded' ? embedded(context) : replicated(context)
  return { llmflow: sizePart(context, 'llmflow', 'llmflow', defaults) }
}

function replicated(context: Context): PartDefaults {
  const standing = standingReplicas(context.platform, 2, 'two carry on while one is replaced')
  const minimum = replicasFor(context, standing)
  return {
    minimum,
    maximum: standing.value === 1 ? minimum : headroom(minimum),
    cpu: byDefault(threads(2), reasoned, printCpu),
    memory: byDefault(gibibytes(2), reasoned, printBytes),
    memoryLimit: byDefault(gibibytes(4), reasoned, printBytes),
    figures: {
      databaseConnections: explained(
        { value: databaseConnections, unit: 'count' } as const,
        'llmflow/connections',
        'size of each replica’s pool',
        [fromFact('pool', `${databaseConnections}`, 'LLMFLOW_DATABASE_CONNECTIONS')],
      ),
    },
  }
}

function replicasFor({ load }: Context, standing: Explained<number>): Explained<number> {
  const inFlight = load.answersInFlight.value
  const needed = Math.ceil(inFlight / answersPerReplica)
  if (needed <= standing.value) return standing
  return explained(needed, 'llmflow/replicas', '⌈answers in flight ÷ 300⌉', [
    fromPlan('answers in flight', `${inFlight}`, '/load/answersInFlight'),
    fromFact('answers per replica', `${answersPerReplica}`, reasoned),
  ])
}

function headroom(minimum: Explained<number>): Explained<number> {
  return explained(minimum.value * 2, 'llmflow/maximum', '2 × minimum', [
    fromPlan('minimum', `${minimum.value}`, '/sizes/llmflow/llmflow/replicas/minimum'),
  ])
}

/** One process owns the data directory, so there is one replica, and models without an engine run inside it. */
function embedded(context: Context): PartDefaults {
  return {
    minimum: explained(1, 'llmflow/replicas', 'one process owns the data directory', []),
    cpu: byDefault(threads(2), reasoned, printCpu),
    memory: memoryWithModels(context),
    storage: storageOf(context),
  }
}

function memoryWithModels(context: Context): Explained<Bytes> {
  const inside = context.platform.models.filter((model) => runsInside(context, model))
  const weights = inside.map((model) => ({
    model,
    bytes: (shapeOf(model)?.parameters ?? 0) * bytesPerParameterOf(model),
  }))
  const sum = weights.reduce((total, { bytes }) => total + bytes, 0)
  return explained(
    gibibytes(Math.ceil((sum * 1.2) / 2 ** 30) + 3),
    'llmflow/memory',
    '1.2 × weights of the models that run in the process + 3 GiB',
    weights.map(({ model, bytes }) =>
      fromPlatform(
        model.name,
        approximateBytes(bytes),
        `/models/${context.platform.models.indexOf(model)}`,
      ),
    ),
  )
}

const runsInside = (context: Context, model: Model): boolean =>
  model.endpoint === undefined && !context.enabled.has(engineOf(model))

/** Bytes of a passage in the indexes, beside its vector: text, terms and its row. */
const passageBytes = 8192
const dimensionsUsual = 1024

function storageOf(context: Context): Explained<Bytes> {
  const { ingestion } = context.platform.demand
  const embedder = context.platform.models.find(({ kind }) => kind === 'embedding')
  const shape = embedder === undefined ? undefined : shapeOf(embedder)
  const dimensions = shape?.dimensions ?? dimensionsUsual
  const passages = context.load.passages.value
  const files = ingestion.documents * ingestion.bytesPerDocument
  const index = passages * (passageBytes + dimensions * 4)
  return explained(
    gibibytes(Math.ceil((files + index * 2) / 2 ** 30) + 5),
    'llmflow/storage',
    'documents × bytes per document + 2 × passages × (8 KiB + dimensions × 4) + 5 GiB',
    [
      fromPlan('documents', `${ingestion.documents}`, '/load/documents'),
      fromPlatform(
        'bytes per document',
        printBytes(ingestion.bytesPerDocument),
        '/demand/ingestion/bytesPerDocument',
      ),
      fromPlan('passages', `${passages}`, '/load/passages'),
      fromFact('dimensions', `${dimensions}`, 'the embedding model; 1,024 when it is not known'),
      fromFact('twice', '2', 'reasoned: old versions until the index is compacted'),
    ],
  )
}
