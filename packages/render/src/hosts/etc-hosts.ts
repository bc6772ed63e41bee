// Builds the file of hosts: every machine and every member on machines, so that no data store waits for a name server.

import type { Plan } from '@llmflow/spec'
import { addressesOf } from '../text.js'
import { apiServerAddress, apiServerName } from './cluster/api-server.js'
import type { HostFile } from './host-file.js'
import { type Machine, machinesOf } from './machines.js'

export function etcHosts(plan: Plan, machine: Machine): readonly HostFile[] {
  const names = new Map<string, Set<string>>()
  const add = (address: string, name: string): void => {
    names.set(address, (names.get(address) ?? new Set<string>()).add(name))
  }
  for (const { name, address } of machinesOf(plan)) {
    add(address, `${name}.${machineZone(plan)}`)
    add(address, name)
  }
  for (const { id, runsOn } of Object.values(plan.workloads)) {
    if (runsOn !== 'hosts') continue
    const { host, members, machines } = addressesOf(plan, id)
    for (const [index, address] of machines.entries()) {
      const member = members[index]
      if (member !== undefined) add(address, member.host)
      add(address, host)
    }
  }
  const api = apiServerAddress(plan)
  if (api !== undefined) add(api, apiServerName(plan))
  const own = `${machine.name}.${machineZone(plan)}`
  const lines = [...names].map(([address, of]) => `${address} ${[...of].join(' ')}`)
  const text = `127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n\n# ${own}\n${lines.join('\n')}\n`
  return [{ path: '/etc/hosts', text }]
}

/** The zone of the machines' own names. */
export const machineZone = ({ domain }: Plan): string => `machines.${domain}`
