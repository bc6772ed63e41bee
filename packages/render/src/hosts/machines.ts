// Lists the machines of a plan with the workloads that each of them runs without containers.

import type { HostProgram, Plan, PlannedNode, Workload } from '@llmflow/spec'
import { addressesOf } from '../text.js'

/** One replica of a workload on its machine. */
export type Member = {
  readonly workload: Workload
  readonly program: HostProgram
  /** The name under which the others know it. */
  readonly host: string
}

export type Machine = {
  readonly name: string
  readonly address: string
  readonly node: PlannedNode
  /** What the pool is: machines of their own, workers of the cluster, or its control plane. */
  readonly kind: 'hosts' | 'cluster' | 'control-plane'
  readonly members: readonly Member[]
}

/** Machines without an address cannot be reached, and check says so before. */
export function machinesOf(plan: Plan): readonly Machine[] {
  return Object.entries(plan.nodes).flatMap(([name, node]) =>
    node.address === undefined
      ? []
      : [
          {
            name,
            address: node.address,
            node,
            kind: plan.pools[node.pool]?.kind ?? 'cluster',
            members: membersOn(plan, name, node),
          },
        ],
  )
}

function membersOn(plan: Plan, name: string, node: PlannedNode): readonly Member[] {
  return Object.values(plan.workloads).flatMap((workload) => {
    const { host: program, runsOn } = workload
    if (runsOn !== 'hosts' || program === undefined) return []
    return runsAt(plan, workload, name, node)
      ? [{ workload, program, host: memberHost(plan, workload, name) }]
      : []
  })
}

/** What runs by the clock is on every machine of its pool: which of them has work is known only then. */
function runsAt(plan: Plan, { id, kind }: Workload, name: string, { pool }: PlannedNode): boolean {
  const placement = plan.placement[id]
  if (placement === undefined) return false
  return kind === 'schedule' || kind === 'job'
    ? placement.pool === pool
    : placement.replicas.some(({ node }) => node === name)
}

function memberHost(plan: Plan, { id }: Workload, machine: string): string {
  const { members, host } = addressesOf(plan, id)
  return members.find(({ name }) => name === machine)?.host ?? `${machine}.${host}`
}
