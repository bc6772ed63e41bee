// Computes the pools, file systems and storage classes that Ceph brings, under the names that the inventory gives them.

import type { JsonObject, StorageClass } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { cephClassesOf, failureDomainOf } from './storage.js'

export function blockPoolsOf(context: Context): readonly JsonObject[] {
  return cephClassesOf(context)
    .filter(({ kind }) => kind === 'block')
    .map((storage) => ({
      name: storage.name,
      spec: copiesOf(context, storage),
      storageClass: {
        ...classOf(storage),
        allowedTopologies: [],
        parameters: {
          imageFormat: '2',
          imageFeatures: 'layering',
          ...credentialsOf('rbd'),
        },
      },
    }))
}

export function fileSystemsOf(context: Context): readonly JsonObject[] {
  return cephClassesOf(context)
    .filter(({ kind }) => kind === 'file')
    .map((storage) => ({
      name: storage.name,
      spec: {
        metadataPool: copiesOf(context, storage),
        dataPools: [{ name: dataPool, ...copiesOf(context, storage) }],
        preserveFilesystemOnDelete: true,
        metadataServer: {
          activeCount: 1,
          activeStandby: true,
          resources: {
            requests: { cpu: '1000m', memory: '4Gi' },
            limits: { memory: '4Gi' },
          },
          priorityClassName: 'system-cluster-critical',
        },
      },
      storageClass: {
        ...classOf(storage),
        pool: dataPool,
        parameters: credentialsOf('cephfs'),
      },
    }))
}

const dataPool = 'data0'

/** A single copy is kept where the inventory asks for one, and Ceph wants to hear that it is meant. */
const copiesOf = (context: Context, { replication }: StorageClass): JsonObject => ({
  failureDomain: failureDomainOf(context, replication),
  replicated: { size: replication, requireSafeReplicaSize: replication > 1 },
})

const classOf = ({ name, isDefault }: StorageClass): JsonObject => ({
  enabled: true,
  name,
  isDefault,
  reclaimPolicy: 'Delete',
  allowVolumeExpansion: true,
  volumeBindingMode: 'Immediate',
  annotations: {},
  labels: {},
  mountOptions: [],
})

/** A list of the chart replaces the chart's own entries, so what they say stands here again. */
function credentialsOf(kind: 'rbd' | 'cephfs'): JsonObject {
  const purposes = [
    ['provisioner', 'provisioner'],
    ['controller-expand', 'provisioner'],
    ['node-stage', 'node'],
  ] as const
  const secrets = purposes.flatMap(([purpose, user]): readonly (readonly [string, string])[] => [
    [`csi.storage.k8s.io/${purpose}-secret-name`, `rook-csi-${kind}-${user}`],
    [`csi.storage.k8s.io/${purpose}-secret-namespace`, cephNamespace],
  ])
  return { ...Object.fromEntries(secrets), 'csi.storage.k8s.io/fstype': 'ext4' }
}

export const cephNamespace = 'rook-ceph'
