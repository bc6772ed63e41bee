// Says on which machines a workload runs, and under which names the others know it there.

import type { Site } from '../world/site.js'

export type Members = readonly { readonly machine: string; readonly host: string }[]

export function addressesOf({ rendered: { plan } }: Site, workload: string): Members {
  const members = plan.addresses[workload]?.members ?? []
  return members.map(({ name, host }) => ({ machine: name, host }))
}
