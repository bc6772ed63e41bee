// Writes how a machine keeps the time: from the company's servers, or from a few machines of the platform.

import type { Plan } from '@llmflow/spec'
import { networksOf } from '../addresses.js'
import { type Machine, machinesOf } from '../machines.js'
import type { SystemPart } from '../system-part.js'

const serversMax = 3

/** The control plane first: it is there as long as the platform is. */
function timekeepers(plan: Plan): readonly Machine[] {
  if ((plan.network.timeServers ?? []).length > 0) return []
  const machines = machinesOf(plan)
  const first = machines.filter(({ kind }) => kind === 'control-plane')
  return [...first, ...machines.filter((one) => !first.includes(one))].slice(0, serversMax)
}

export const servesTime = (plan: Plan, { name }: Machine): boolean =>
  timekeepers(plan).some((one) => one.name === name)

export function timePart(plan: Plan, machine: Machine): SystemPart {
  return {
    packages: ['chrony'],
    // It would correct the same clock.
    masks: ['systemd-timesyncd.service'],
    units: ['chrony.service'],
    files: [
      {
        path: '/etc/chrony/chrony.conf',
        text: configuration(plan, machine),
        restarts: ['chrony.service'],
      },
    ],
  }
}

function configuration(plan: Plan, machine: Machine): string {
  const lines = servesTime(plan, machine) ? servingLines(plan, machine) : askingLines(plan, machine)
  return `${[
    ...lines,
    'driftfile /var/lib/chrony/chrony.drift',
    'ntsdumpdir /var/lib/chrony',
    'logdir /var/log/chrony',
    '# A clock that is far off is set at the start alone; later it is slewed, since databases dislike jumps.',
    'makestep 1 3',
    'rtcsync',
    '# Nobody changes it over the network.',
    'cmdport 0',
  ].join('\n')}\n`
}

function askingLines(plan: Plan, machine: Machine): readonly string[] {
  const { timeServers = [] } = plan.network
  const servers =
    timeServers.length > 0 ? timeServers : timekeepers(plan).map(({ address }) => address)
  return [
    `# ${machine.name} asks ${timeServers.length > 0 ? 'the time servers of the company' : 'machines of the platform'}.`,
    ...servers.map((server) => `server ${server.replace(/:.*/, '')} iburst`),
  ]
}

/** Without a source they agree among themselves: the same time everywhere, which nobody says is the right one. */
function servingLines(plan: Plan, machine: Machine): readonly string[] {
  const others = timekeepers(plan).filter(({ name }) => name !== machine.name)
  return [
    '# No time server of the company is known (network.timeServers), so this machine keeps the time for the others:',
    '# the same everywhere, and wrong as its own clock is.',
    ...others.map(({ address }) => `peer ${address}`),
    'local stratum 10 orphan',
    ...networksOf(plan).map((range) => `allow ${range}`),
  ]
}
