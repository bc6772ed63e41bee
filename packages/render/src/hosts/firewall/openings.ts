// Lists what a machine lets in: the declared edges of its programs, and what a node of the cluster is asked.

import { isWithin, type Plan, type Port } from '@llmflow/spec'
import { prometheusOf } from '../../kubernetes/monitoring.js'
import { servesTime } from '../system/time.js'
import type { Machine, Member } from '../machines.js'
import { clientsOf } from './clients.js'
import { nodeOpenings } from './node-openings.js'
import type { Opening } from './opening.js'
import { podSources, seenBy, sourcesOf } from './sources.js'

export function openingsOf(plan: Plan, machine: Machine): readonly Opening[] {
  return [
    management(plan),
    ...timeOpenings(plan, machine),
    ...machine.members.flatMap((member) => memberOpenings(plan, machine, member)),
    ...externalOpenings(plan, machine),
    ...(machine.kind === 'hosts' ? [] : nodeOpenings(plan, machine)),
  ].filter(({ from }) => from === 'anywhere' || from.length > 0)
}

/** From the network that the inventory calls that of the management; without one nobody would get in otherwise. */
function management({ hardware }: Plan): Opening {
  const ranges = Object.values(hardware.networks)
    .filter(({ purpose }) => purpose === 'management')
    .map(({ range }) => range)
  return {
    protocol: 'TCP',
    port: 22,
    from: ranges.length === 0 ? 'anywhere' : ranges,
    purpose: 'SSH',
  }
}

const timeOpenings = (plan: Plan, machine: Machine): readonly Opening[] =>
  servesTime(plan, machine)
    ? [{ protocol: 'UDP', port: 123, from: seenBy(plan, machine, () => true), purpose: 'time' }]
    : []

function memberOpenings(plan: Plan, machine: Machine, member: Member): readonly Opening[] {
  const { workload, program } = member
  return [
    ...(workload.ports ?? []).flatMap((port) => portOpenings(plan, machine, workload.id, port)),
    ...(program.protocols ?? []).map((protocol) => ({
      protocol,
      from: sourcesOf(plan, machine, workload.id),
      purpose: `${workload.id} among its members`,
    })),
  ]
}

function portOpenings(plan: Plan, machine: Machine, id: string, port: Port): readonly Opening[] {
  const open = (from: Opening['from'], purpose: string): Opening => ({
    protocol: port.protocol ?? 'TCP',
    port: port.number,
    from,
    purpose: `${id} ${port.name}: ${purpose}`,
  })
  const exposed = plan.workloads[id]?.exposed?.ports ?? {}
  return [
    ...(port.internal === true ? [open(sourcesOf(plan, machine, id), 'members')] : []),
    ...clientsOf(plan, id, port).map((from) => open(sourcesOf(plan, machine, from), from)),
    ...addonClientsOf(plan, id, port).map((addon) => open(podSources(plan, machine), addon)),
    ...(port.metrics !== undefined && prometheusOf(plan) !== undefined
      ? [open(podSources(plan, machine), 'metrics')]
      : []),
    ...(Object.hasOwn(exposed, port.name) ? [open('anywhere', 'users')] : []),
  ]
}

const addonClientsOf = ({ addons }: Plan, id: string, port: Port): readonly string[] =>
  Object.values(addons).flatMap(({ name, edges = [] }) =>
    edges.some(({ to }) => to.kind === 'workload' && to.workload === id && to.port === port.name)
      ? [name]
      : [],
  )

/** Edges to an address that turns out to be this machine, such as a copy of the etcd of Kubernetes. */
const externalOpenings = (plan: Plan, machine: Machine): readonly Opening[] =>
  plan.edges.flatMap(({ from, to }) =>
    to.kind === 'external' && to.range !== undefined && isWithin(to.range, machine.address)
      ? [
          {
            protocol: 'TCP' as const,
            port: to.port,
            from: sourcesOf(plan, machine, from),
            purpose: from,
          },
        ]
      : [],
  )
