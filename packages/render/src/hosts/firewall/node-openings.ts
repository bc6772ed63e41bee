// Lists what a node of the cluster lets in besides the edges of its programs.

import type { Plan } from '@llmflow/spec'
import { portOf } from '../../text.js'
import type { Machine } from '../machines.js'
import { clientsOf } from './clients.js'
import type { Opening } from './opening.js'
import { nodeSources, podSources, seenBy, sourcesOf } from './sources.js'

/** kubernetes/website@main content/en/docs/reference/networking/ports-and-protocols.md. */
const kubeletPort = 10_250
const apiPort = 6443
const etcdPorts = [2379, 2380]

export function nodeOpenings(plan: Plan, machine: Machine): readonly Opening[] {
  return [
    open(kubeletPort, podSources(plan, machine), 'kubelet: API server, metrics'),
    ...(machine.kind === 'control-plane' ? controlPlaneOpenings(plan, machine) : []),
    ...addonOpenings(plan, machine),
    ...nodePortOpenings(plan, machine),
  ]
}

function controlPlaneOpenings(plan: Plan, machine: Machine): readonly Opening[] {
  const members = seenBy(plan, machine, ({ kind }) => kind === 'control-plane')
  const proxies = seenBy(plan, machine, (one) =>
    one.members.some(({ workload }) => workload.servesMachines === true),
  )
  const operators = Object.values(plan.hardware.networks)
    .filter(({ purpose }) => purpose === 'management')
    .map(({ range }) => range)
  return [
    open(apiPort, [...podSources(plan, machine), ...proxies, ...operators], 'API of Kubernetes'),
    ...etcdPorts.map((port) => open(port, members, 'etcd of Kubernetes')),
  ]
}

const addonOpenings = (plan: Plan, machine: Machine): readonly Opening[] =>
  Object.values(plan.addons).flatMap(({ name, hostPorts = [] }) =>
    hostPorts.map(({ number, protocol, from, purpose }) => ({
      protocol,
      port: number,
      from: from === 'nodes' ? nodeSources(plan, machine) : podSources(plan, machine),
      purpose: `${name}: ${purpose}`,
    })),
  )

/** Where a port of every node leads to a workload, and who uses it. */
const nodePortOpenings = (plan: Plan, machine: Machine): readonly Opening[] =>
  Object.values(plan.workloads).flatMap(({ id, exposed }) =>
    Object.entries(exposed?.nodePorts ?? {}).map(([name, number]): Opening => {
      const port = portOf(plan, id, name)
      const from = clientsOf(plan, id, port).flatMap((client) => sourcesOf(plan, machine, client))
      return {
        protocol: port.protocol ?? 'TCP',
        port: number,
        from: [...new Set(from)],
        purpose: `${id} ${name} on every node`,
      }
    }),
  )

const open = (port: number, from: readonly string[], purpose: string): Opening => ({
  protocol: 'TCP',
  port,
  from: [...new Set(from)],
  purpose,
})
