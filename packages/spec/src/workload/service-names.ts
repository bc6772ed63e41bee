// Says what the replicas of a workload are called where names are all there is, as in a compose project.

import type { Workload } from './workload.js'

/** Replicas with names are services of their own; those that are alike are one service. */
export function serviceNamesOf({ id, kind, replicas }: Workload): readonly string[] {
  if (kind !== 'stateful') return [id]
  return Array.from({ length: replicas.minimum }, (_, index) => `${id}-${index}`)
}
