// Computes PostgreSQL’s settings: connections from those who connect, memory from the machine, storage from documents.

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
  printDuration,
  seconds,
  type Bytes,
  type Explained,
  type Figure,
  type Milliseconds,
  type Term,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import { pooledComponents } from '../../endpoints.js'

const manual = 'PostgreSQL 16 manual, 20.4 Resource Consumption'
const guide = 'infrastructure guide 5.2'
/** Superusers, Patroni, the exporter, and people and jobs that come and go. */
const reserved = { superusers: 3, patroni: 4, exporter: 3, administration: 10 }
const connectionsMinimum = 100

const figure = (name: string): string =>
  pointer('sizes', 'postgresql', 'postgresql', 'figures', name)

type Demand = { readonly count: number; readonly term: Term }

/** What every sized part may open at its maximum. Parts say so in `figures.databaseConnections`. */
function connectionDemands(context: Context): readonly Demand[] {
  const pooled = new Set(pooledComponents(context))
  const direct = Object.entries(context.sizes).filter(([component]) => !pooled.has(component))
  return direct.flatMap(([component, parts]) =>
    Object.entries(parts).flatMap(([part, sizes]): Demand[] => {
      const each = sizes.figures['databaseConnections']?.value.value
      if (each === undefined) return []
      const replicas = sizes.replicas.maximum.value
      const path = pointer('sizes', component, part, 'figures', 'databaseConnections')
      return [
        {
          count: each * replicas,
          term: fromPlan(`${component} ${part}`, `${each} × ${replicas}`, path),
        },
      ]
    }),
  )
}

/** The setting max_connections: no client is refused when every part runs at its maximum. */
export function maxConnections(context: Context): Explained<Figure> {
  const demands = connectionDemands(context)
  const kept = reserved.superusers + reserved.patroni + reserved.exporter + reserved.administration
  const sum = demands.reduce((total, { count }) => total + count, kept)
  const value = Math.max(connectionsMinimum, Math.ceil(sum / 10) * 10)
  return explained(
    { value, unit: 'count' },
    'postgresql/connections',
    'max(100, Σ connections per replica × maximum replicas + reserve), in tens',
    [
      ...demands.map(({ term }) => term),
      fromFact(
        'reserve',
        `${kept} = ${reserved.superusers} superusers + ${reserved.patroni} Patroni + ${reserved.exporter} exporter + ${reserved.administration} administration`,
        'PostgreSQL 16 superuser_reserved_connections; WAL senders have a limit of their own since 12',
      ),
    ],
  )
}

const sized = (
  value: number,
  rule: string,
  formula: string,
  terms: readonly Term[],
): Explained<Figure> => explained({ value: Math.floor(value), unit: 'bytes' }, rule, formula, terms)

const wholeMebibytes = (value: number): number => Math.floor(value / 2 ** 20) * 2 ** 20

/** Settings that follow from the memory of one server. */
export function memoryFigures(
  memory: Bytes,
  connections: number,
): { readonly [name: string]: Explained<Figure> } {
  const memoryTerm = fromPlan(
    'memory',
    printBytes(memory),
    pointer('sizes', 'postgresql', 'postgresql', 'resources', 'memory'),
  )
  const shared = Math.min(gibibytes(32), wholeMebibytes(memory * 0.25))
  const work = wholeMebibytes((memory * 0.25) / (connections * 2))
  const maintenance = Math.min(gibibytes(2), wholeMebibytes(memory / 16))
  return {
    sharedBuffers: sized(shared, 'postgresql/shared-buffers', 'min(32 GiB, memory × 25 %)', [
      memoryTerm,
      fromFact('share', '25%', manual),
      fromFact('limit', '32GiB', guide),
    ]),
    effectiveCache: sized(
      wholeMebibytes(memory * 0.75),
      'postgresql/effective-cache',
      'memory × 75 %: what the shared buffers and the system’s page cache hold together',
      [
        memoryTerm,
        fromFact('share', '75%', `${manual}; PostgreSQL wiki, Tuning Your PostgreSQL Server`),
      ],
    ),
    workMemory: sized(
      Math.min(mebibytes(64), Math.max(mebibytes(4), work)),
      'postgresql/work-memory',
      'memory × 25 % ÷ (connections × 2 sorts), from 4 MiB to 64 MiB',
      [
        memoryTerm,
        fromPlan('connections', `${connections}`, figure('maxConnections')),
        fromFact('least', '4MiB', 'PostgreSQL 16 default of work_mem'),
        fromFact('most', '64MiB', guide),
      ],
    ),
    maintenanceMemory: sized(
      maintenance,
      'postgresql/maintenance-memory',
      'min(2 GiB, memory ÷ 16)',
      [memoryTerm, fromFact('limit', '2GiB', guide)],
    ),
  }
}

/** Bytes that one passage takes: its text, its keywords, its row and their indexes. */
const passageBytes = 8192
const messageBytes = 8192
const workHoursPerYear = 8 * 250

export function storageNeed(context: Context): Explained<Bytes> {
  const { demand } = context.platform
  const passages = context.load.passages.value * passageBytes
  const concurrent = context.load.concurrentUsers.value
  const messages = concurrent * demand.chat.requestsPerUserHour * workHoursPerYear
  const value = gibibytes(Math.ceil((passages * 2 + messages * messageBytes) / 2 ** 30) + 20)
  return explained(
    value,
    'postgresql/storage',
    'passages × 8 KiB × 2 + concurrent users × requests per hour × 2,000 h × 8 KiB + 20 GiB',
    [
      fromPlan('passages', `${context.load.passages.value}`, '/load/passages'),
      fromFact(
        'passage',
        '8KiB',
        'estimate: 1,500 characters of 3 bytes, keywords, row and indexes',
      ),
      fromFact('bloat', '2', 'estimate: dead rows before autovacuum, and index pages half full'),
      fromPlan('concurrent users', `${concurrent}`, '/load/concurrentUsers'),
      fromPlatform(
        'requests per hour',
        `${demand.chat.requestsPerUserHour}`,
        '/demand/chat/requestsPerUserHour',
      ),
      fromFact('a year', '2,000 busy hours of 8 KiB a message', 'estimate'),
      fromFact('WAL', `20GiB with ${approximateBytes(gibibytes(8))} max_wal_size`, guide),
    ],
  )
}

/** How often a WAL file is archived at the latest: the setting archive_timeout. */
export function archiveInterval(context: Context): Milliseconds {
  return context.platform.backup.stores['postgresql']?.log?.every ?? seconds(300)
}

/** 1 when a commit must reach a replica before it is acknowledged, because no archive is young enough. */
export function synchronousReplicas(context: Context): Explained<Figure> {
  const { recoveryPoint } = context.platform.objectives
  const chosen = context.platform.components['postgresql']?.options?.['synchronous']
  if (chosen === 'always' || chosen === 'never') {
    const value = chosen === 'always' ? 1 : 0
    return explained({ value, unit: 'count' }, 'declared', '', [
      fromPlatform('synchronous', chosen, '/components/postgresql/options/synchronous'),
    ])
  }
  const interval = archiveInterval(context)
  const declared = context.platform.backup.stores['postgresql']?.log?.every
  return explained(
    { value: recoveryPoint < interval ? 1 : 0, unit: 'count' },
    'postgresql/synchronous',
    '1 when the recovery point is younger than the archive interval, else 0',
    [
      fromPlatform('recovery point', printDuration(recoveryPoint), '/objectives/recoveryPoint'),
      declared === undefined
        ? fromFact('archive interval', printDuration(interval), 'archive_timeout of 300 s')
        : fromPlatform(
            'archive interval',
            printDuration(interval),
            '/backup/stores/postgresql/log/every',
          ),
    ],
  )
}

export const figureBytes = (
  figures: { readonly [name: string]: Explained<Figure> },
  name: string,
): Bytes => bytes(figures[name]?.value.value ?? 0)
