// Works out under which addresses a machine sees those who connect to it.

import { isWithin, type Plan } from '@llmflow/spec'
import { workloadOf } from '../../text.js'
import { type Machine, machinesOf } from '../machines.js'

/**
 * The addresses of the machines or pods of a workload, as this machine sees them. Who has an interface in this machine's
 * network comes from there, under an address that the inventory does not name; then it is that network.
 */
export function sourcesOf(plan: Plan, target: Machine, id: string): readonly string[] {
  const { runsOn, kind } = workloadOf(plan, id)
  if (runsOn === 'cluster') return podSources(plan, target, id)
  const { pool, replicas = [] } = plan.placement[id] ?? {}
  const comesAndGoes = kind === 'job' || kind === 'schedule'
  return seenBy(plan, target, (one) =>
    comesAndGoes ? one.node.pool === pool : replicas.some(({ node }) => node === one.name),
  )
}

/**
 * Pods of a workload, or of an addon when no workload is named: those may be on every node. To a node also those come that
 * have no network of their own, such as the API server; nothing hides the address of their node.
 */
export function podSources(plan: Plan, target: Machine, id?: string): readonly string[] {
  const behaviour = networkOf(plan)
  const isSeenAsPod = behaviour?.unmasqueraded.some((range) => isWithin(range, target.address))
  const isNode = target.kind !== 'hosts'
  if (isSeenAsPod === true && !isNode) return [plan.network.podRange]
  const nodes = seenBy(plan, target, (one) => mayRun(plan, one, id))
  return behaviour === undefined || isNode ? [plan.network.podRange, ...nodes] : nodes
}

/** Nodes of the cluster themselves. */
export const nodeSources = (plan: Plan, target: Machine): readonly string[] =>
  seenBy(plan, target, ({ kind }) => kind !== 'hosts')

/** What an addon says of the network between pods; nobody knows it of a network that is not of the plan. */
export const networkOf = ({ addons }: Plan) =>
  Object.values(addons).find(({ network }) => network !== undefined)?.network

function mayRun(plan: Plan, { kind, node }: Machine, id: string | undefined): boolean {
  if (kind === 'hosts') return false
  const placement = id === undefined ? undefined : plan.placement[id]
  if (placement === undefined) return true
  const labels = plan.pools[node.pool]?.labels ?? {}
  const isTolerated = (plan.pools[node.pool]?.taints ?? []).every(
    (taint) =>
      taint.effect === 'PreferNoSchedule' ||
      placement.tolerations.some(({ key }) => key === taint.key),
  )
  return (
    isTolerated &&
    Object.entries(placement.nodeSelector).every(([label, value]) => labels[label] === value)
  )
}

export function seenBy(
  plan: Plan,
  target: Machine,
  isMeant: (machine: Machine) => boolean,
): readonly string[] {
  const network = Object.values(plan.hardware.networks).find(({ range }) =>
    isWithin(range, target.address),
  )
  const seen = machinesOf(plan)
    .filter((machine) => isMeant(machine) && machine.name !== target.name)
    .map(({ address, node }) => {
      if (network === undefined || isWithin(network.range, address)) return address
      return network.pools.includes(node.pool) ? network.range : address
    })
  return [...new Set(seen)].toSorted()
}
