// Writes pg_hba: who may open which database from where, each line for a connection that somebody declares.

import { isWithin, nodesOf, type Pool } from '@llmflow/spec'
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
  const members = pool === undefined ? [] : addressesOf(pool)
  return {
    pods: podSources(context, members),
    members: orElse(members, orElse(rangesOf(context, 'database'), ['samenet'])),
    proxies:
      context.enabled.has('haproxy') && proxies !== undefined
        ? seenBy(context, members, proxies)
        : [],
  }
}

/**
 * On its way out of the cluster a pod's address becomes its node's, unless Cilium is told to leave it. What other
 * network plugins do is not known here, so both are let in.
 */
function podSources(context: Context, members: readonly string[]): readonly string[] {
  const { podRange } = context.platform.network
  const nodes = orElse(
    nodeSources(context, members),
    orElse(rangesOf(context, 'database'), ['samenet']),
  )
  if (!context.enabled.has('cilium')) return [...new Set([podRange, ...nodes])]
  return isUnmasqueraded(context, members) ? [podRange] : nodes
}

/** Networks of nodes as a whole, since nodes come and go. */
function nodeSources(context: Context, members: readonly string[]): readonly string[] {
  const ranges = rangesOf(context, 'nodes')
  const seen = (context.inventory?.pools ?? [])
    .filter(({ kind }) => kind !== 'hosts')
    .flatMap((pool) => seenBy(context, members, pool))
    .map((source) => ranges.find((range) => isWithin(range, source)) ?? source)
  return orElse([...new Set(seen)], ranges)
}

/** Who has an interface in the members' network comes from there, under an address that the inventory does not name. */
function seenBy(context: Context, members: readonly string[], pool: Pool): readonly string[] {
  const network = context.inventory?.networks.find(({ range }) =>
    members.some((member) => isWithin(range, member)),
  )
  const isLinked = pool.links.some(({ networks }) => networks.includes(network?.name ?? ''))
  const seen = addressesOf(pool).map((address) =>
    network !== undefined && isLinked && !isWithin(network.range, address)
      ? network.range
      : address,
  )
  return [...new Set(seen)]
}

function isUnmasqueraded(context: Context, members: readonly string[]): boolean {
  const unmasqueraded = unmasqueradedOf(context)
  const known = orElse(members, rangesOf(context, 'database'))
  return known.some((member) => unmasqueraded.some((range) => isWithin(range, member)))
}

const rangesOf = ({ inventory }: Context, wanted: string): readonly string[] =>
  (inventory?.networks ?? []).filter(({ purpose }) => purpose === wanted).map(({ range }) => range)

const addressesOf = (pool: Pool): readonly string[] =>
  nodesOf(pool).flatMap(({ address }) => (address === undefined ? [] : [`${address}/32`]))

const orElse = (found: readonly string[], otherwise: readonly string[]): readonly string[] =>
  found.length > 0 ? found : otherwise
