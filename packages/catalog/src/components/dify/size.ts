// Sizes the parts of Dify: the guide's numbers, and the connections that its processes open.

import {
  explained,
  fromFact,
  gibibytes,
  mebibytes,
  printBytes,
  printCpu,
  threads,
  type Explained,
  type Figure,
} from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { byDefault, sizePart, type PartDefaults } from '../../part.js'
import { standingReplicas } from '../../standing.js'

export const difyParts = ['api', 'worker', 'web', 'sandbox', 'proxy', 'migrate'] as const
export type DifyPart = (typeof difyParts)[number]

type Pool = { readonly processes: number; readonly size: number; readonly overflow: number }

/**
 * Connections to PostgreSQL. Dify's own 30 + 10 a process would ask 2,000 of a few dozen pods. A worker indexes with
 * ten threads at once, each with a connection; a gevent process of the API holds one only while it queries.
 */
export const pools = {
  api: { processes: 2, size: 8, overflow: 4 },
  worker: { processes: 1, size: 10, overflow: 5 },
  migrate: { processes: 1, size: 2, overflow: 1 },
} as const satisfies { readonly [part: string]: Pool }

export function sizeDify(context: Context): ComponentSizes {
  return Object.fromEntries(
    difyParts.map((part) => [part, sizePart(context, 'dify', part, defaultsOf(context)[part])]),
  )
}

const small = 'reasoned: upstream gives no numbers; not measured'

function defaultsOf(context: Context): { readonly [P in DifyPart]: PartDefaults } {
  return {
    api: {
      ...scaled(context, 3, 10, 'guide 4.2 dify.api'),
      ...large('guide 4.2 dify.api'),
      figures: { databaseConnections: connectionsOf(pools.api) },
    },
    worker: {
      ...scaled(context, 5, 30, 'guide 4.2 dify.worker, 6.1 dify-worker-scaler'),
      ...large('guide 4.2 dify.worker'),
      figures: { databaseConnections: connectionsOf(pools.worker) },
    },
    web: {
      minimum: standingReplicas(context.platform, 3, 'guide 4.2 dify.web'),
      cpu: byDefault(threads(0.5), 'guide 4.2 dify.web', printCpu),
      cpuLimit: byDefault(threads(1), 'guide 4.2 dify.web', printCpu),
      memory: byDefault(mebibytes(512), 'guide 4.2 dify.web', printBytes),
      memoryLimit: byDefault(gibibytes(1), 'guide 4.2 dify.web', printBytes),
    },
    sandbox: {
      minimum: standingReplicas(context.platform, 2, small),
      cpu: byDefault(threads(0.5), small, printCpu),
      cpuLimit: byDefault(threads(2), small, printCpu),
      memory: byDefault(mebibytes(512), small, printBytes),
      memoryLimit: byDefault(gibibytes(2), small, printBytes),
    },
    proxy: {
      minimum: standingReplicas(context.platform, 2, small),
      cpu: byDefault(threads(0.1), small, printCpu),
      memory: byDefault(mebibytes(256), small, printBytes),
    },
    migrate: {
      minimum: byDefault(1, 'one process changes the schema, once a version'),
      cpu: byDefault(threads(0.5), small, printCpu),
      memory: byDefault(gibibytes(1), small, printBytes),
      memoryLimit: byDefault(gibibytes(2), small, printBytes),
      figures: { databaseConnections: connectionsOf(pools.migrate) },
    },
  }
}

function scaled(
  context: Context,
  minimum: number,
  maximum: number,
  source: string,
): Pick<PartDefaults, 'minimum' | 'maximum'> {
  const standing = standingReplicas(context.platform, minimum, source)
  return {
    minimum: standing,
    maximum: standing.value === 1 ? standing : byDefault(maximum, source),
  }
}

/** The guide gives the API and the worker the same. */
const large = (
  source: string,
): Pick<PartDefaults, 'cpu' | 'cpuLimit' | 'memory' | 'memoryLimit'> => ({
  cpu: byDefault(threads(2), source, printCpu),
  cpuLimit: byDefault(threads(4), source, printCpu),
  memory: byDefault(gibibytes(4), source, printBytes),
  memoryLimit: byDefault(gibibytes(8), source, printBytes),
})

const pool =
  'SQLALCHEMY_POOL_SIZE and SQLALCHEMY_MAX_OVERFLOW, which langgenius/dify 0.11.0 api/configs/middleware reads'

const connectionsOf = ({ processes, size, overflow }: Pool): Explained<Figure> =>
  explained(
    { value: processes * (size + overflow), unit: 'count' } as const,
    'dify/connections',
    'processes × (pool + overflow)',
    [
      fromFact('processes', `${processes}`, 'SERVER_WORKER_AMOUNT'),
      fromFact('pool + overflow', `${size} + ${overflow}`, pool),
    ],
  )
