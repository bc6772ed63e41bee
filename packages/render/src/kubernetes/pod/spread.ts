// Spreads the replicas of a workload over nodes and zones.

import type { Plan, Spread, Workload } from '@llmflow/spec'
import type { Affinity, PodSpec, TopologySpreadConstraint } from 'kubernetes-types/core/v1.js'
import { selectorOf } from '../object.js'

const hostnameKey = 'kubernetes.io/hostname'
const zoneKey = 'topology.kubernetes.io/zone'

export function spreadOf(
  plan: Plan,
  workload: Workload,
): Pick<PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  const { nodes, zones } = workload.spread
  const constraints = [
    ...(nodes === 'preferred' ? [constraintOf(workload, hostnameKey, nodes)] : []),
    ...(zones === 'none' ? [] : [constraintOf(workload, zoneKey, zones)]),
  ]
  const affinity: Affinity = {
    ...(nodes === 'required' ? apart(workload) : {}),
    ...preferPlannedNodes(plan, workload),
  }
  return {
    ...(Object.keys(affinity).length === 0 ? {} : { affinity }),
    ...(constraints.length === 0 ? {} : { topologySpreadConstraints: constraints }),
  }
}

/** Never two replicas on one node, which an even spread alone does not promise. */
function apart({ id }: Workload): Affinity {
  return {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: selectorOf(id) }, topologyKey: hostnameKey },
      ],
    },
  }
}

/**
 * GPU workloads prefer the nodes that the plan gave them, because the scheduler's own scoring would leave
 * GPUs free in pieces too small for the next replica (decision 0003). After a failure any node will do.
 */
function preferPlannedNodes({ placement }: Plan, { id, resources }: Workload): Affinity {
  const nodes = [...new Set((placement[id]?.replicas ?? []).map(({ node }) => node))].toSorted()
  if ((resources.gpus ?? 0) === 0 || nodes.length === 0) return {}
  const matchExpressions = [{ key: hostnameKey, operator: 'In', values: nodes }]
  return {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, preference: { matchExpressions } },
      ],
    },
  }
}

function constraintOf(
  { id, kind }: Workload,
  topologyKey: string,
  wish: Exclude<Spread['nodes'], 'none'>,
): TopologySpreadConstraint {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: wish === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway',
    // A node that the pod may not use is no place to spread to.
    nodeTaintsPolicy: 'Honor',
    labelSelector: { matchLabels: selectorOf(id) },
    // During a rollout the old replicas would count too, and leave the new ones uneven.
    ...(kind === 'stateless' ? { matchLabelKeys: ['pod-template-hash'] } : {}),
  }
}
