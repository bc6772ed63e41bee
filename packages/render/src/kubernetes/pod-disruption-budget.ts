// Builds how many replicas a drain may take away at once; at least one, so that a drain always ends.

import type { Plan, Workload } from '@llmflow/spec'
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js'
import { metadataOf, type Named, selectorOf } from './object.js'

export function buildPodDisruptionBudget(
  _plan: Plan,
  workload: Workload,
): Named<PodDisruptionBudget> | undefined {
  const { id, runsOn, kind, replicas } = workload
  if (runsOn !== 'cluster' || kind === 'job' || kind === 'schedule') return undefined
  // The only replica cannot be kept and the node drained.
  if (replicas.maximum <= 1) return undefined
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(workload, id),
    spec: {
      maxUnavailable: Math.max(1, workload.unavailableMax),
      // A replica that is broken anyway does not hold a drain up.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorOf(id) },
    },
  }
}
