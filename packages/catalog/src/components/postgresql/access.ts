// Writes pg_hba: who may open which database from where, each line for a connection that somebody declares.

import { nodesOf, type Pool } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { pooledComponents } from '../../endpoints.js'
import { placeOfPart, poolOf } from '../../pool.js'
import { unmasqueradedOf } from '../cilium/options.js'
import { archiveOf } from './archive.js'
import { databasesOf } from './databases.js'
import { usesPgbackrest } from './pgbackrest.js'

/** Addresses under which PostgreSQL sees the others. */
type Sources = {
  /** Pods, or what becomes of their addresses on the way. */
  readonly pods: readonly string[]
  /** The members themselves, and what runs beside them. */
  readonly members: readonly string[]
  /** HAProxy, which hands on connections from outside the cluster. */
  readonly proxies: readonly string[]
}

const password = 'scram-sha-256'

/** Where all is a pod, a pod's address says nothing; and where there is no pod, samenet is the least that works. */
export function openAccessLines(context: Context): readonly string[] {
  const { podRange } = context.platform.network
  return [
    'local all all peer',
    `local replication replicator ${password}`,
    `host replication replicator ${podRange} ${password}`,
    `host all all ${podRange} ${password}`,
  ]
}

/**
 * Lines are read from above and the first that fits decides. What is not here is refused: the superuser from a pod is
 * the job that makes databases, and every other role opens its own database alone.
 */
export function machineAccessLines(context: Context): readonly string[] {
  const sources = sourcesOf(context)
  const line = (type: string, database: string, role: string, from: readonly string[]) =>
    from.map((source) => `${type} ${database} ${role} ${source} ${password}`)
  const streams = archiveOf(context) !== undefined && !usesPgbackrest(context)
  return [
    'local all all peer',
    `local replication replicator ${password}`,
    ...line('hostssl', 'replication', 'replicator', sources.members),
    // A base backup that a pod streams is a replication connection too.
    ...line('hostssl', 'replication', 'replicator', streams ? sources.pods : []),
    ...line('hostssl', 'postgres', 'rewind', sources.members),
    ...line('hostssl', 'postgres', 'exporter', sources.members),
    ...line('hostssl', 'postgres', 'postgres', sources.pods),
    ...databasesOf(context).flatMap(({ component, name }) => [
      ...line(typeOf(context, component), name, name, clientsOf(context, component, sources)),
      ...line('hostssl', name, name, sources.proxies),
    ]),
  ]
}

/** Poolers on machines come by HAProxy, which has lines of its own. */
function clientsOf(context: Context, component: string, { pods }: Sources): readonly string[] {
  const isPooled = pooledComponents(context).includes(component)
  const pooler = placeOfPart(context, 'pgbouncer', 'pgbouncer', 'application', 'cluster')
  return isPooled && pooler === 'hosts' ? [] : pods
}

/**
 * Drivers that try TLS first need no setting: libpq (sslmode=prefer, PostgreSQL 16 manual 34.19), pgjdbc (PGProperty
 * SSL_MODE) and Prisma (sslmode=prefer). node-postgres opens plain connections unless its URL says otherwise.
 */
const plainDrivers: readonly string[] = ['llmflow']

const typeOf = (context: Context, component: string): 'host' | 'hostssl' =>
  plainDrivers.includes(component) && !pooledComponents(context).includes(component)
    ? 'host'
    : 'hostssl'

function sourcesOf(context: Context): Sources {
  const pool = poolOf(context, 'postgresql', 'postgresql', 'database')?.pool
  const proxies = poolOf(context, 'haproxy', 'haproxy', 'edge')?.pool
  return {
    pods: podSources(context),
    members: orElse(addressesOf(pool), networkRanges(context, 'database')),
    proxies: context.enabled.has('haproxy') ? addressesOf(proxies) : [],
  }
}

/**
 * On its way out of the cluster a pod's address becomes its node's, unless Cilium is told to leave it. What other
 * network plugins do is not known here, so both are let in.
 */
function podSources(context: Context): readonly string[] {
  const { podRange } = context.platform.network
  const nodes = orElse(
    orElse(networkRanges(context, 'nodes'), clusterAddresses(context)),
    networkRanges(context, 'database'),
  )
  if (!context.enabled.has('cilium')) return [...new Set([podRange, ...nodes])]
  return isUnmasqueraded(context) ? [podRange] : nodes
}

function isUnmasqueraded(context: Context): boolean {
  const unmasqueraded = unmasqueradedOf(context)
  return ['database', 'nodes'].some((purpose) =>
    rangesOf(context, purpose).some((range) => unmasqueraded.includes(range)),
  )
}

const rangesOf = ({ inventory }: Context, wanted: string): readonly string[] =>
  (inventory?.networks ?? []).filter(({ purpose }) => purpose === wanted).map(({ range }) => range)

const networkRanges = (context: Context, purpose: string): readonly string[] =>
  orElse(rangesOf(context, purpose), purpose === 'database' ? ['samenet'] : [])

const clusterAddresses = ({ inventory }: Context): readonly string[] =>
  (inventory?.pools ?? []).filter(({ kind }) => kind === 'cluster').flatMap(addressesOf)

const addressesOf = (pool: Pool | undefined): readonly string[] =>
  pool === undefined
    ? []
    : nodesOf(pool).flatMap(({ address }) => (address === undefined ? [] : [`${address}/32`]))

const orElse = (found: readonly string[], otherwise: readonly string[]): readonly string[] =>
  found.length > 0 ? found : otherwise
