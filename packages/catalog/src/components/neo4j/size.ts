// Sizes Neo4j: a page cache for the whole graph, a heap for the searches in flight, and volumes for both and a restore.

import {
  approximateBytes,
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
import { backupTargetOf } from '../../backup.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { editionOf } from './edition.js'
import { graphOf } from './graph.js'

const guide = 'guide 4.2 neo4j.core'
const quorum =
  'neo4j/docs-operations 5.15.0 clustering/introduction: 2F + 1 primaries bear F losses'
const manual = 'neo4j/docs-operations 5.15.0 performance/memory-configuration'

/** Copies need an online backup, which Enterprise alone has, and a place to go. */
export const hasBackup = (context: Context): boolean =>
  editionOf(context) === 'enterprise' &&
  context.platform.backup.stores['neo4j'] !== undefined &&
  backupTargetOf(context) !== undefined

export const neo4jParts = (context: Context): readonly string[] =>
  hasBackup(context) ? ['server', 'backup'] : ['server']

export function sizeNeo4j(context: Context): ComponentSizes {
  const server = serverSizes(context)
  return hasBackup(context) ? { server, backup: backupSizes(context, server) } : { server }
}

function serverSizes(context: Context): PartSizes {
  const replicas = context.topologyOf('neo4j') === 'cluster' ? 3 : 1
  const graph = graphOf(context)
  const heap = heapOf(context)
  const pageCache = pageCacheOf(context, graph.graph.value.value, heap.value.value)
  const memory = memoryOf(heap.value.value, pageCache.value.value)
  return sizePart(context, 'neo4j', 'server', {
    minimum: byDefault(replicas, replicas > 1 ? quorum : 'the standalone topology'),
    cpu: byDefault(threads(4), guide, printCpu),
    cpuLimit: byDefault(threads(8), guide, printCpu),
    memory,
    storage: storageOf(graph.graph.value.value),
    figures: { ...graph, heap, pageCache },
  })
}

/** Java addresses a heap below 32 GiB with half the bytes. */
const heapMaximum = gibibytes(31)
const heapLeast = gibibytes(8)
const heapPerSearch = mebibytes(256)

function heapOf({ load, platform }: Context): Explained<Figure> {
  const searches = load.searchesPerSecond.value
  const { retrieval } = platform.objectives
  const inFlight = Math.ceil((searches * retrieval) / 1000)
  return explained(
    { value: Math.min(heapMaximum, heapLeast + inFlight * heapPerSearch), unit: 'bytes' },
    'neo4j/heap',
    'min(31 GiB, 8 GiB + ⌈searches per second × time of a search⌉ × 256 MiB)',
    [
      fromPlan('searches per second', `${searches}`, '/load/searchesPerSecond'),
      fromPlatform('time of a search', printDuration(retrieval), '/objectives/retrieval'),
      fromFact('least', '8GiB', `${guide}: the guide’s first heap`),
      fromFact('of a search', '256MiB', 'reasoned: paths of a few hops; not measured'),
    ],
  )
}

/** Threads, classes, network buffers and the log of transactions, beside what is configured. */
const beside = gibibytes(2)
const heapOverhead = 1.1

function pageCacheOf(context: Context, graph: number, heap: number): Explained<Figure> {
  const choice = context.platform.components['neo4j']
  const declared = choice?.parts?.['server']?.resources?.memory ?? choice?.resources?.memory
  if (declared === undefined) {
    const gibibytesNeeded = Math.max(1, Math.ceil((graph * 1.2) / 2 ** 30))
    return explained(
      { value: gibibytes(gibibytesNeeded), unit: 'bytes' },
      'neo4j/page-cache',
      'graph × 1.2, in GiB',
      [
        fromPlan('graph', approximateBytes(graph), '/sizes/neo4j/server/figures/graph'),
        fromFact('growth', '20%', manual),
      ],
    )
  }
  const left = declared - heap * heapOverhead - beside
  return explained(
    { value: Math.max(mebibytes(512), Math.floor(left / 2 ** 20) * 2 ** 20), unit: 'bytes' },
    'neo4j/page-cache-left',
    'memory − heap × 1.1 − 2 GiB',
    [
      fromPlan('memory', printBytes(declared), '/sizes/neo4j/server/resources/memory'),
      fromPlan('heap', printBytes(bytes(heap)), '/sizes/neo4j/server/figures/heap'),
    ],
  )
}

function memoryOf(heap: number, pageCache: number): Explained<Bytes> {
  return explained(
    gibibytes(Math.ceil((heap * heapOverhead + pageCache + beside) / 2 ** 30)),
    'neo4j/memory',
    'heap × 1.1 + page cache + 2 GiB',
    [
      fromPlan('heap', printBytes(bytes(heap)), '/sizes/neo4j/server/figures/heap'),
      fromPlan('page cache', printBytes(bytes(pageCache)), '/sizes/neo4j/server/figures/pageCache'),
      fromFact('beside', '2GiB', `${manual}: native memory of the process`),
    ],
  )
}

function storageOf(graph: number): Explained<Bytes> {
  return explained(
    gibibytes(Math.ceil((graph * 3) / 2 ** 30) + 20),
    'neo4j/storage',
    'graph × 3 + 20 GiB: the graph, its growth, and a second one while a copy is brought back; logs of transactions',
    [fromPlan('graph', approximateBytes(graph), '/sizes/neo4j/server/figures/graph')],
  )
}

/** The client replays the transactions of the copy, and keeps the copy until it is away. */
function backupSizes(context: Context, { figures }: PartSizes): PartSizes {
  const graph = figures['graph']?.value.value ?? 0
  const light = 'reasoned: a client that streams and then checks the copy'
  return sizePart(context, 'neo4j', 'backup', {
    minimum: byDefault(1, light),
    cpu: byDefault(threads(2), light, printCpu),
    memory: byDefault(gibibytes(4), light, printBytes),
    figures: {
      scratch: explained(
        { value: gibibytes(Math.ceil((graph * 2) / 2 ** 30) + 5), unit: 'bytes' },
        'neo4j/backup-scratch',
        'graph × 2 + 5 GiB: the store that is copied and the file that it becomes',
        [fromPlan('graph', approximateBytes(graph), '/sizes/neo4j/server/figures/graph')],
      ),
    },
  })
}
