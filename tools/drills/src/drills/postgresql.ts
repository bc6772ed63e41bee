// Drills of PostgreSQL: its leader dies under a client that writes, and every commit that was acknowledged must be there.

import {
  longestGapMs,
  lostOf,
  psqlWords,
  startWriter,
  table,
  type Target,
  type Writer,
} from '../clients/writer.js'
import { mustOn, runOn, type Machine } from '../world/machine.js'
import type { Outcome } from '../world/run.js'
import { valueOf, type Site } from '../world/site.js'
import { pause, until, untilTrue } from '../wait.js'
import { addressesOf, type Members } from './members.js'

export const serverId = 'postgresql'
const proxyId = 'haproxy'
const primaryPort = 5432
const replicasPort = 5433

export const postgresqlMembers = (site: Site): Members => addressesOf(site, serverId)

/** A client's way in: the proxy on the first machine at the edge. */
export function targetOf(site: Site, port = primaryPort): Target {
  const password = valueOf(site, 'postgresql', 'superuser-password')
  const host = addressesOf(site, proxyId)[0]?.machine ?? ''
  return { host, port, user: 'postgres', password }
}

/** What a member of Patroni says of the whole cluster. */
type Member = {
  readonly name: string
  readonly role: string
  readonly state: string
  readonly timeline: number
}

export async function membersOf(site: Site): Promise<readonly Member[]> {
  for (const { machine, host } of postgresqlMembers(site)) {
    const { code, out } = await askRest(site.machine(machine), host, '/cluster')
    if (code === 0 && out.startsWith('{')) return readMembers(JSON.parse(out))
  }
  return []
}

const schemeOf = '--insecure'

/** Asks a member's REST interface, without a password unless it is among the words. */
export function askRest(
  from: Machine,
  host: string,
  path: string,
  ...words: readonly string[]
): Promise<Outcome> {
  const url = `https://${host}:8008${path}`
  return runOn(from, [
    'curl',
    '--silent',
    '--show-error',
    schemeOf,
    '--max-time',
    '3',
    ...words,
    url,
  ])
}

function readMembers(value: unknown): readonly Member[] {
  const members = fieldOf(value, 'members')
  if (!Array.isArray(members)) return []
  return members.map((one: unknown) => ({
    name: String(fieldOf(one, 'name')),
    role: String(fieldOf(one, 'role')),
    state: String(fieldOf(one, 'state')),
    timeline: Number(fieldOf(one, 'timeline')),
  }))
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

export async function startPostgresql(site: Site): Promise<void> {
  for (const { machine } of addressesOf(site, proxyId)) site.service(machine, proxyId).start()
  for (const { machine } of postgresqlMembers(site)) site.service(machine, serverId).start()
  await untilWhole(site)
}

/** The first start makes the cluster and copies it twice. */
const wholeMs = 180_000

/** One leads, the others follow on its timeline, and one of them confirms commits where the plan wants that. */
export async function untilWhole(site: Site): Promise<readonly Member[]> {
  const wanted = postgresqlMembers(site).length
  const isSynchronous = isSynchronousIn(site)
  return until('PostgreSQL is whole', { withinMs: wholeMs, everyMs: 1000 }, async () => {
    const members = await membersOf(site)
    const leader = members.find(({ role }) => role === 'leader')
    const following = members.filter((one) => one !== leader)
    const isWhole =
      leader?.state === 'running' &&
      members.length === wanted &&
      following.every((one) => isFollowing(one) && one.timeline === leader.timeline) &&
      (!isSynchronous || following.some(({ role }) => role === 'sync_standby'))
    return isWhole ? members : undefined
  })
}

/** Patroni 3.0 calls a replica that streams `running`, later ones `streaming`. */
const isFollowing = ({ state }: Member): boolean => state === 'streaming' || state === 'running'

const isSynchronousIn = ({ rendered: { plan } }: Site): boolean =>
  plan.sizes['postgresql']?.['postgresql']?.figures['synchronousReplicas']?.value === 1

export async function leaderOf(site: Site): Promise<string> {
  return until('PostgreSQL has a leader', { withinMs: 90_000 }, async () => {
    const members = await membersOf(site)
    return members.find(({ role, state }) => role === 'leader' && state === 'running')?.name
  })
}

/** Runs SQL as a client that comes through a proxy. */
export async function query(client: Machine, target: Target, sql: string): Promise<string> {
  const out = await mustOn(client, psqlWords(target, '--command', sql))
  return out.trim()
}

export async function makeTable(site: Site, client: Machine): Promise<void> {
  const sql = `CREATE TABLE IF NOT EXISTS ${table} (number bigint PRIMARY KEY)`
  await untilTrue('the proxy leads to the leader', { withinMs: 60_000 }, async () => {
    const words = psqlWords(targetOf(site), '--command', sql)
    return (await runOn(client, words)).code === 0
  })
}

/** What is written through the proxy is read on a replica through its own port. */
export async function readOnReplica(site: Site, client: Machine): Promise<string> {
  await query(client, targetOf(site), `INSERT INTO ${table} VALUES (-1) ON CONFLICT DO NOTHING`)
  const sql = `SELECT pg_is_in_recovery(), number FROM ${table} WHERE number = -1`
  return until('a replica has the row', { withinMs: 20_000 }, async () => {
    const row = await query(client, targetOf(site, replicasPort), sql)
    return row === '' ? undefined : row
  })
}

export type Failover = {
  readonly gapMs: number
  readonly acknowledged: number
  readonly lost: number
  readonly hasMoved: boolean
  /** Until the old leader followed the new one and all were in step again. */
  readonly wholeAgainMs: number
  readonly hasRewound: boolean
}

/** Kills Patroni and PostgreSQL of the leader's machine at once; the machine comes back when another leads. */
export async function killLeader(site: Site, client: Machine): Promise<Failover> {
  const old = await leaderOf(site)
  return failOver(site, client, old, async () => {
    await site.service(old, serverId).kill()
  })
}

/**
 * Nobody hears of the leader's last commits: the replicas are cut off for a moment, and then the leader's machine is
 * lost. Where a commit waits for a replica, none is acknowledged meanwhile.
 */
export async function loseLeaderUnheard(site: Site, client: Machine): Promise<Failover> {
  const old = await leaderOf(site)
  const replicas = postgresqlMembers(site).filter(({ machine }) => machine !== old)
  const setReplicas = async (state: 'up' | 'down'): Promise<void> => {
    for (const { machine } of replicas) await site.network.setLink(site.machine(machine), state)
  }
  const outcome = await failOver(site, client, old, async () => {
    await setReplicas('down')
    await pause(unheardMs)
    await site.network.setLink(site.machine(old), 'down')
    await site.service(old, serverId).kill()
    await setReplicas('up')
  })
  return outcome
}

/** Shorter than the leader's patience with a store of state that it cannot reach either. */
const unheardMs = 3000

async function failOver(
  site: Site,
  client: Machine,
  old: string,
  strike: () => Promise<void>,
): Promise<Failover> {
  const target = targetOf(site)
  const first = await nextNumber(site, client)
  const writer = startWriter(client, target, first)
  await untilTrue('the client writes', { withinMs: 30_000 }, () =>
    Promise.resolve(writer.acknowledged.length > 100),
  )
  await untilStreaming(site, client)
  const before = rewindsOf(site, old)
  await strike()
  const next = await until('another leads', { withinMs: 120_000 }, async () => {
    const leader = await leaderOf(site)
    return leader === old ? undefined : leader
  })
  await untilWriting(writer)
  await writer.stop()
  await site.network.setLink(site.machine(old), 'up')
  const lost = lostOf(writer.acknowledged, await presentFrom(site, client, first))
  const startedAtMs = performance.now()
  site.service(old, serverId).start()
  await untilWhole(site)
  return {
    gapMs: longestGapMs(writer.acknowledged),
    acknowledged: writer.acknowledged.length,
    lost: lost.length,
    hasMoved: next !== old,
    wholeAgainMs: performance.now() - startedAtMs,
    hasRewound: rewindsOf(site, old) > before,
  }
}

/** Patroni 3.0 calls a replica `running` before it receives anything. */
async function untilStreaming(site: Site, client: Machine): Promise<void> {
  const replicas = `${postgresqlMembers(site).length - 1}`
  const sql = `SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'`
  await untilTrue('both replicas stream', { withinMs: 60_000 }, async () => {
    return (await query(client, targetOf(site), sql)) === replicas
  })
}

async function untilWriting({ acknowledged }: Writer): Promise<void> {
  const count = acknowledged.length
  await untilTrue('writing goes on', { withinMs: 60_000, everyMs: 100 }, () =>
    Promise.resolve(acknowledged.length > count + 100),
  )
}

const rewindsOf = (site: Site, machine: string): number =>
  site.service(machine, serverId).log().split('running pg_rewind').length

async function nextNumber(site: Site, client: Machine): Promise<number> {
  const sql = `SELECT coalesce(max(number), 0) + 1000 FROM ${table}`
  return Number(await query(client, targetOf(site), sql))
}

async function presentFrom(
  site: Site,
  client: Machine,
  first: number,
): Promise<ReadonlySet<number>> {
  const sql = `SELECT number FROM ${table} WHERE number >= ${first}`
  const out = await query(client, targetOf(site), sql)
  return new Set(out.split('\n').map(Number))
}
