// Builds the StatefulSet of a workload whose replicas have names and volumes.

import type { Plan, Volume, Workload } from '@llmflow/spec'
import type { StatefulSet } from 'kubernetes-types/apps/v1.js'
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1.js'
import type { TemplatedFields } from '../template/template.js'
import { replicasOf } from './autoscaling.js'
import { metadataOf, type Named, selectorOf } from './object.js'
import { podTemplateOf } from './pod/template.js'
import { claimSpecOf } from './pod/volumes.js'

export function buildStatefulSet(plan: Plan, workload: Workload): Named<StatefulSet> | undefined {
  if (workload.runsOn !== 'cluster' || workload.kind !== 'stateful') return undefined
  const { id, volumes = [] } = workload
  const claims = volumes.flatMap((volume, index) => claimTemplateOf(workload, volume, index) ?? [])
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadataOf(workload, id),
    spec: {
      serviceName: id,
      ...replicasOf(plan, workload),
      selector: { matchLabels: selectorOf(id) },
      // Members of a quorum wait for each other: one at a time, the first would never be ready.
      podManagementPolicy: 'Parallel',
      template: podTemplateOf(plan, workload),
      ...(claims.length === 0 ? {} : { volumeClaimTemplates: claims }),
    },
  }
}

/** Claim templates cannot be changed, so they carry no label that a new version would change. */
function claimTemplateOf(
  workload: Workload,
  volume: Volume,
  index: number,
): TemplatedFields<PersistentVolumeClaim> | undefined {
  if (volume.kind !== 'persistent') return undefined
  return {
    metadata: { name: volume.name, labels: selectorOf(workload.id) },
    spec: claimSpecOf(workload, volume, index),
  }
}
