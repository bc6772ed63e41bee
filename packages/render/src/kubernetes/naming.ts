// Says what names look like in a cluster: those of Services in its DNS, for machines too.

import { addressesOf, type Naming, workloadOf } from '../text.js'

export const clusterNaming: Naming = {
  hostOf: (plan, id) => addressesOf(plan, id).host,
  peersOf: (plan, id) =>
    `${peersName(id)}.${workloadOf(plan, id).namespace}.svc.${plan.network.clusterDomain}`,
  membersOf: (plan, id) => addressesOf(plan, id).members,
}

/** The name under which stateless replicas find each other. */
export const peersName = (id: string): string => `${id}-peers`
