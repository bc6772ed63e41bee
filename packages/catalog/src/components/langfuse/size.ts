// Sizes Langfuse: web servers and workers from the guide, ClickHouse’s disk from a year of traces.

import {
  approximateBytes,
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
  type Figure,
} from '@llmflow/spec'
import { backupSizes } from '../../backup-job.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'
import { traceBackupOf } from './backup.js'
import { hasClickhouse } from './versions.js'

const guide = 'infrastructure guide 4.2 values.yaml, langfuse'
const upstream = 'langfuse.com/self-hosting: two processors and 4 GiB for each container'
const reasoned = 'a job that runs once for each version; LLMFlow’s own default'

/** Connections of one process; Prisma’s own default grows with the processors of the node. */
export const connections = 10

export function langfuseParts(context: Context): readonly string[] {
  if (!hasClickhouse(context)) return ['web']
  const backup = traceBackupOf(context) === undefined ? [] : ['clickhouse-backup']
  return ['web', 'worker', 'migrate', 'clickhouse', ...backup]
}

export function sizeLangfuse(context: Context): ComponentSizes {
  const sized: { readonly [part: string]: (context: Context) => PartSizes } = {
    web,
    worker,
    migrate,
    clickhouse,
    'clickhouse-backup': (of) => backupSizes(of, 'langfuse', 'clickhouse-backup'),
  }
  return Object.fromEntries(
    langfuseParts(context).flatMap((part) => {
      const size = sized[part]
      return size === undefined ? [] : [[part, size(context)]]
    }),
  )
}

const pool: { readonly databaseConnections: Explained<Figure> } = {
  databaseConnections: explained(
    { value: connections, unit: 'count' },
    'langfuse/connections',
    'size of each process’s pool',
    [fromFact('pool', `${connections}`, 'connection_limit in DATABASE_ARGS')],
  ),
}

const web = (context: Context): PartSizes =>
  sizePart(context, 'langfuse', 'web', {
    minimum: standingReplicas(context.platform, 2, guide),
    cpu: byDefault(threads(1), guide, printCpu),
    cpuLimit: byDefault(threads(2), guide, printCpu),
    memory: byDefault(gibibytes(2), guide, printBytes),
    memoryLimit: byDefault(gibibytes(4), guide, printBytes),
    figures: pool,
  })

const worker = (context: Context): PartSizes =>
  sizePart(context, 'langfuse', 'worker', {
    minimum: standingReplicas(context.platform, 2, upstream),
    cpu: byDefault(threads(1), upstream, printCpu),
    cpuLimit: byDefault(threads(2), upstream, printCpu),
    memory: byDefault(gibibytes(2), upstream, printBytes),
    memoryLimit: byDefault(gibibytes(4), upstream, printBytes),
    figures: pool,
  })

const clickhouse = (context: Context): PartSizes =>
  sizePart(context, 'langfuse', 'clickhouse', {
    minimum: byDefault(1, 'one server; replicas would need a Keeper of three'),
    cpu: byDefault(threads(2), clickhouseSource, printCpu),
    memory: byDefault(gibibytes(8), clickhouseSource, printBytes),
    storage: traceStorage(context),
  })

const clickhouseSource = 'langfuse.com/self-hosting: ClickHouse from 2 processors and 8 GiB on'

const migrate = (context: Context): PartSizes =>
  sizePart(context, 'langfuse', 'migrate', {
    minimum: byDefault(1, reasoned),
    cpu: byDefault(threads(0.5), reasoned, printCpu),
    memory: byDefault(mebibytes(512), reasoned, printBytes),
    memoryLimit: byDefault(gibibytes(1), reasoned, printBytes),
  })

const bytesPerToken = 4
/** The trace, what was retrieved and the call of the model each repeat the text. */
const repeats = 3
const compression = 4
const busyHours = 2000

function traceStorage(context: Context): Explained<Bytes> {
  const { chat } = context.platform.demand
  const concurrent = context.load.concurrentUsers.value
  const tokens = context.load.tokensPerAnswer.value
  const answers = concurrent * chat.requestsPerUserHour * busyHours
  const each = (tokens * bytesPerToken * repeats) / compression
  return explained(
    gibibytes(Math.ceil((answers * each * 2) / 2 ** 30) + 20),
    'langfuse/storage',
    'concurrent users × requests per hour × 2,000 h × tokens × 4 B × 3 ÷ 4 × 2 + 20 GiB',
    [
      fromPlan('concurrent users', `${concurrent}`, '/load/concurrentUsers'),
      fromPlatform(
        'requests per hour',
        `${chat.requestsPerUserHour}`,
        '/demand/chat/requestsPerUserHour',
      ),
      fromPlan('tokens per answer', `${tokens}`, '/load/tokensPerAnswer'),
      fromFact(
        'a trace',
        `${approximateBytes(each)} compressed`,
        'estimate: text three times, ÷ 4',
      ),
      fromFact('merges', '2', 'estimate: parts and what they are merged into'),
      fromFact('system tables', '20GiB', 'estimate: a week of queries and working space'),
    ],
  )
}
