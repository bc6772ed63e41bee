// Says what names look like in a compose project: a service has the name of its workload, or of its replica.

import type { Workload } from '@llmflow/spec'
import { type Naming, workloadOf } from '../text.js'

export const composeNaming: Naming = {
  hostOf: (_plan, id) => id,
  peersOf: (_plan, id) => id,
  membersOf: (plan, id) =>
    serviceNamesOf(workloadOf(plan, id)).map((name) => ({ name, host: name })),
}

/** Replicas with names are services of their own; those that are alike are one service. */
export function serviceNamesOf({ id, kind, replicas }: Workload): readonly string[] {
  if (kind !== 'stateful') return [id]
  return Array.from({ length: replicas.minimum }, (_, index) => `${id}-${index}`)
}
