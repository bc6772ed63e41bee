// Builds the claims of volumes that a workload's pods do not bring themselves.

import type { Plan, Workload } from '@llmflow/spec'
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1.js'
import { metadataOf, type Named, platformLabels } from './object.js'
import { claimName, claimSpecOf } from './pod/volumes.js'

/** One claim for each volume that outlives a replica without a name. */
export function buildOwnClaims(
  _plan: Plan,
  workload: Workload,
): readonly Named<PersistentVolumeClaim>[] {
  if (workload.runsOn !== 'cluster' || workload.kind === 'stateful') return []
  return (workload.volumes ?? []).flatMap((volume, index) =>
    volume.kind === 'persistent'
      ? [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: metadataOf(workload, claimName(workload, volume.name)),
            spec: claimSpecOf(workload, volume, index),
          },
        ]
      : [],
  )
}

/** One claim in each namespace for the volumes that workloads mount together; the largest wish counts. */
export function buildCommonClaims({ workloads }: Plan): readonly Named<PersistentVolumeClaim>[] {
  const claims = new Map<string, Named<PersistentVolumeClaim>>()
  const wishes = Object.values(workloads)
    .filter(({ runsOn }) => runsOn === 'cluster')
    .flatMap((workload) =>
      (workload.volumes ?? []).flatMap((volume, index) =>
        volume.kind === 'common' ? [{ workload, volume, index }] : [],
      ),
    )
    .toSorted((left, right) => left.volume.size - right.volume.size)
  for (const { workload, volume, index } of wishes) {
    const { namespace } = workload
    claims.set(`${namespace}/${volume.claim}`, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: volume.claim, namespace, labels: platformLabels },
      spec: claimSpecOf(workload, volume, index),
    })
  }
  return [...claims.values()]
}
