// Says what names look like on machines: the same as in the cluster, from the machine's own file of hosts.

import { addressesOf, type Naming } from '../text.js'

export const hostsNaming: Naming = {
  hostOf: (plan, id) => addressesOf(plan, id).host,
  peersOf: (plan, id) => addressesOf(plan, id).host,
  membersOf: (plan, id) => addressesOf(plan, id).members,
}
