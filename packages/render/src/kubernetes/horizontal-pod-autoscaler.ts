// Builds the autoscaler of a workload that follows its own CPU or memory alone.

import type { Plan, Workload } from '@llmflow/spec'
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2.js'
import { autoscalerOf, behaviorOf, percentOf, scaleTargetOf } from './autoscaling.js'
import { metadataOf, type Named } from './object.js'
import { replicasMaximum, replicasMinimum } from './parameters.js'

export function buildHorizontalPodAutoscaler(
  plan: Plan,
  workload: Workload,
): Named<HorizontalPodAutoscaler> | undefined {
  const autoscaler = autoscalerOf(plan, workload)
  if (autoscaler?.kind !== 'metrics') return undefined
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(workload, workload.id),
    spec: {
      scaleTargetRef: scaleTargetOf(workload),
      // Kubernetes' autoscaler reaches zero only with metrics from outside.
      minReplicas: workload.replicas.minimum < 1 ? 1 : replicasMinimum(workload),
      maxReplicas: replicasMaximum(workload),
      metrics: autoscaler.signals.map(({ kind, target }) => ({
        type: 'Resource',
        resource: {
          name: kind,
          target: { type: 'Utilization', averageUtilization: percentOf(target) },
        },
      })),
      behavior: behaviorOf(workload),
    },
  }
}
