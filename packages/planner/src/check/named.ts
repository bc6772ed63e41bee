// Names the components to which a public name leads.

import type { Subject } from '../input.js'

export function componentsNamed({ draft }: Subject): ReadonlySet<string> {
  const { names, workloads } = draft.plan
  return new Set(
    Object.values(names).flatMap(({ workload }) => workloads[workload]?.component ?? []),
  )
}
