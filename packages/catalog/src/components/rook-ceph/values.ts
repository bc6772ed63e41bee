// Computes the values of Rook's two charts: the operator with its drivers, and the Ceph cluster on the chosen machines.

import type { JsonObject, Taint } from '@llmflow/spec'
import { pullSecretsOf, registryFor, tolerationsFor, textsIn } from '../../addon.js'
import type { Context } from '../../component.js'
import { blockPoolsOf, cephNamespace, fileSystemsOf } from './pools.js'
import { cephNodesOf, cephPoolsOf } from './storage.js'

const cephImage = { repository: 'quay.io/ceph/ceph', tag: 'v19.2.0' } as const
const rookImage = { repository: 'docker.io/rook/ceph', tag: 'v1.16.2' } as const

const drivers = {
  cephcsi: { repository: 'quay.io/cephcsi/cephcsi', tag: 'v3.13.0' },
  registrar: {
    repository: 'registry.k8s.io/sig-storage/csi-node-driver-registrar',
    tag: 'v2.13.0',
  },
  provisioner: { repository: 'registry.k8s.io/sig-storage/csi-provisioner', tag: 'v5.1.0' },
  attacher: { repository: 'registry.k8s.io/sig-storage/csi-attacher', tag: 'v4.8.0' },
  resizer: { repository: 'registry.k8s.io/sig-storage/csi-resizer', tag: 'v1.13.1' },
} as const

type Image = { readonly repository: string; readonly tag: string }

const print = ({ repository, tag }: Image): string => `${repository}:${tag}`

export const operatorImages: readonly string[] = [
  print(rookImage),
  ...Object.values(drivers).map(print),
]
export const clusterImages: readonly string[] = [print(rookImage), print(cephImage)]

const from = (context: Context, { repository, tag }: Image): JsonObject => ({
  repository: registryFor(context, repository),
  tag,
})

export function operatorValues(context: Context): JsonObject {
  return {
    image: from(context, rookImage),
    imagePullSecrets: pullSecretsOf(context),
    crds: { enabled: true },
    csi: {
      ...Object.fromEntries(
        Object.entries(drivers).map(([name, image]) => [name, from(context, image)]),
      ),
      // Nothing here brings the kinds of snapshots, and a snapshot in the same disks is no backup.
      enableRBDSnapshotter: false,
      enableCephfsSnapshotter: false,
      enableNFSSnapshotter: false,
      enableVolumeGroupSnapshot: false,
      // Volumes are mounted on every node, whatever its taints.
      pluginTolerations: [{ operator: 'Exists' }],
    },
  }
}

export function clusterValues(context: Context): JsonObject {
  const reference = registryFor(context, print(cephImage))
  return {
    operatorNamespace: cephNamespace,
    imagePullSecrets: pullSecretsOf(context),
    toolbox: { enabled: true, image: reference },
    // Its monitors need kinds that arrive later; those that LLMFlow makes are applied last.
    monitoring: { enabled: false },
    cephClusterSpec: {
      cephVersion: { image: reference },
      dashboard: { enabled: true, ssl: false },
      placement: placementOf(context),
      storage: storageOf(context),
    },
    cephBlockPools: blockPoolsOf(context),
    cephFileSystems: fileSystemsOf(context),
    // The platform has an object store already.
    cephObjectStores: [],
  }
}

/** Monitors and disks stay on the machines that the inventory gives to storage. */
function placementOf(context: Context): JsonObject {
  const tolerations = tolerationsFor(
    cephPoolsOf(context).flatMap(({ taints }): readonly Taint[] => taints),
  )
  const nodes = cephNodesOf(context)
  if (nodes.length === 0) return { all: { tolerations } }
  return {
    all: {
      tolerations,
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: nodes }],
            },
          ],
        },
      },
    },
  }
}

/** Ceph takes whole disks without a file system: all such of the named machines, or those of the option. */
function storageOf(context: Context): JsonObject {
  const nodes = cephNodesOf(context)
  const devices = textsIn(context.platform.components['rook-ceph']?.options?.['devices'])
  const chosen: JsonObject =
    devices.length === 0
      ? { useAllDevices: true }
      : { useAllDevices: false, devices: devices.map((name) => ({ name })) }
  return {
    ...chosen,
    ...(nodes.length === 0
      ? { useAllNodes: true }
      : { useAllNodes: false, nodes: nodes.map((name) => ({ name })) }),
  }
}
