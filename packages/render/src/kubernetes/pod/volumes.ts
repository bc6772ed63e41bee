// Builds the volumes of a pod, where they are mounted, and the claims behind them.

import { printKubernetesBytes, type Volume as PlannedVolume, type Workload } from '@llmflow/spec'
import type { PersistentVolumeClaimSpec, Volume, VolumeMount } from 'kubernetes-types/core/v1.js'
import { filesOf } from '../../mounted-files.js'
import type { TemplatedFields } from '../../template/template.js'
import { filesName } from '../config-map.js'
import { volumeField } from '../parameters.js'

type PersistentVolume = Extract<PlannedVolume, { readonly kind: 'persistent' | 'common' }>

const filesVolume = 'configuration-files'

/** Volumes that the pod names itself; those of a stateful workload come from its claim templates. */
export function volumesOf(workload: Workload): Volume[] {
  const own = (workload.volumes ?? []).flatMap((volume) => buildVolume(workload, volume) ?? [])
  return (workload.files ?? []).length === 0 ? own : [...own, buildFilesVolume(workload)]
}

function buildVolume(workload: Workload, volume: PlannedVolume): Volume | undefined {
  const { name } = volume
  switch (volume.kind) {
    case 'persistent':
      if (workload.kind === 'stateful') return undefined
      return { name, persistentVolumeClaim: { claimName: claimName(workload, name) } }
    case 'common':
      return { name, persistentVolumeClaim: { claimName: volume.claim } }
    case 'scratch':
      return { name, emptyDir: { sizeLimit: printKubernetesBytes(volume.size) } }
    case 'memory':
      return { name, emptyDir: { medium: 'Memory', sizeLimit: printKubernetesBytes(volume.size) } }
    case 'secret':
      return {
        name,
        secret: {
          secretName: volume.secret,
          defaultMode: secretMode(workload),
          ...(volume.keys === undefined
            ? {}
            : { items: volume.keys.map((key) => ({ key, path: key })) }),
        },
      }
  }
}

/** Secret files belong to root: without a group for volumes only the mode for others lets the process read. */
const secretMode = ({ security }: Workload): number =>
  security.volumesGroup === undefined ? 0o444 : 0o440

function buildFilesVolume(workload: Workload): Volume {
  const files = filesOf(workload)
  const hasPrograms = files.some(({ file }) => file.executable === true)
  const items = files.map(({ key, file }) => ({
    key,
    path: key,
    ...(file.executable === true ? { mode: 0o555 } : {}),
  }))
  return {
    name: filesVolume,
    configMap: {
      name: filesName(workload),
      defaultMode: 0o444,
      ...(hasPrograms ? { items } : {}),
    },
  }
}

export function mountsOf(workload: Workload): VolumeMount[] {
  const volumes = (workload.volumes ?? []).map((volume) => ({
    name: volume.name,
    mountPath: volume.path,
    ...(isReadOnly(volume) ? { readOnly: true } : {}),
  }))
  const files = filesOf(workload).map(({ key, file }) => ({
    name: filesVolume,
    mountPath: file.path,
    subPath: key,
    readOnly: true,
  }))
  return [...volumes, ...files]
}

const isReadOnly = (volume: PlannedVolume): boolean =>
  volume.kind === 'secret' || (volume.kind === 'common' && volume.readOnly)

/** The claim of a workload whose replicas have no names of their own. */
export const claimName = ({ id }: Workload, volume: string): string => `${id}-${volume}`

export function claimSpecOf(
  workload: Workload,
  { accessMode, size, storageClass }: PersistentVolume,
  index: number,
): TemplatedFields<PersistentVolumeClaimSpec> {
  const storage = volumeField(workload, index, 'size', printKubernetesBytes(size))
  return {
    accessModes: [accessMode],
    ...(storageClass === undefined
      ? {}
      : { storageClassName: volumeField(workload, index, 'storageClass', storageClass) }),
    resources: { requests: { storage } },
  }
}
