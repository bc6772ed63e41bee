// Writes the zones of the platform for the company's name servers: public names, machines, and the way back.

import type { Plan, RenderedFile } from '@llmflow/spec'
import { hashOf } from '../../hash.js'
import { apiServerAddress, apiServerName } from '../cluster/api-server.js'
import { machineZone } from '../etc-hosts.js'
import { machinesOf } from '../machines.js'

type Record = { readonly name: string; readonly type: 'A' | 'PTR'; readonly value: string }

export function zoneFiles(plan: Plan, folder: string): readonly RenderedFile[] {
  const forward = [...publicRecords(plan), ...apiRecords(plan), ...machineRecords(plan)]
  if (forward.length === 0) return []
  return [
    zoneFile(plan, folder, plan.domain, forward),
    ...reverseZones(plan).map(([zone, records]) => zoneFile(plan, folder, zone, records)),
  ]
}

/** Names lead to the address that is kept for the workload, or for users as a whole. */
function publicRecords(plan: Plan): readonly Record[] {
  return Object.entries(plan.names).flatMap(([name, { workload }]) => {
    const value = plan.network.virtualAddress ?? plan.workloads[workload]?.exposed?.address
    return value === undefined ? [] : [{ name, type: 'A' as const, value }]
  })
}

function apiRecords(plan: Plan): readonly Record[] {
  const value = apiServerAddress(plan)
  return value === undefined ? [] : [{ name: apiServerName(plan), type: 'A', value }]
}

const machineRecords = (plan: Plan): readonly Record[] =>
  machinesOf(plan).map(({ name, address }) => ({
    name: `${name}.${machineZone(plan)}`,
    type: 'A',
    value: address,
  }))

/** A zone for each block of 256 addresses, which is how they are delegated. */
function reverseZones(
  plan: Plan,
): readonly (readonly [zone: string, records: readonly Record[]])[] {
  const zones = new Map<string, Record[]>()
  for (const { name, value } of machineRecords(plan)) {
    const [first = '', second = '', third = '', last = ''] = value.split('.')
    const zone = `${third}.${second}.${first}.in-addr.arpa`
    const records = zones.get(zone) ?? []
    zones.set(zone, [...records, { name: `${last}.${zone}`, type: 'PTR', value: `${name}.` }])
  }
  return [...zones].toSorted(([left], [right]) => (left < right ? -1 : 1))
}

/** A name of RFC 2606 that nobody has: whoever serves the zone puts their own there. */
const nobody = 'name-servers.invalid'

function zoneFile(
  plan: Plan,
  folder: string,
  zone: string,
  records: readonly Record[],
): RenderedFile {
  const named = plan.network.nameServers ?? []
  const nameServers = orNobody(named.filter((server) => isServer(zone, records, server)))
  const lines = [
    ...nameServers.map((server) => `@ IN NS ${server}.`),
    ...records.map(({ name, type, value }) => `${name}. IN ${type} ${value}`),
  ]
  const text = `; ${zone}, for the company's name servers${noteOf(named, nameServers)}.
; The serial follows from the content and not from a clock, so it may go down: then tell secondaries to fetch the zone again.
$ORIGIN ${zone}.
$TTL 300
@ IN SOA ${nameServers[0] ?? nobody}. hostmaster.${plan.domain}. ( ${serialOf(lines)} 3600 600 1209600 300 )
${lines.join('\n')}
`
  return { path: `${folder}/${zone}.zone`, text }
}

/**
 * A server whose own name is in the zone has to have its address there too, or nobody loads the zone. The plan does not
 * know it, unless the server is one of the machines.
 */
const isServer = (zone: string, records: readonly Record[], server: string): boolean =>
  (server !== zone && !server.endsWith(`.${zone}`)) ||
  records.some(({ name, type }) => type === 'A' && name === server)

const orNobody = (servers: readonly string[]): readonly string[] =>
  servers.length === 0 ? [nobody] : servers

function noteOf(named: readonly string[], servers: readonly string[]): string {
  if (named.length === 0) return '; network.nameServers names them'
  const left = named.filter((server) => !servers.includes(server))
  return left.length === 0 ? '' : `; add ${left.join(', ')} together with the address of each`
}

/** 0 is no serial that secondaries compare. */
const serialOf = (lines: readonly string[]): number =>
  Math.max(1, Number.parseInt(hashOf(lines.join('\n')).slice(0, 8), 16))
