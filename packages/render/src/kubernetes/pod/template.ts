// Builds the pod template that a workload's controller stamps out.

import type { Plan, Workload } from '@llmflow/spec'
import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1.js'
import type { TemplatedFields } from '../../template/template.js'
import { filesHash } from '../config-map.js'
import { labelsOf, wholeSeconds } from '../object.js'
import { nodeSelectorOf, pullSecretName } from '../parameters.js'
import { containerOf } from './container.js'
import { podSecurityOf } from './security.js'
import { spreadOf } from './spread.js'
import { volumesOf } from './volumes.js'

export function podTemplateOf(plan: Plan, workload: Workload): TemplatedFields<PodTemplateSpec> {
  const hash = filesHash(plan, workload)
  return {
    metadata: {
      labels: labelsOf(workload),
      // Files mounted by path never change in a running pod: a new hash starts new pods.
      ...(hash === undefined ? {} : { annotations: { 'llmflow.io/files': hash } }),
    },
    spec: podSpecOf(plan, workload),
  }
}

function podSpecOf(plan: Plan, workload: Workload): TemplatedFields<PodSpec> {
  const volumes = volumesOf(workload)
  return {
    serviceAccountName: workload.id,
    automountServiceAccountToken: false,
    // Variables such as MILVUS_PORT=tcp://… of every Service would override what programs read.
    enableServiceLinks: false,
    ...(isRunToEnd(workload) ? { restartPolicy: 'Never' } : {}),
    securityContext: podSecurityOf(workload.security),
    ...placementOf(plan, workload),
    ...(isRunToEnd(workload) ? {} : spreadOf(plan, workload)),
    ...(workload.stopWithin === undefined
      ? {}
      : { terminationGracePeriodSeconds: wholeSeconds(workload.stopWithin) }),
    ...pullSecretsOf(plan),
    containers: [containerOf(plan, workload)],
    ...(volumes.length === 0 ? {} : { volumes }),
  }
}

const isRunToEnd = ({ kind }: Workload): boolean => kind === 'job' || kind === 'schedule'

function placementOf(
  plan: Plan,
  workload: Workload,
): TemplatedFields<Pick<PodSpec, 'priorityClassName' | 'nodeSelector' | 'tolerations'>> {
  const placement = plan.placement[workload.id]
  const nodeSelector = placement?.nodeSelector ?? workload.nodeSelector ?? {}
  const tolerations = placement?.tolerations ?? workload.tolerations ?? []
  return {
    ...(placement?.priorityClass === undefined
      ? {}
      : { priorityClassName: placement.priorityClass }),
    ...(Object.keys(nodeSelector).length === 0
      ? {}
      : { nodeSelector: nodeSelectorOf(workload, nodeSelector) }),
    ...(tolerations.length === 0 ? {} : { tolerations: [...tolerations] }),
  }
}

function pullSecretsOf({ registry }: Plan): TemplatedFields<Pick<PodSpec, 'imagePullSecrets'>> {
  const name = registry?.pullSecret
  return name === undefined ? {} : { imagePullSecrets: [{ name: pullSecretName(name) }] }
}
