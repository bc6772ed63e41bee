// Longhorn: volumes from the disks of the nodes themselves, simpler than Ceph and for smaller clusters.

import { text, type Addon, type AddonObject, type StorageClass } from '@llmflow/spec'
import { monitorOf, networkOf } from '../../addon.js'
import type { Component, Context } from '../../component.js'
import { exportedClassOf } from '../nfs/options.js'
import { longhornAlerts } from './alerts.js'
import { longhornImages, longhornValues } from './values.js'
import { longhornVersions } from './versions.js'

const namespace = 'longhorn-system'

export const longhorn: Component = {
  name: 'longhorn',
  title: 'Longhorn',
  summary: {
    en: 'Brings the inventory’s storage classes from disks of the nodes, each volume copied to several. Every node needs open-iscsi, and an NFS client for shared volumes',
    ko: '노드 디스크로 인벤토리의 스토리지 클래스를 제공하고 볼륨을 여러 노드에 복제합니다. 모든 노드에 open-iscsi가 필요하며, 공유 볼륨을 쓰려면 NFS 클라이언트도 있어야 합니다',
  },
  topologies: ['converged'],
  versions: longhornVersions,
  options: [
    {
      name: 'path',
      type: 'string',
      default: '/var/lib/longhorn',
      description: {
        en: 'Folder on each node that holds the volumes, on a disk of its own at best',
        ko: '볼륨을 저장할 노드의 폴더입니다. 전용 디스크에 두는 것이 좋습니다',
      },
    },
  ],
  parts: () => [],
  needs: () => [],
  size: () => ({}),
  addons: (context) => [chart(context)],
  routes: (context) => [
    {
      id: 'longhorn',
      prefix: 'longhorn',
      paths: ['/*'],
      target: {
        kind: 'addon',
        addon: 'longhorn',
        endpoint: 'frontend',
        address: `longhorn-frontend.${namespace}.svc.${context.platform.network.clusterDomain}:80`,
      },
      readSeconds: 60,
      // Whoever reaches the page may delete every volume.
      access: 'operators',
      purpose: 'looking after volumes',
    },
  ],
  alerts: longhornAlerts,
  backups: {
    none: {
      en: 'Copies against lost nodes are no backup; each store copies its data away itself',
      ko: '노드 장애에 대비한 복제는 백업이 아닙니다. 데이터는 각 저장소가 직접 백업합니다',
    },
  },
  commands: () => [
    {
      purpose: {
        en: 'On every node before the chart is installed: without it no volume is mounted',
        ko: '차트를 설치하기 전에 모든 노드에서 실행합니다. 없으면 볼륨을 마운트할 수 없습니다',
      },
      command: text`systemctl is-active iscsid`,
    },
    {
      purpose: { en: 'Nodes and disks, with what they have left', ko: '노드와 디스크의 남은 공간' },
      command: text`kubectl --namespace ${namespace} get nodes.longhorn.io,volumes.longhorn.io`,
    },
  ],
}

function chart(context: Context): Addon {
  return {
    name: 'longhorn',
    chart: 'longhorn',
    repository: 'https://charts.longhorn.io',
    version: '1.7.2',
    namespace,
    // Disks and mounts belong to the node.
    podSecurity: 'privileged',
    values: longhornValues(context),
    images: longhornImages,
    customResources,
    endpoints: {
      frontend: { labels: { app: 'longhorn-ui' }, port: 8000, service: 'longhorn-frontend' },
      manager: {
        labels: { app: 'longhorn-manager' },
        port: 9500,
        portName: 'manager',
        service: 'longhorn-backend',
      },
    },
    objects: [
      ...classesOf(context).map(classOf),
      ...monitorOf(
        context,
        'longhorn',
        namespace,
        { app: 'longhorn-manager' },
        { port: 'manager' },
      ),
    ],
    after: networkOf(context),
    purpose: 'volumes on the disks of nodes',
  }
}

const classesOf = (context: Context): readonly StorageClass[] =>
  (context.inventory?.storageClasses ?? []).filter(
    ({ name, kind }) => kind !== 'local' && name !== exportedClassOf(context),
  )

/** The chart's own class is always called longhorn; these have the names that the inventory gives them. */
const classOf = ({ name, isDefault, replication }: StorageClass): AddonObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  name,
  annotations: { 'storageclass.kubernetes.io/is-default-class': `${isDefault}` },
  body: {
    provisioner: 'driver.longhorn.io',
    allowVolumeExpansion: true,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    parameters: {
      numberOfReplicas: `${replication}`,
      staleReplicaTimeout: '30',
      fsType: 'ext4',
      dataLocality: 'disabled',
    },
  },
})

const customResources = [
  'backingimagedatasources',
  'backingimagemanagers',
  'backingimages',
  'backupbackingimages',
  'backups',
  'backuptargets',
  'backupvolumes',
  'engineimages',
  'engines',
  'instancemanagers',
  'nodes',
  'orphans',
  'recurringjobs',
  'replicas',
  'settings',
  'sharemanagers',
  'snapshots',
  'supportbundles',
  'systembackups',
  'systemrestores',
  'volumeattachments',
  'volumes',
].map((name) => `${name}.longhorn.io`)
