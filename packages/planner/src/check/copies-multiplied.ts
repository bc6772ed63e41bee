// Finds stores that keep copies themselves on storage that copies each of them again.

import { diagnostic, pointer, type Diagnostic, type PlannedSizes } from '@llmflow/spec'
import type { Rule } from './rule.js'

/** Topologies in which each member holds all of the data. */
const replicated = new Set(['patroni', 'sentinel'])

export const copiesMultiplied: Rule = ({ platform, inventory, context, draft, inPlatform }) =>
  [...context.enabled].flatMap((component): readonly Diagnostic[] => {
    const chosen = platform.components[component]?.storageClass
    const storage = inventory?.storageClasses.find(({ name }) => name === chosen)
    const sizes = draft.plan.sizes[component]?.[component]
    if (storage === undefined || storage.replication < 2 || sizes === undefined) return []
    const isUsed = Object.values(draft.plan.workloads).some(
      (workload) =>
        workload.component === component &&
        workload.runsOn === 'cluster' &&
        (workload.volumes ?? []).some((volume) => volume.kind === 'persistent'),
    )
    const copies = copiesOf(sizes, context.topologyOf(component))
    if (!isUsed || copies <= 1) return []
    const { name, replication } = storage
    const total = rounded(copies * replication)
    const params = { component, copies, storageClass: name, replication, total }
    const at = pointer('components', component, 'storageClass')
    return [diagnostic('capacity/copies-multiplied', inPlatform(at), params)]
  })

/** Bytes that are kept for one byte: all members of a replicated store, or data and parity of erasure sets. */
function copiesOf({ replicas, figures }: PlannedSizes, topology: string): number {
  if (replicated.has(topology)) return replicas.minimum
  const set = figures['setSize']?.value ?? 0
  const parity = figures['parity']?.value ?? 0
  return set > parity ? rounded(set / (set - parity)) : 1
}

const rounded = (value: number): number => Math.round(value * 10) / 10
