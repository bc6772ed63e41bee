// Says what names look like in a cluster: Services in its DNS, and machines by their addresses.

import type { Plan, WorkloadAddresses } from '@llmflow/spec'
import { addressesOf, type Naming, workloadOf } from '../text.js'

export const clusterNaming: Naming = {
  hostOf: (plan, id) => addressesOf(plan, id).host,
  peersOf: (plan, id) =>
    `${peersName(id)}.${workloadOf(plan, id).namespace}.svc.${plan.network.clusterDomain}`,
  membersOf,
}

/** The name under which stateless replicas find each other. */
export const peersName = (id: string): string => `${id}-peers`

/** On hosts a replica is a machine: names of machines may be unknown to the cluster's DNS. */
function membersOf(plan: Plan, id: string): WorkloadAddresses['members'] {
  const { members, machines } = addressesOf(plan, id)
  if (workloadOf(plan, id).runsOn === 'cluster') return members
  return machines.map((host, index) => ({ name: members[index]?.name ?? `${id}-${index}`, host }))
}
