// Sizes Redis: memory from sessions, the queue and what is cached, with room for saving.

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
  threads,
  type Bytes,
  type Explained,
} from '@llmflow/spec'
import { backupScheduleOf, backupSizes } from '../../backup-job.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'

const sentinels =
  'Redis Sentinel documentation: three Sentinels and two replicas, so that one machine may be lost'
const light = 'a single small process; LLMFlow’s own default'

export function redisParts(context: Context): readonly string[] {
  return context.topologyOf('redis') === 'sentinel'
    ? ['redis', 'sentinel', 'exporter', 'sentinel-exporter', ...backupPart(context)]
    : ['redis', 'exporter', ...backupPart(context)]
}

const backupPart = (context: Context): readonly string[] =>
  backupScheduleOf(context, 'redis') === undefined ? [] : ['backup']

export function sizeRedis(context: Context): ComponentSizes {
  const isSentinel = context.topologyOf('redis') === 'sentinel'
  const replicas = isSentinel ? 3 : 1
  const redis = serverSizes(context, replicas)
  const exporter = smallSizes(context, 'exporter', replicas)
  const backup = Object.fromEntries(
    backupPart(context).map((part) => [part, backupSizes(context, 'redis', part)]),
  )
  if (!isSentinel) return { redis, exporter, ...backup }
  return {
    redis,
    sentinel: {
      ...smallSizes(context, 'sentinel', 3),
      storage: byDefault(gibibytes(1), 'one small file that Sentinel rewrites', printBytes),
    },
    exporter,
    'sentinel-exporter': smallSizes(context, 'sentinel-exporter', 1),
    ...backup,
  }
}

function serverSizes(context: Context, replicas: number): PartSizes {
  const maxMemory = maxMemoryOf(context)
  const path = '/sizes/redis/redis/figures/maxMemory'
  const limit = fromPlan('maxmemory', printBytes(maxMemory.value), path)
  return sizePart(context, 'redis', 'redis', {
    minimum: byDefault(replicas, replicas > 1 ? sentinels : 'the standalone topology'),
    cpu: byDefault(threads(2), 'Redis serves on one thread and saves on another', printCpu),
    memory: explained(
      bytes(maxMemory.value * 2 + mebibytes(512)),
      'redis/memory',
      'maxmemory × 2 + 512 MiB: while it saves, a forked copy may hold every changed page, and replicas have buffers',
      [
        limit,
        fromFact(
          'copy on write',
          '2',
          'Redis documentation, persistence: BGSAVE and AOF rewrite fork',
        ),
      ],
    ),
    storage: explained(
      bytes(maxMemory.value * 4 + gibibytes(2)),
      'redis/storage',
      'maxmemory × 4 + 2 GiB: the append-only file, its rewrite, a snapshot and a transfer to a replica',
      [limit],
    ),
    figures: {
      maxMemory: { value: { value: maxMemory.value, unit: 'bytes' }, because: maxMemory.because },
    },
  })
}

const estimate = 'estimate'
const sessionBytes = 8192
const taskBytes = 4096
const cacheSeconds = 600

/** What Redis holds at the busiest time, doubled so that a burst does not fill it. */
function maxMemoryOf(context: Context): Explained<Bytes> {
  const { demand } = context.platform
  const searches = context.load.searchesPerSecond.value
  const vectorBytes = 8192
  const held =
    demand.users * sessionBytes +
    demand.ingestion.documentsPerDay * taskBytes +
    searches * cacheSeconds * vectorBytes
  const gibibytesNeeded = Math.max(1, Math.ceil((held * 2) / 2 ** 30))
  return explained(
    gibibytes(gibibytesNeeded),
    'redis/max-memory',
    'max(1 GiB, (users × 8 KiB + documents per day × 4 KiB + searches per second × 600 s × 8 KiB) × 2), in GiB',
    [
      fromPlatform('users', `${demand.users}`, '/demand/users'),
      fromFact('session', '8KiB', `${estimate}: session, counters of limits, tokens`),
      fromPlatform(
        'documents per day',
        `${demand.ingestion.documentsPerDay}`,
        '/demand/ingestion/documentsPerDay',
      ),
      fromFact('task', '4KiB', `${estimate}: a Celery message and its result, kept for a day`),
      fromPlan('searches per second', `${searches}`, '/load/searchesPerSecond'),
      fromFact(
        'cached vector',
        '8KiB for 600 s',
        'langgenius/dify 0.11.0 keeps a question’s embedding for 600 s',
      ),
    ],
  )
}

const smallSizes = (context: Context, part: string, replicas: number): PartSizes =>
  sizePart(context, 'redis', part, {
    minimum: byDefault(replicas, replicas > 1 ? sentinels : light),
    cpu: byDefault(threads(0.1), light, printCpu),
    memory: byDefault(mebibytes(128), light, printBytes),
    memoryLimit: byDefault(mebibytes(256), light, printBytes),
  })
