// Tells whole pods from patches and excerpts of them, which leave out what they do not change.

import type { Pod, Process } from './graph.js'
import { isPlaceholder } from './lookup.js'

/** Workloads that the API server refuses without a selector. */
const selecting: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
])

/** Whether a pod could be applied as it is; what is absent from a patch may be in what it is laid over. */
export function isWhole({ owner, processes }: Pod): boolean {
  if (processes.length === 0 || processes.some((process) => !isReady(process))) return false
  return !selecting.has(owner.kind) || owner.field.get('spec', 'selector').value !== undefined
}

/** Whoever fills in an image may fill in more. */
const isReady = ({ image }: Process): boolean =>
  image !== undefined && !isPlaceholder(image.reference)
