// Finds node selectors that no node of the workload’s pool matches.

import {
  diagnostic,
  nodesOf,
  pointer,
  type Diagnostic,
  type Placement,
  type Pool,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choiceFor } from './choices.js'
import type { Rule } from './rule.js'

export const unmatchedNodeSelector: Rule = (subject) =>
  Object.entries(subject.draft.plan.placement).flatMap(([id, placement]) =>
    judge(subject, id, placement),
  )

function judge(subject: Subject, id: string, placement: Placement): readonly Diagnostic[] {
  const { inventory, draft, platform, inPlatform } = subject
  const pool = inventory?.pools.find(({ name }) => name === placement.pool)
  const workload = draft.plan.workloads[id]
  if (pool === undefined || workload === undefined || workload.runsOn === 'hosts') return []
  const chosen = choiceFor(platform, workload, ({ nodeSelector }) => nodeSelector !== undefined)
  return Object.entries(placement.nodeSelector)
    .filter(([label, value]) => !carries(pool, label, value))
    .map(([label, value]) => {
      const at =
        chosen === undefined
          ? pointer('components', workload.component)
          : `${chosen}${pointer('nodeSelector', label)}`
      const params = { workload: id, pool: pool.name, label: `${label}=${value}` }
      return diagnostic('wiring/unmatched-node-selector', inPlatform(at, 'key'), params)
    })
}

/** Labels that the kubelet or node feature discovery sets: no inventory lists them, and their values are theirs. */
const setByCluster = [
  'kubernetes.io/',
  'node.kubernetes.io/',
  'feature.node.kubernetes.io/',
  'nvidia.com/',
]

/** Whether some node of the pool has the label, as the inventory or the kubelet gives it. */
function carries(pool: Pool, label: string, value: string): boolean {
  const listed = pool.labels[label]
  if (listed !== undefined) return listed === value
  if (label === 'kubernetes.io/hostname') return nodesOf(pool).some(({ name }) => name === value)
  if (label === 'topology.kubernetes.io/zone')
    return nodesOf(pool).some(({ zone }) => zone === value)
  if (label === 'kubernetes.io/os') return value === 'linux'
  return setByCluster.some((prefix) => label.startsWith(prefix))
}
