// Sizes OpenSearch from the lines that the platform logs in a day and the passages that it searches.

import {
  bytes,
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  gibibytes,
  mebibytes,
  printBytes,
  printCpu,
  printDuration,
  threads,
  type Bytes,
  type Explained,
  type Figure,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { keepsLogs } from '../fluent-bit/store.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'
import { hasDashboards, isTextIndex, retentionOf } from './options.js'

const component = 'opensearch'
const quorum =
  'opensearch-project/documentation-website@2.19 _tuning-your-cluster/index.md: three nodes agree on a manager when one is lost'
const light = 'estimate: one small process'
const estimate = 'estimate; read elasticsearch_indices_store_size_bytes on the running system'

export const opensearchParts = (context: Context): readonly string[] => [
  'opensearch',
  'setup',
  'exporter',
  ...(hasDashboards(context) ? ['dashboards'] : []),
]

export function sizeOpensearch(context: Context): ComponentSizes {
  return {
    opensearch: serverSizes(context),
    setup: smallSizes(context, 'setup', 64),
    exporter: smallSizes(context, 'exporter', 64),
    ...(hasDashboards(context) ? { dashboards: dashboardsSizes(context) } : {}),
  }
}

const smallSizes = (context: Context, part: string, memory: number): PartSizes =>
  sizePart(context, component, part, {
    minimum: byDefault(1, light),
    cpu: byDefault(threads(0.05), light, printCpu),
    memory: byDefault(mebibytes(memory), light, printBytes),
    memoryLimit: byDefault(mebibytes(memory * 2), light, printBytes),
  })

const dashboardsSizes = (context: Context): PartSizes =>
  sizePart(context, component, 'dashboards', {
    minimum: standingReplicas(context.platform, 2, 'one may be away'),
    cpu: byDefault(threads(0.5), light, printCpu),
    memory: byDefault(gibibytes(1), 'estimate: a Node.js server with its bundles', printBytes),
    memoryLimit: byDefault(gibibytes(2), 'estimate: a Node.js server with its bundles', printBytes),
  })

function serverSizes(context: Context): PartSizes {
  const isCluster = context.topologyOf(component) === 'cluster'
  const nodes = isCluster ? 3 : 1
  const logs = logBytesOf(context)
  const storage = storageOf(context, logs.value.value, nodes)
  const memory = memoryOf(storage.value)
  return sizePart(context, component, 'opensearch', {
    minimum: byDefault(nodes, isCluster ? quorum : 'the topology single'),
    cpu: byDefault(threads(2), 'estimate: indexing and merging keep two threads busy', printCpu),
    memory,
    storage,
    figures: { logBytesPerDay: logs },
  })
}

const lineBytes = 1024
const linesPerRequest = 50
const busySeconds = 36_000
const restBytes = 2 * 2 ** 30

/** Bytes of lines in a day, before anything is done with them. */
function logBytesOf(context: Context): Explained<Figure> {
  const requests = context.load.chatRequestsPerSecond.value
  const { documentsPerDay } = context.platform.demand.ingestion
  const value = keepsLogs(context)
    ? (requests * busySeconds + documentsPerDay) * linesPerRequest * lineBytes + restBytes
    : 0
  return explained(
    { value: Math.ceil(value), unit: 'bytes' } as const,
    'opensearch/log-bytes',
    '(requests per second × 36,000 s + documents per day) × 50 lines × 1 KiB + 2 GiB; nothing without logs',
    [
      fromPlan('requests per second', `${requests}`, '/load/chatRequestsPerSecond'),
      fromPlatform('documents per day', `${documentsPerDay}`, '/demand/ingestion/documentsPerDay'),
      fromFact('busy seconds', '36,000', 'estimate: ten hours a day at the busiest rate'),
      fromFact('lines', '50', 'estimate: gateway, Dify, LLMFlow, models and stores together'),
      fromFact('line', '1KiB', 'estimate: a line with the facts of its pod, indexed'),
      fromFact('the rest', '2GiB', 'estimate: probes, controllers and the cluster itself'),
    ],
  )
}

const passageBytes = 4096
const fillMax = 0.75

function storageOf(context: Context, logsPerDay: number, nodes: number): Explained<Bytes> {
  const kept = retentionOf(context)
  const copies = nodes > 1 ? 2 : 1
  const passages = isTextIndex(context) ? context.load.passages.value : 0
  const held = (logsPerDay * kept) / 86_400_000 + passages * passageBytes
  const each = (held * copies) / nodes / fillMax
  return explained(
    gibibytes(Math.max(10, Math.ceil(each / 2 ** 30))),
    'opensearch/storage',
    'max(10 GiB, (log bytes per day × days kept + passages × 4 KiB) × copies ÷ nodes ÷ 0.75)',
    [
      fromPlan(
        'log bytes per day',
        printBytes(bytes(logsPerDay)),
        '/sizes/opensearch/opensearch/figures/logBytesPerDay',
      ),
      fromFact('kept', printDuration(kept), 'components.opensearch.options.retention'),
      fromPlan('passages', `${passages}`, '/load/passages'),
      fromFact('passage', '4KiB', estimate),
      fromFact('copies', `${copies}`, 'the index template of the logs'),
      fromFact(
        'filled at most',
        '0.75',
        'estimate: below the 85% at which OpenSearch puts no more shards on a node',
      ),
    ],
  )
}

/** Half of it is the heap; the other half caches files. */
function memoryOf(storage: Bytes): Explained<Bytes> {
  const gibibytesNeeded = Math.min(32, Math.max(4, Math.ceil(storage / 2 ** 30 / 50)))
  return explained(
    gibibytes(gibibytesNeeded),
    'opensearch/memory',
    'between 4 and 32 GiB: 1 GiB for each 50 GiB of data',
    [
      fromPlan('storage', printBytes(storage), '/sizes/opensearch/opensearch/storage'),
      fromFact('data for each GiB', '50GiB', estimate),
    ],
  )
}
