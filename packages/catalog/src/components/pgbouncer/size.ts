// Sizes the pools: as many server connections as transactions run at once, however many clients are open.

import {
  cpuMillis,
  explained,
  fromFact,
  fromPlan,
  mebibytes,
  pointer,
  printBytes,
  printCpu,
  threads,
  type Explained,
  type Figure,
  type Term,
} from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { pooledComponents } from '../../endpoints.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'

const source = 'PgBouncer runs on one thread; pgbouncer.org/config.html'
/** Share of its time in which an open connection is in a transaction: requests wait for models, not for rows. */
const busyShare = 0.1
const serversMinimum = 20

export function sizePgbouncer(context: Context): ComponentSizes {
  const replicas = standingReplicas(context.platform, 2, source)
  const clients = clientsOf(context)
  const pgbouncer = sizePart(context, 'pgbouncer', 'pgbouncer', {
    minimum: replicas,
    cpu: byDefault(threads(1), source, printCpu),
    memory: byDefault(mebibytes(256), source, printBytes),
    figures: {
      clientConnections: clients,
      databaseConnections: serversOf(clients.value.value, replicas.value),
    },
  })
  return {
    pgbouncer,
    exporter: sizePart(context, 'pgbouncer', 'exporter', {
      minimum: pgbouncer.replicas.minimum,
      cpu: byDefault(cpuMillis(50), source, printCpu),
      memory: byDefault(mebibytes(64), source, printBytes),
    }),
  }
}

/** What the pooled components may open at their maxima. */
function clientsOf(context: Context): Explained<Figure> {
  const demands = pooledComponents(context).flatMap((component) =>
    Object.entries(context.sizes[component] ?? {}).flatMap(([part, { figures, replicas }]) => {
      const each = figures['databaseConnections']?.value.value
      if (each === undefined) return []
      const path = pointer('sizes', component, part, 'figures', 'databaseConnections')
      const count = replicas.maximum.value
      return [
        {
          count: each * count,
          term: fromPlan(`${component} ${part}`, `${each} × ${count}`, path),
        },
      ]
    }),
  )
  const value = demands.reduce((sum, { count }) => sum + count, 0)
  const terms: readonly Term[] = demands.map(({ term }) => term)
  return explained(
    { value: Math.max(100, value), unit: 'count' },
    'pgbouncer/clients',
    'max(100, Σ connections per replica × maximum replicas)',
    terms,
  )
}

function serversOf(clients: number, replicas: number): Explained<Figure> {
  const value = Math.max(serversMinimum, Math.ceil((clients * busyShare) / replicas))
  return explained(
    { value, unit: 'count' },
    'pgbouncer/servers',
    'max(20, ⌈clients × 10% ÷ replicas⌉)',
    [
      fromPlan(
        'clients',
        `${clients}`,
        pointer('sizes', 'pgbouncer', 'pgbouncer', 'figures', 'clientConnections'),
      ),
      fromFact('10%', 'share of its time that a connection is in a transaction', 'estimate'),
      fromPlan(
        'replicas',
        `${replicas}`,
        pointer('sizes', 'pgbouncer', 'pgbouncer', 'replicas', 'minimum'),
      ),
    ],
  )
}
