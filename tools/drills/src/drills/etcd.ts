// Drills of etcd: it starts whole, goes on without a member, and comes back from a snapshot.

import { addressesOf, type Members } from './members.js'
import { mustOn, runOn, type Machine } from '../world/machine.js'
import type { Outcome } from '../world/run.js'
import type { Site } from '../world/site.js'
import { untilTrue } from '../wait.js'

const etcdId = 'postgresql-etcd'

const folder = `/etc/${etcdId}/tls`
const known = [`--cacert=${folder}/ca.crt`, `--cert=${folder}/tls.crt`, `--key=${folder}/tls.key`]

export const etcdMembers = (site: Site): Members => addressesOf(site, etcdId)

const endpointOf = (host: string): string => `https://${host}:2379`

/** Runs the client on a machine as its administrator would, with the certificate of the member there. */
const etcdctl = (
  machine: Machine,
  hosts: readonly string[],
  ...words: readonly string[]
): Promise<Outcome> => ask(machine, hosts, known, words)

/** The same with another certificate, or with none. */
export function ask(
  machine: Machine,
  hosts: readonly string[],
  credentials: readonly string[],
  words: readonly string[],
): Promise<Outcome> {
  const endpoints = `--endpoints=${hosts.map(endpointOf).join(',')}`
  const limits = ['--dial-timeout=2s', '--command-timeout=4s']
  const all = ['env', 'ETCDCTL_API=3', 'etcdctl', endpoints, ...limits, ...credentials, ...words]
  return runOn(machine, all)
}

export async function startEtcd(site: Site): Promise<void> {
  const members = etcdMembers(site)
  for (const { machine } of members) site.service(machine, etcdId).start()
  await untilHealthy(site, members)
}

async function untilHealthy(site: Site, members: Members): Promise<void> {
  const [first] = members
  if (first === undefined) return
  const hosts = members.map(({ host }) => host)
  await untilTrue('all members of etcd are healthy', { withinMs: 60_000 }, async () => {
    const { code } = await etcdctl(site.machine(first.machine), hosts, 'endpoint', 'health')
    return code === 0
  })
}

type EtcdOutcome = {
  /** Whether a key was written with a member away, and after a second was lost. */
  readonly isWrittenWithOneLost: boolean
  readonly isWrittenWithTwoLost: boolean
}

export async function loseMembers(site: Site): Promise<EtcdOutcome> {
  const members = etcdMembers(site)
  const [stays, first, second] = members
  if (stays === undefined || first === undefined || second === undefined) {
    return { isWrittenWithOneLost: false, isWrittenWithTwoLost: false }
  }
  const write = async (value: string): Promise<boolean> => {
    const { code } = await etcdctl(
      site.machine(stays.machine),
      [stays.host],
      'put',
      '/drill',
      value,
    )
    return code === 0
  }
  const service = (machine: string) => site.service(machine, etcdId)
  await service(first.machine).kill()
  await untilTrue('a write goes on', { withinMs: 15_000 }, () => write('one lost')).catch(() => {})
  const isWrittenWithOneLost = await write('one lost')
  await service(second.machine).kill()
  const isWrittenWithTwoLost = await write('two lost')
  service(first.machine).start()
  service(second.machine).start()
  await untilHealthy(site, members)
  return { isWrittenWithOneLost, isWrittenWithTwoLost }
}

/** Takes a snapshot, loses the data of every member, and starts all of them from the snapshot. */
export async function restoreSnapshot(site: Site): Promise<{ readonly found: string }> {
  const members = etcdMembers(site)
  const [first] = members
  if (first === undefined) return { found: '' }
  const machine = site.machine(first.machine)
  await etcdctl(machine, [first.host], 'put', '/drill', 'kept')
  await etcdctl(machine, [first.host], 'snapshot', 'save', snapshotFile)
  const snapshot = await mustOn(machine, ['base64', '--wrap=0', snapshotFile])
  for (const member of members) await site.service(member.machine, etcdId).kill()
  for (const member of members) await startFrom(site, member, snapshot)
  await untilHealthy(site, members)
  const { out } = await etcdctl(machine, [first.host], 'get', '/drill', '--print-value-only')
  return { found: out.trim() }
}

const snapshotFile = '/tmp/drill-snapshot.db'

async function startFrom(
  site: Site,
  { machine, host }: Members[number],
  snapshot: string,
): Promise<void> {
  const here = site.machine(machine)
  const cluster = etcdMembers(site).map((one) => `${one.machine}=https://${one.host}:2380`)
  await mustOn(here, ['sh', '-c', `base64 --decode > ${snapshotFile}`], { input: snapshot })
  await mustOn(here, ['rm', '-rf', `/var/lib/${etcdId}/data`])
  await mustOn(here, [
    'env',
    'ETCDCTL_API=3',
    'etcdctl',
    'snapshot',
    'restore',
    snapshotFile,
    `--name=${machine}`,
    `--initial-cluster=${cluster.join(',')}`,
    `--initial-cluster-token=${etcdId}`,
    `--initial-advertise-peer-urls=https://${host}:2380`,
    `--data-dir=/var/lib/${etcdId}/data`,
  ])
  await mustOn(here, ['chown', '-R', 'etcd:etcd', `/var/lib/${etcdId}/data`])
  site.service(machine, etcdId).start()
}
