// Finds the programs that an autoscaler scales: in the pods of its target, or by the target's name elsewhere.

import type { Graph, Process } from '../../graph/graph.js'

/** Pods decide; where the target is not here, a compose service or a block of values of its name may tell. */
export function scaledProcesses(
  { pods, processes }: Graph,
  namespace: string,
  target: string,
): readonly Process[] {
  const pod = pods.find((one) => one.namespace === namespace && one.owner.name === target)
  if (pod !== undefined) return pod.processes
  return processes.filter(({ origin, name }) => origin !== 'kubernetes' && name === target)
}
