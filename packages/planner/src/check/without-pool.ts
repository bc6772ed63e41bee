// Finds workloads that no pool of the inventory takes.

import { diagnostic, pointer, type Diagnostic, type Workload } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { gpusIn, isServedBy } from './references.js'
import type { Rule } from './rule.js'

export const withoutPool: Rule = (subject) => {
  const { draft, inventory, inPlatform } = subject
  const present = gpusIn(inventory)
  return draft.packing.homeless.flatMap((id): readonly Diagnostic[] => {
    const workload = draft.plan.workloads[id]
    const product = workload?.resources.gpuProduct
    // A pool or GPU that does not exist is reported where it is named.
    const isNamed =
      workload?.pool !== undefined || (product !== undefined && present?.has(product) === false)
    if (workload === undefined || isNamed) return []
    const kind = workload.runsOn === 'hosts' ? 'hosts' : 'cluster'
    const params = { workload: id, role: workload.role, kind }
    return [diagnostic('plan/no-pool', inPlatform(askOf(subject, workload), 'key'), params)]
  })
}

/** The entry that asks for a workload: its model when it serves one, else its component. */
function askOf({ platform }: Subject, { component, part }: Workload): string {
  const model = platform.models.findIndex(
    (entry) => entry.name === part && isServedBy(entry, component),
  )
  return model === -1 ? pointer('components', component) : pointer('models', model, 'name')
}
