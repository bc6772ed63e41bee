// Builds the Deployment of a workload whose replicas are alike.

import type { Plan, Workload } from '@llmflow/spec'
import type { Deployment, DeploymentStrategy } from 'kubernetes-types/apps/v1.js'
import { replicasOf } from './autoscaling.js'
import { metadataOf, type Named, selectorOf, wholeSeconds } from './object.js'
import { podTemplateOf } from './pod/template.js'

/** Time for scheduling and pulling the image, beyond what the startup probe allows: Kubernetes' default. */
const pullSecondsMax = 600

export function buildDeployment(plan: Plan, workload: Workload): Named<Deployment> | undefined {
  if (workload.runsOn !== 'cluster' || workload.kind !== 'stateless') return undefined
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(workload, workload.id),
    spec: {
      ...replicasOf(plan, workload),
      selector: { matchLabels: selectorOf(workload.id) },
      strategy: strategyOf(workload),
      progressDeadlineSeconds: pullSecondsMax + startSeconds(workload),
      template: podTemplateOf(plan, workload),
    },
  }
}

function strategyOf(workload: Workload): DeploymentStrategy {
  const hasOwnVolume = (workload.volumes ?? []).some(({ kind }) => kind === 'persistent')
  if (hasOwnVolume) return { type: 'Recreate' }
  const { gpus = 0 } = workload.resources
  // No room is kept free for one GPU more, nor for one node more: an old replica goes first.
  if (gpus > 0 || workload.spread.nodes === 'required') {
    const maxUnavailable = Math.max(1, gpus > 0 ? 1 : workload.unavailableMax)
    return { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable } }
  }
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
}

function startSeconds({ probes }: Workload): number {
  const startup = probes?.startup
  return startup === undefined ? 0 : wholeSeconds(startup.every * startup.failures)
}
