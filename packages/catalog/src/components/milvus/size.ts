// Sizes Milvus: query nodes by the vectors they hold in memory, the others by the guide’s values.

import {
  approximateBytes,
  bytes,
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  gibibytes,
  mebibytes,
  pointer,
  printBytes,
  printRatio,
  printCpu,
  threads,
  type Bytes,
  type Explained,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { replicaFloor, standingReplicas } from '../../standing.js'
import { backupScheduleOf, backupSizes } from '../../backup-job.js'
import { etcdBackupParts } from '../etcd/backup.js'
import { etcdSizes } from '../etcd/workload.js'
import { dimensionsOf, vectorMemory } from './vectors.js'

const guide = 'infrastructure guide 4.2'
const own = 'LLMFlow’s own default'
const copiesInMemory = 2
/** The rest is for growing segments, search buffers and loading a segment beside an old one. */
const filledShare = 0.7
const queryNodeMost = gibibytes(32)
const queryNodeLeast = gibibytes(8)

export function milvusParts(context: Context): readonly string[] {
  return context.topologyOf('milvus') === 'cluster'
    ? [
        'proxy',
        'mixcoord',
        'querynode',
        'datanode',
        'indexnode',
        'kafka',
        'etcd',
        'password',
        ...backupParts(context),
      ]
    : ['milvus', 'etcd', 'password', ...backupParts(context)]
}

const backupParts = (context: Context): readonly string[] => [
  ...(backupScheduleOf(context, 'milvus') === undefined ? [] : ['backup']),
  ...etcdBackupParts(context),
]

export function sizeMilvus(context: Context): ComponentSizes {
  const password = smallSizes(context)
  const copies = Object.fromEntries(
    backupParts(context).map((part) => [part, backupSizes(context, 'milvus', part, gibibytes(1))]),
  )
  if (context.topologyOf('milvus') !== 'cluster') {
    return {
      milvus: standaloneSizes(context),
      etcd: etcdSizes(context, 'milvus', 'etcd', 1),
      password,
      ...copies,
    }
  }
  return {
    proxy: guideSizes(context, 'proxy', 2, [2, 4], [4, 8], 2),
    mixcoord: guideSizes(context, 'mixcoord', 2, [2, 4], [4, 8]),
    querynode: queryNodeSizes(context),
    datanode: guideSizes(context, 'datanode', 2, [2, 4], [16, 32]),
    indexnode: guideSizes(context, 'indexnode', 2, [4, 8], [32, 64]),
    kafka: kafkaSizes(context),
    etcd: etcdSizes(context, 'milvus', 'etcd'),
    password,
    ...copies,
  }
}

type Range = readonly [request: number, limit: number]

/** Sizes as the guide has them, in threads and GiB. `growth` is how many times the minimum a part may reach. */
function guideSizes(
  context: Context,
  part: string,
  replicas: number,
  cpu: Range,
  memory: Range,
  growth = 1,
): PartSizes {
  const minimum = standingReplicas(context.platform, replicas, guide)
  return sizePart(context, 'milvus', part, {
    minimum,
    ...(growth === 1
      ? {}
      : {
          maximum: explained(minimum.value * growth, 'milvus/maximum', `minimum × ${growth}`, [
            fromPlan(
              'minimum',
              `${minimum.value}`,
              pointer('sizes', 'milvus', part, 'replicas', 'minimum'),
            ),
          ]),
        }),
    cpu: byDefault(threads(cpu[0]), guide, printCpu),
    cpuLimit: byDefault(threads(cpu[1]), guide, printCpu),
    memory: byDefault(gibibytes(memory[0]), guide, printBytes),
    memoryLimit: byDefault(gibibytes(memory[1]), guide, printBytes),
  })
}

/** Enough nodes for all copies, and one more so that a node may be lost. */
function queryNodeSizes(context: Context): PartSizes {
  const vectors = vectorMemory(context, copiesInMemory)
  const held = vectors.value.value / filledShare
  const holding = Math.max(copiesInMemory, Math.ceil(held / queryNodeMost))
  const spare = replicaFloor(context.platform) > 1 ? 1 : 0
  const vectorsTerm = fromPlan('vectors', approximateBytes(vectors.value.value), figure('vectors'))
  const fill = fromFact('filled at most', '70%', own)
  const memory = Math.min(queryNodeMost, Math.max(queryNodeLeast, held / holding))
  const request = gibibytes(Math.ceil(memory / 2 ** 30))
  return sizePart(context, 'milvus', 'querynode', {
    minimum: explained(
      holding + spare,
      'milvus/query-nodes',
      'max(copies, ⌈vectors ÷ 70 % ÷ 32 GiB⌉) + 1 from 99.9% availability on',
      [
        vectorsTerm,
        fill,
        fromFact('memory of a node', '32GiB', guide),
        fromFact('copies', `${copiesInMemory}`, 'each copy lies on a node of its own'),
        fromPlatform(
          'availability',
          printRatio(context.platform.objectives.availability),
          '/objectives/availability',
        ),
      ],
    ),
    cpu: byDefault(threads(4), guide, printCpu),
    cpuLimit: byDefault(threads(8), guide, printCpu),
    memory: explained(
      request,
      'milvus/query-memory',
      '⌈vectors ÷ 70 % ÷ nodes that hold them⌉, from 8 to 32 GiB',
      [vectorsTerm, fill, fromFact('nodes that hold them', `${holding}`, 'without the spare one')],
    ),
    memoryLimit: explained(
      bytes(request * 2),
      'milvus/query-limit',
      'request × 2, as in the guide',
      [
        fromPlan('request', printBytes(request), '/sizes/milvus/querynode/resources/memory'),
        fromFact('ratio', '2', guide),
      ],
    ),
    figures: { vectors, memoryCopies: copiesFigure },
  })
}

const figure = (name: string): string => pointer('sizes', 'milvus', 'querynode', 'figures', name)

const copiesFigure = explained(
  { value: copiesInMemory, unit: 'count' } as const,
  'milvus/copies',
  'copies of a loaded collection: the replica_number that clients ask for',
  [fromFact('copies', `${copiesInMemory}`, 'Milvus documentation, in-memory replica')],
)

function standaloneSizes(context: Context): PartSizes {
  const vectors = vectorMemory(context, 1)
  const held = gibibytes(Math.max(8, Math.ceil(vectors.value.value / filledShare / 2 ** 30) + 4))
  return sizePart(context, 'milvus', 'milvus', {
    minimum: byDefault(1, 'the standalone topology'),
    cpu: byDefault(threads(2), 'Milvus documentation, requirements of Docker Compose', printCpu),
    memory: explained(held, 'milvus/memory', 'max(8 GiB, vectors ÷ 70 % + 4 GiB)', [
      fromPlan(
        'vectors',
        approximateBytes(vectors.value.value),
        '/sizes/milvus/milvus/figures/vectors',
      ),
      fromFact('least', '8GiB', 'Milvus documentation, requirements of Docker Compose'),
    ]),
    storage: queueStorage(context, 'rocksmq keeps 3 days (milvus-io/milvus configs/milvus.yaml)'),
    figures: { vectors },
  })
}

function kafkaSizes(context: Context): PartSizes {
  const source =
    'three brokers, so that one may be lost (zilliztech/milvus-helm charts/milvus/values.yaml)'
  return sizePart(context, 'milvus', 'kafka', {
    minimum: byDefault(3, source),
    cpu: byDefault(threads(1), own, printCpu),
    memory: byDefault(gibibytes(4), '2 GiB of heap and as much for the page cache', printBytes),
    storage: queueStorage(context, 'KAFKA_LOG_RETENTION_HOURS of 72'),
  })
}

/** Every change passes the queue and stays there for three days. */
function queueStorage(context: Context, retention: string): Explained<Bytes> {
  const { documentsPerDay, pagesPerDocument, chunksPerPage } = context.platform.demand.ingestion
  const dimensions = dimensionsOf(context)
  const passages = documentsPerDay * pagesPerDocument * chunksPerPage
  const daily = passages * (dimensions.value * 4 + 4096)
  return explained(
    gibibytes(Math.max(20, Math.ceil((daily * 3 * 2) / 2 ** 30))),
    'milvus/queue',
    'max(20 GiB, passages per day × (dimensions × 4 B + 4 KiB of text) × 3 days × 2)',
    [
      fromPlatform('passages per day', `${passages}`, '/demand/ingestion/documentsPerDay'),
      dimensions.term,
      fromFact('3 days', '72h', retention),
      fromFact('2', 'twice as much for a day of reindexing', own),
    ],
  )
}

const smallSizes = (context: Context): PartSizes =>
  sizePart(context, 'milvus', 'password', {
    minimum: byDefault(1, 'a job that runs once'),
    cpu: byDefault(threads(0.1), own, printCpu),
    memory: byDefault(mebibytes(64), own, printBytes),
    memoryLimit: byDefault(mebibytes(128), own, printBytes),
  })
