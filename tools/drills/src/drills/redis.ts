// Drills of Redis: Sentinels agree on a new master when the old one dies, and on nothing when one of them is alone.

import { longestGapMs, type Acknowledged } from '../clients/writer.js'
import { mustOn, runOn, type Machine } from '../world/machine.js'
import type { Outcome } from '../world/run.js'
import { valueOf, type Site } from '../world/site.js'
import { pause, until, untilTrue } from '../wait.js'
import { addressesOf, type Members } from './members.js'

const serverId = 'redis'
const sentinelId = 'redis-sentinel'

const redisMembers = (site: Site): Members => addressesOf(site, serverId)

type User = { readonly name: string; readonly password: string }

export const redisUser = (site: Site, name: string, key: string): User => ({
  name,
  password: valueOf(site, 'redis', key),
})

const admin = (site: Site): User => redisUser(site, 'admin', 'password')

/** Runs one command as a user, from any machine. */
export function redis(
  from: Machine,
  host: string,
  user: User | undefined,
  ...words: readonly string[]
): Promise<Outcome> {
  const who =
    user === undefined ? [] : ['--user', user.name, '--pass', user.password, '--no-auth-warning']
  return runOn(from, ['timeout', '2', 'redis-cli', '-h', host, ...who, ...words])
}

async function askSentinel(site: Site, machine: string, ...words: readonly string[]) {
  const { name, password } = admin(site)
  const who = ['--user', name, '--pass', password, '--no-auth-warning']
  const asked = ['timeout', '2', 'redis-cli', '-h', '127.0.0.1', '-p', '26379', ...who]
  const out = await mustOn(site.machine(machine), [...asked, 'SENTINEL', ...words])
  return out.split('\n')
}

/** The field of the first master that a Sentinel watches. */
async function fieldOf(site: Site, machine: string, field: string): Promise<string> {
  const lines = await askSentinel(site, machine, 'MASTERS')
  return lines[lines.indexOf(field) + 1] ?? ''
}

export async function startRedis(site: Site): Promise<void> {
  for (const id of [serverId, sentinelId]) {
    for (const { machine } of redisMembers(site)) site.service(machine, id).start()
  }
  await untilWhole(site)
}

/** Every Sentinel knows the others and both replicas, and both replicas are in step with the master. */
async function untilWhole(site: Site): Promise<void> {
  const members = redisMembers(site)
  await untilTrue('Redis is whole', { withinMs: 90_000, everyMs: 1000 }, async () => {
    for (const { machine } of members) {
      const others = `${members.length - 1}`
      for (const field of ['num-other-sentinels', 'num-slaves']) {
        if ((await fieldOf(site, machine, field)) !== others) return false
      }
    }
    const roles = await Promise.all(members.map((member) => roleOf(site, member)))
    const isMaster = (role: Role): boolean => role.role === 'master'
    return (
      roles.filter(isMaster).length === 1 && roles.every((one) => isMaster(one) || one.isLinked)
    )
  })
}

type Role = { readonly role: string; readonly isLinked: boolean }

async function roleOf(site: Site, { machine, host }: Members[number]): Promise<Role> {
  const { out } = await redis(site.machine(machine), host, admin(site), 'INFO', 'replication')
  const role = /^role:(\w+)/m.exec(out)?.[1] ?? 'away'
  return { role, isLinked: /^master_link_status:up/m.test(out) }
}

export async function masterOf(site: Site): Promise<Members[number]> {
  return until('Redis has a master', { withinMs: 60_000, everyMs: 300 }, async () => {
    for (const member of redisMembers(site)) {
      if ((await roleOf(site, member)).role === 'master') return member
    }
    return undefined
  })
}

export type RedisFailover = {
  readonly gapMs: number
  readonly acknowledged: number
  readonly lost: number
  readonly hasMoved: boolean
}

/** Kills the master under a client that writes one key after the other to the master that the Sentinels name. */
export async function killMaster(site: Site, client: Machine): Promise<RedisFailover> {
  const old = await masterOf(site)
  const writer = startKeys(site, client)
  await pause(2000)
  await site.service(old.machine, serverId).kill()
  const killedAtMs = performance.now()
  try {
    await untilTrue('writing goes on', { withinMs: 90_000, everyMs: 200 }, () =>
      Promise.resolve((writer.acknowledged.at(-1)?.atMs ?? 0) > killedAtMs + 500),
    )
    await pause(1000)
  } finally {
    await writer.stop()
  }
  const next = await masterOf(site)
  const lost = await missingOf(site, next, writer.acknowledged)
  site.service(old.machine, serverId).start()
  await untilWhole(site)
  const rejoined = await roleOf(site, old)
  return {
    gapMs: longestGapMs(writer.acknowledged),
    acknowledged: writer.acknowledged.length,
    lost,
    hasMoved: next.machine !== old.machine && rejoined.role === 'slave' && rejoined.isLinked,
  }
}

/** One Sentinel alone sees the master die and may not choose another. */
export async function killMasterWithOneSentinel(site: Site, waitMs: number): Promise<boolean> {
  const old = await masterOf(site)
  const others = redisMembers(site).filter(({ machine }) => machine !== old.machine)
  const [stays] = others
  const silenced = redisMembers(site).filter(({ machine }) => machine !== stays?.machine)
  for (const { machine } of silenced) await site.service(machine, sentinelId).stop()
  await site.service(old.machine, serverId).kill()
  await pause(waitMs)
  const roles = await Promise.all(others.map((member) => roleOf(site, member)))
  const hasMoved = roles.some(({ role }) => role === 'master')
  site.service(old.machine, serverId).start()
  for (const { machine } of silenced) site.service(machine, sentinelId).start()
  await untilWhole(site)
  return hasMoved
}

type Keys = { readonly acknowledged: readonly Acknowledged[]; readonly stop: () => Promise<void> }

const keyOf = (number: number): string => `drill:${number}`

function startKeys(site: Site, client: Machine): Keys {
  const acknowledged: Acknowledged[] = []
  const wish = { isOver: false }
  const first = Date.now() * 1000
  const work = async (): Promise<void> => {
    let host = (await masterOf(site)).host
    for (let number = first; !wish.isOver; number += 1) {
      const { out } = await redis(client, host, admin(site), 'SET', keyOf(number), `${number}`)
      if (out.trim() === 'OK') acknowledged.push({ number, atMs: performance.now() })
      else host = await namedMaster(site, client, host)
    }
  }
  const working = work()
  return {
    acknowledged,
    stop: async () => {
      wish.isOver = true
      await working
    },
  }
}

/** Whom a Sentinel names, asked as a client that has no password for it. */
async function namedMaster(site: Site, client: Machine, before: string): Promise<string> {
  for (const { machine, host } of addressesOf(site, sentinelId)) {
    const name = await fieldOf(site, machine, 'name').catch(() => '')
    const asked = ['timeout', '2', 'redis-cli', '-h', host, '-p', '26379', 'SENTINEL']
    const { out } = await runOn(client, [...asked, 'get-master-addr-by-name', name])
    const [named = ''] = out.split('\n')
    if (named.includes('.')) return named
  }
  return before
}

async function missingOf(
  site: Site,
  { machine, host }: Members[number],
  acknowledged: readonly Acknowledged[],
): Promise<number> {
  const keys = acknowledged.map(({ number }) => keyOf(number))
  const { out } = await redis(site.machine(machine), host, admin(site), 'EXISTS', ...keys)
  return keys.length - Number(out.trim())
}
